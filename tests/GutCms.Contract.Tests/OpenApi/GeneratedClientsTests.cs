using System.Diagnostics;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.OpenApi;

/// <summary>Clients that four generators write from the committed document, in tests/api-clients, each drive an article from draft to a certificate that verifies.</summary>
public abstract class GeneratedClientsTests(SiteFixture fixture)
{
    private static string Folder => Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "api-clients");

    [Theory]
    [InlineData("openapi-typescript")]
    [InlineData("hey-api")]
    [InlineData("nswag")]
    [InlineData("kiota")]
    public async Task Drives_an_article_from_draft_to_a_verified_certificate(string client)
    {
        var (program, arguments) = client is "nswag" or "kiota" ? DotNet() : Node();
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var slug = SampleArticle.NewSlug(client);

        var (code, output, error) = await RunAsync(program, arguments, new JsonObject
        {
            ["client"] = client,
            ["site"] = fixture.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            ["slug"] = slug,
            ["disclaimer"] = SampleArticle.DisclaimerId,
            ["section"] = SampleArticle.SectionId,
            ["author"] = Person(author),
            ["reviewer"] = Person(reviewer),
            ["editor"] = Person(editor),
        });

        Assert.True(code == 0, output + error);
        var result = JsonNode.Parse(output)!;
        Assert.Equal(("published", "<p>Take 10 mg.</p>"), ((string?)result["state"], (string?)result["html"]));
        Assert.Equal((string?)(await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}"))["review"]!["certificate"], (string?)result["certificate"]);
        var verified = await fixture.Site.RunAsync("certificate", "verify", $"{fixture.Client.BaseAddress}{DeliveryClient.Articles}/{slug}");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    private static (string Program, string[] Arguments) Node()
    {
        var main = Path.Combine(Folder, "out", "src", "main.js");
        return File.Exists(main) ? (Require.Node(), [main]) : throw Require.Missing("The clients of tests/api-clients: run npm ci and npm run build in that folder.");
    }

    // The tools that write them are not everywhere: a machine without them is told so, and goes on.
    private static (string Program, string[] Arguments) DotNet()
    {
        var program = Directory.EnumerateFiles(Path.Combine(GutCmsExecutable.RepositoryRoot, "artifacts", "bin"), "ApiClients.dll", SearchOption.AllDirectories).FirstOrDefault();
        Assert.SkipWhen(program is null, "tests/api-clients/dotnet is not built here.");
        return ("dotnet", [program]);
    }

    private static JsonObject Person(EditorialClient person) => new() { ["cookie"] = person.Browser.Cookies, ["antiforgery"] = person.Antiforgery, ["password"] = person.Password };

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments, JsonObject input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.ToJsonString());
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}

/// <summary>On a site of their own, since they publish.</summary>
public sealed class GeneratedClientsOnSqliteTests(SqliteSite site) : GeneratedClientsTests(site), IClassFixture<SqliteSite>;
