using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.OpenApi;

/// <summary>Clients that four generators write from the committed document, in tests/api-clients, each drive an article from draft to a certificate that verifies.</summary>
public abstract class GeneratedClientsTests(SiteFixture fixture)
{
    [Theory]
    [InlineData("openapi-typescript")]
    [InlineData("hey-api")]
    [InlineData("nswag")]
    [InlineData("kiota")]
    public async Task Drives_an_article_from_draft_to_a_verified_certificate(string client)
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var slug = SampleArticle.NewSlug(client);

        var input = new JsonObject
        {
            ["client"] = client,
            ["site"] = fixture.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            ["slug"] = slug,
            ["disclaimer"] = SampleArticle.DisclaimerId,
            ["section"] = SampleArticle.SectionId,
            ["author"] = ApiClients.Person(author),
            ["reviewer"] = ApiClients.Person(reviewer),
            ["editor"] = ApiClients.Person(editor),
        };
        var (code, output, error) = await (client is "nswag" or "kiota" ? ApiClients.RunDotNetAsync(input) : ApiClients.RunTypeScriptAsync(input));

        Assert.True(code == 0, output + error);
        var result = JsonNode.Parse(output)!;
        Assert.Equal(("published", "<p>Take 10 mg.</p>"), ((string?)result["state"], (string?)result["html"]));
        Assert.Equal((string?)(await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}"))["review"]!["certificate"], (string?)result["certificate"]);
        var verified = await fixture.Site.RunAsync("certificate", "verify", $"{fixture.Client.BaseAddress}{DeliveryClient.Articles}/{slug}");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }
}

/// <summary>On a site of their own, since they publish.</summary>
public sealed class GeneratedClientsOnSqliteTests(SqliteSite site) : GeneratedClientsTests(site), IClassFixture<SqliteSite>;
