using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Verification;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class PresentationJourneyOnSqliteTests() : PresentationJourneyTests(Provider.Sqlite);

public sealed class PresentationJourneyOnPostgreSqlTests() : PresentationJourneyTests(Provider.PostgreSql);

/// <summary>What readers meet around a text is what its reviewers were shown: address, series, Hot Articles; and the words of the series itself.</summary>
public abstract class PresentationJourneyTests(Provider provider) : VerificationTests(provider)
{
    private const string SymptomSeries = "2ard13m82tb3sfvab0tz0sc6j3";
    private const string SymptomArticle = "3cc3q1x8snrr1y0cspzj71zqdw";
    private const string OtherSeries = "58msv88peb3hqr9tm92an8499e";
    private const string OtherArticle = "2zrrg0yqg9eqvpdnbyebcvt344";

    private static readonly Actor Owner = new("owner-id", "owner") { Permissions = FrozenSet.Create(StringComparer.Ordinal, Permissions.SiteOwner) };

    public static TheoryData<string, string> Changes => new()
    {
        { """{ "AutoroutePart": { "Path": "articles/elsewhere" } }""", "path" },
        { $$"""{ "Article": { "Series": { "ContentItemIds": ["{{OtherSeries}}"] } } }""", "series" },
        { """{ "Article": { "SeriesPosition": { "Value": 9 } } }""", "seriesPosition" },
        { $$"""{ "Article": { "HotArticles": { "ContentItemIds": ["{{OtherArticle}}", "{{SymptomArticle}}"] } } }""", "hotArticles" },
        { $$"""{ "Article": { "HotArticles": { "ContentItemIds": ["{{OtherArticle}}"] } } }""", "hotArticles" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_changed_around_an_approved_text_is_not_published_with_it(string change, string member)
    {
        var id = await ApprovedInSeriesAsync("around");
        var before = await ReviewAsync(id);
        (await SaveAsync(id, change, draft: false)).Expect(409);
        (await PullAsync("editor", id, "schedule", new() { ["at"] = Site.Time.GetUtcNow().AddDays(1).ToString("O") })).Expect(200);
        (await SaveAsync(id, change)).Expect(200);

        var seen = await ReviewAsync(id);
        Assert.Equal("draft", (string?)seen["state"]);
        Assert.NotEqual((string?)before["presentationHash"], (string?)seen["presentationHash"]);
        Assert.Equal((string?)before["contentHash"], (string?)seen["contentHash"]);
        Assert.False(JsonNode.DeepEquals(before["presentation"][member], seen["presentation"][member]));
        Assert.Equal("Address, series or Hot Articles were changed.", (string?)seen["history"][0]!["decisions"]![0]!["voidReason"]);
        Assert.Null(seen.Body!["schedule"]);
        (await PullAsync("editor", id, "publish")).Expect(409);
        (await DeliveredAsync("around")).Expect(404);
        (await DeliveredAsync("elsewhere")).Expect(404);
    }

    [Fact]
    public async Task A_decision_about_another_presentation_than_was_shown_is_refused()
    {
        var id = await ApprovedInSeriesAsync("shown");
        var shown = (string)(await ReviewAsync(id))["presentationHash"]!;
        (await SaveAsync(id, """{ "AutoroutePart": { "Path": "articles/not-shown" } }""")).Expect(200);
        (await PullAsync("author", id, "submit")).Expect(200);
        var seen = await ReviewAsync(id);
        var body = new JsonObject { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = shown, ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password } };

        (await PostAsync("reviewer", $"api/review/{id}/approve", body.DeepClone(), seen.Tag)).Expect(412);
        body.Remove("presentationHash");
        (await PostAsync("reviewer", $"api/review/{id}/approve", body, seen.Tag)).Expect(400);
        Assert.Equal("inReview", (string?)(await ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Two_approved_articles_do_not_swap_their_addresses()
    {
        var (adults, children) = (await ApprovedInSeriesAsync("dose-for-adults"), await ApprovedInSeriesAsync("dose-for-children"));
        (await SaveAsync(adults, """{ "AutoroutePart": { "Path": "articles/for-a-moment" } }""")).Expect(200);
        (await SaveAsync(children, """{ "AutoroutePart": { "Path": "articles/dose-for-adults" } }""")).Expect(200);
        (await SaveAsync(adults, """{ "AutoroutePart": { "Path": "articles/dose-for-children" } }""")).Expect(200);

        foreach (var id in new[] { adults, children })
        {
            Assert.Equal("draft", (string?)(await ReviewAsync(id))["state"]);
            (await PullAsync("editor", id, "publish")).Expect(409);
        }

        (await DeliveredAsync("dose-for-adults")).Expect(404);
        (await DeliveredAsync("dose-for-children")).Expect(404);
    }

    [Fact]
    public async Task The_order_of_a_series_and_an_older_version_change_nothing_under_an_approval_either()
    {
        var (ordered, restored) = (await ApprovedInSeriesAsync("ordered"), await ApprovedInSeriesAsync("restored"));
        var version = (string)(await ReviewAsync(restored))["versionId"]!;
        (await SaveAsync(restored, $$"""{ "Article": { "HotArticles": { "ContentItemIds": ["{{OtherArticle}}"] } } }""")).Expect(200);
        (await PullAsync("author", restored, "submit")).Expect(200);
        (await PullAsync("reviewer", restored, "approve")).Expect(200);
        (await PostAsync("author", $"api/content/{restored}/restore", new JsonObject { ["versionId"] = version }, (await ReviewAsync(restored)).Tag)).Expect(200);

        await using var scope = Site.Services.CreateAsyncScope();
        var order = scope.ServiceProvider.GetRequiredService<OrderSeries>();
        Assert.Equal([ordered], (await order.ExecuteAsync(Owner, [new(ordered, ExpectedTag.Of((await ReviewAsync(ordered)).Tag!.Trim('"')), 7)], Token)).Saved);

        foreach (var id in new[] { ordered, restored })
        {
            Assert.Equal("draft", (string?)(await ReviewAsync(id))["state"]);
            (await PullAsync("editor", id, "publish")).Expect(409);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recipe_leaves_alone_what_people_have_approved(bool trusted)
    {
        var id = await ApprovedInSeriesAsync("in-a-recipe");
        var before = await ReviewAsync(id);
        var item = (await GetAsync("editor", $"api/content/{id}?version=latest")).Expect(200).Body!.DeepClone().AsObject();
        item["Article"]!["HotArticles"] = JsonNode.Parse($$"""{ "ContentItemIds": ["{{OtherArticle}}"] }""");
        (item["ContentItemVersionId"], item["Published"]) = (ContentIds.New(), true);

        await RunAsync(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(item) }, trusted);

        var after = await ReviewAsync(id);
        Assert.Equal(((string?)before["presentationHash"], "approved"), ((string?)after["presentationHash"], (string?)after["state"]));
        (await DeliveredAsync("in-a-recipe")).Expect(404);
    }

    [Fact]
    public async Task What_is_delivered_recomputes_to_the_presentation_that_the_certificate_says_was_signed()
    {
        var id = await ApprovedInSeriesAsync("signed");
        (await PullAsync("editor", id, "publish")).Expect(200);

        var delivered = (await DeliveredAsync("signed")).Expect(200);
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(delivered["presentation"])));
        var claims = Claims((string)delivered["review"]["certificate"]!);
        Assert.Equal((hash, hash, true), ((string?)delivered["presentationHash"], (string?)claims["presentationHash"], (bool)claims["presentationSigned"]!));
        Assert.Equal(hash, (string?)claims["approvals"]![0]!["presentationHash"]);
        Assert.Equal("articles/signed", (string?)delivered["presentation"]["path"]);
        Assert.Equal(delivered["presentation"]["hotArticles"]!.AsArray().Select(hot => (string?)hot), delivered["hotArticles"].AsArray().Select(card => (string?)card!["id"]));
        Assert.Equal((string?)delivered["presentation"]["series"], (string?)delivered["series"]["id"]);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_policy_that_records_lets_approvals_stand_and_the_certificate_says_that_the_presentation_was_not_signed()
    {
        await RunAsync(PolicyStep("Article", """{ "OnPresentationChange": "record", "RequireDisclaimer": true, "ReviewEveryMonths": 12 }"""), trusted: true);
        var id = await ApprovedInSeriesAsync("recorded");
        var signed = (string)(await ReviewAsync(id))["presentationHash"]!;
        (await SaveAsync(id, $$"""{ "Article": { "HotArticles": { "ContentItemIds": ["{{OtherArticle}}"] } } }""")).Expect(200);
        Assert.Equal("approved", (string?)(await ReviewAsync(id))["state"]);
        (await PullAsync("editor", id, "publish")).Expect(200);

        var delivered = (await DeliveredAsync("recorded")).Expect(200);
        var claims = Claims((string)delivered["review"]["certificate"]!);
        Assert.Equal(((string?)delivered["presentationHash"], false, signed), ((string?)claims["presentationHash"], (bool)claims["presentationSigned"]!, (string?)claims["approvals"]![0]!["presentationHash"]));
        Assert.NotEqual(signed, (string?)claims["presentationHash"]);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_series_says_on_its_page_and_on_those_of_its_articles_only_what_was_granted()
    {
        const string change = """{ "DisplayText": "Take ten times the dose below", "TitlePart": { "Title": "Take ten times the dose below" } }""";
        (await SaveAsync(SymptomSeries, change, draft: false)).Expect(409);
        (await SaveAsync(SymptomSeries, change)).Expect(200);
        (await PullAsync("editor", SymptomSeries, "publish")).Expect(409);
        await AssertSaysAsync("Symptom Decoder Series");

        (await PullAsync("editor", SymptomSeries, "submit")).Expect(200);
        (await PullAsync("reviewer", SymptomSeries, "approve")).Expect(200);
        await AssertSaysAsync("Symptom Decoder Series");
        (await PullAsync("editor", SymptomSeries, "publish")).Expect(200);
        await AssertSaysAsync("Take ten times the dose below");

        var series = (await GetAsync(null, "api/delivery/series/symptom-decoder-series")).Expect(200);
        Assert.Equal((string?)series["contentHash"], "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(series["content"]))));
        Assert.Equal((string?)series["contentHash"], (string?)Claims((string)series["review"]["certificate"]!)["contentHash"]);
        Assert.Equal("Dr reviewer", (string?)series["review"]["approvals"]![0]!["printedName"]);
        Assert.Empty((await VerifyAsync()).Findings);

        async Task AssertSaysAsync(string title)
        {
            Assert.Equal(title, (string?)(await GetAsync(null, "api/delivery/series/symptom-decoder-series")).Expect(200)["title"]);
            Assert.Equal(title, (string?)(await DeliveredAsync("early-warning-signs-you-ignore")).Expect(200)["series"]["title"]);
            Assert.Equal(title, (string?)(await DeliveredAsync(SeededArticle)).Expect(200)["hotArticles"].AsArray().Single(card => (string?)card!["id"] == SymptomArticle)!["series"]!["title"]);
            Assert.Equal(title, (string?)(await GetAsync(null, "api/delivery/articles?series=symptom-decoder-series")).Expect(200)["items"][0]!["series"]!["title"]);
            Assert.Equal(title, (string?)(await GetAsync(null, "api/delivery/series")).Expect(200)["items"].AsArray().Single(item => (string?)item!["id"] == SymptomSeries)!["title"]);
        }
    }

    [Fact]
    public async Task The_address_of_a_series_is_signed_too()
    {
        (await SaveAsync(SymptomSeries, """{ "Series": { "Description": { "Html": "<p>Signs that people pass over.</p>" } } }""")).Expect(200);
        (await PullAsync("editor", SymptomSeries, "submit")).Expect(200);
        (await PullAsync("reviewer", SymptomSeries, "approve")).Expect(200);
        (await SaveAsync(SymptomSeries, """{ "AutoroutePart": { "Path": "series/mental-cognitive-health-2" } }""")).Expect(200);

        (await PullAsync("editor", SymptomSeries, "publish")).Expect(409);
        (await GetAsync(null, "api/delivery/series/mental-cognitive-health-2")).Expect(404);
    }

    [Fact]
    public async Task Presentations_that_were_changed_past_the_program_are_named()
    {
        var id = await ApprovedInSeriesAsync("past-the-program");
        (await PullAsync("editor", id, "publish")).Expect(200);
        const string zeros = "'sha256:0000000000000000000000000000000000000000000000000000000000000000'";
        var version = $"\"VersionId\" = (SELECT \"VersionId\" FROM \"Publications\" WHERE \"ContentItemId\" = '{id}')";
        Assert.Empty((await VerifyAsync()).Findings);
        foreach (var (fault, statement) in new (SiteFault, string)[]
        {
            (SiteFault.GrantMissing, $"UPDATE \"ContentVersions\" SET \"Json\" = REPLACE(\"Json\", '{SymptomArticle}', '{OtherArticle}') WHERE \"Published\" AND \"ContentItemId\" = '{id}'"),
            (SiteFault.GrantMissing, $"UPDATE \"ContentVersions\" SET \"Json\" = REPLACE(\"Json\", 'series/', 'serious/') WHERE \"Published\" AND \"ContentItemId\" = '{SymptomSeries}'"),
            (SiteFault.GrantMissing, $"UPDATE \"PublicationGrants\" SET \"PresentationHash\" = {zeros} WHERE {version}"),
            (SiteFault.ApprovalMissing, $"UPDATE \"PublicationGrants\" SET \"PresentationHash\" = NULL WHERE {version}"),
            (SiteFault.DecisionAltered, $"UPDATE \"Decisions\" SET \"PresentationHash\" = {zeros} WHERE {version}"),
            (SiteFault.PublicationAltered, $"UPDATE \"Publications\" SET \"PresentationHash\" = {zeros} WHERE {version}"),
        })
        {
            Assert.Contains(fault, (await VerifyAsync(statement)).Findings.Select(finding => finding.Fault));
        }
    }

    /// <summary>An approved article in a series, with Hot Articles.</summary>
    private async Task<string> ApprovedInSeriesAsync(string slug)
    {
        var article = Article(slug);
        article["Article"]!["Series"] = JsonNode.Parse($$"""{ "ContentItemIds": ["{{SymptomSeries}}"] }""");
        article["Article"]!["SeriesPosition"] = JsonNode.Parse("""{ "Value": 5 }""");
        article["Article"]!["HotArticles"] = JsonNode.Parse($$"""{ "ContentItemIds": ["{{SymptomArticle}}", "{{OtherArticle}}"] }""");
        var id = (await PostAsync("author", "api/content?draft=true", article)).Expect(200).Id;
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        return id;
    }

    private async Task<Answer> SaveAsync(string id, string change, bool draft = true)
    {
        var json = JsonNode.Parse(change)!.AsObject();
        json["ContentItemId"] = id;
        return await PostAsync("editor", draft ? "api/content?draft=true" : "api/content", json, (await ReviewAsync(id)).Tag);
    }

    private static JsonObject PolicyStep(string type, string members)
    {
        var policy = JsonNode.Parse(members)!.AsObject();
        (policy["ContentType"], policy["Version"]) = (type, "7");
        policy["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = "MedicalReviewer" });
        return new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy) };
    }

    private async Task RunAsync(JsonObject step, bool trusted)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "presentation", ["steps"] = new JsonArray(step) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(trusted ? Actor.System : Owner, Trusted: trusted), null, Token);
            Assert.True(report.Succeeded, string.Join('\n', report.Faults));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static JsonObject Claims(string jws) => JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!.AsObject();
}
