using System.Text.Json.Nodes;
using GutCms.Core.Keys;
using GutCms.Web.Tests.Certificates;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class DisclaimerJourneyOnSqliteTests() : DisclaimerJourneyTests(Provider.Sqlite);

public sealed class DisclaimerJourneyOnPostgreSqlTests() : DisclaimerJourneyTests(Provider.PostgreSql);

public abstract class DisclaimerJourneyTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task An_editorial_change_flows_into_articles_with_a_new_certificate()
    {
        await PublishedAsync("shows-it");
        var before = (await DeliveredAsync("shows-it")).Expect(200);
        var impactTag = await ApprovedChangeAsync("<p>For education.</p>", "editorial");

        Assert.Equal(["ImpactMustBeShown"], (await PullAsync("editor", SeededDisclaimer, "publish")).Expect(409).Unmet);
        (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["change"] = "material", ["impactTag"] = impactTag })).Expect(400);
        (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["impactTag"] = impactTag })).Expect(200);

        var after = (await DeliveredAsync("shows-it")).Expect(200);
        Assert.Equal("<p>For education.</p>", (string?)after["content"]["disclaimer"]!["html"]);
        Assert.Equal("published", (string?)after["review"]["status"]);
        Assert.NotEqual((string?)before["contentHash"], (string?)after["contentHash"]);
        Assert.NotEqual((string?)before["review"]["certificate"], (string?)after["review"]["certificate"]);
        Assert.Single(after["review"]["approvals"]!.AsArray());
        await HoldsForAsync(after, after, exitCode: 0);
        await HoldsForAsync(before, after, exitCode: 1);
        Assert.Equal("imported", (string?)(await DeliveredAsync(SeededArticle)).Expect(200)["review"]["status"]);
    }

    [Fact]
    public async Task A_material_change_leaves_articles_with_the_disclaimer_that_they_were_published_with_and_due()
    {
        var id = await PublishedAsync("keeps-it");
        var before = (await DeliveredAsync("keeps-it")).Expect(200);
        var impactTag = await ApprovedChangeAsync("<p>Do not read this.</p>", "material");

        (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["impactTag"] = impactTag })).Expect(200);

        var after = (await DeliveredAsync("keeps-it")).Expect(200);
        Assert.Equal(before["content"].ToJsonString(), after["content"].ToJsonString());
        Assert.Equal((string?)before["contentHash"], (string?)after["contentHash"]);
        Assert.Equal("reviewDue", (string?)after["review"]["status"]);
        Assert.Equal((string?)before["review"]["certificate"], (string?)after["review"]["certificate"]);
        Assert.Equal("inReview", (string?)(await ReviewAsync(id))["state"]);
        Assert.Equal("<p>Do not read this.</p>", (string?)(await GetAsync(null, "api/delivery/disclaimers/" + SeededDisclaimer)).Expect(200)["html"]);
    }

    [Fact]
    public async Task A_disclaimer_that_live_articles_show_is_not_withdrawn()
    {
        Assert.Contains("DisclaimerMustNotBeInUse", (await PullAsync("editor", SeededDisclaimer, "withdraw", new() { ["reason"] = "Wrong." })).Expect(409).Unmet);

        (await GetAsync(null, "api/delivery/disclaimers/" + SeededDisclaimer)).Expect(200);
    }

    [Fact]
    public async Task Readers_get_410_for_a_withdrawn_disclaimer()
    {
        var id = (await PostAsync("editor", "api/content?draft=true", new JsonObject
        {
            ["ContentType"] = "Disclaimer",
            ["DisplayText"] = "Other",
            ["TitlePart"] = new JsonObject { ["Title"] = "Other" },
            ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = "<p>Other.</p>" }, ["Kind"] = new JsonObject { ["Text"] = "educational" } },
        })).Expect(200).Id;
        (await PullAsync("editor", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
        (await GetAsync(null, "api/delivery/disclaimers/" + id)).Expect(200);

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "Out of date.", ["replacementItemId"] = SeededDisclaimer })).Expect(200);

        var gone = (await GetAsync(null, "api/delivery/disclaimers/" + id)).Expect(410);
        Assert.Equal("/api/delivery/disclaimers/" + SeededDisclaimer, (string?)gone["replacement"]);
    }

    /// <summary>A certificate, tried by a library that is not ours on what readers get.</summary>
    private async Task HoldsForAsync(Answer certified, Answer delivered, int exitCode)
    {
        var (found, result) = await StockLibrary.VerifyAsync(new()
        {
            ["issuer"] = "https://gutcms.example",
            ["certificate"] = (string?)certified["review"]["certificate"],
            ["jwks"] = Jwks.Build([Site.Key]),
            ["delivered"] = delivered.Body!.DeepClone(),
        });
        Assert.True(found == exitCode, result.ToJsonString());
    }

    private async Task<string> ApprovedChangeAsync(string html, string classification)
    {
        var change = new JsonObject { ["ContentItemId"] = SeededDisclaimer, ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = html } } };
        (await PostAsync("editor", "api/content?draft=true", change, (await ReviewAsync(SeededDisclaimer)).Tag)).Expect(200);
        Assert.Equal(["ChangeMustBeClassified"], (await PullAsync("editor", SeededDisclaimer, "submit")).Expect(409).Unmet);
        (await PullAsync("editor", SeededDisclaimer, "submit", new() { ["change"] = classification })).Expect(200);
        Assert.Equal(["ImpactMustBeShown"], (await PullAsync("reviewer", SeededDisclaimer, "approve")).Expect(409).Unmet);
        var impact = (await GetAsync("reviewer", $"api/review/{SeededDisclaimer}/disclaimer-impact")).Expect(200);
        Assert.NotEmpty(impact["items"].AsArray());
        Assert.Equal(classification, (string?)impact["change"]);
        var tag = (string)impact["impactTag"]!;
        (await PullAsync("reviewer", SeededDisclaimer, "approve", new() { ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password }, ["impactTag"] = tag })).Expect(200);
        return tag;
    }
}
