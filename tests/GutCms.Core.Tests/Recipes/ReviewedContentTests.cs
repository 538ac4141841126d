using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Recipes;

/// <summary>Recipes on a site where people review.</summary>
public sealed class ReviewedContentTests
{
    private const string ItemId = "4dsc0000000000000000000009";

    [Fact]
    public async Task Skips_a_new_version_when_the_draft_of_a_recipe_is_being_reviewed()
    {
        var site = new MemorySite();
        await RunAsync(site, Recipe("4dscv000000000000000000001", "One."), trusted: false);
        Assert.True((await site.SubmitAsync(site.Editor, ItemId)).Succeeded);
        foreach (var (version, text) in new[] { ("4dscv000000000000000000002", "Two."), ("4dscv000000000000000000001", "One.") })
        {
            var change = Assert.Single((await RunAsync(site, Recipe(version, text), trusted: true)).Changes);
            Assert.Equal((RecipeOutcome.Skipped, "It is being reviewed or was approved here."), (change.Outcome, change.Detail));
        }
    }

    [Fact]
    public async Task Records_runs_that_change_something_and_no_others()
    {
        var site = new MemorySite();
        await RunAsync(site, Recipe("4dscv000000000000000000001", "One."), trusted: true, dryRun: true);
        Assert.Empty(site.State.Audit);
        await RunAsync(site, Recipe("4dscv000000000000000000001", "One."), trusted: true);
        await RunAsync(site, Recipe("4dscv000000000000000000001", "One."), trusted: true);
        var entry = Assert.Single(site.State.Audit);
        Assert.Equal((AuditActions.RecipeRun, "test", 1L), (entry.Action, (string?)entry.Details["recipe"], (long)entry.Details["counts"]!["Created"]!));
        Assert.Equal(64, ((string)entry.Details["files"]![0]!["sha256"]!).Length);
        await RunAsync(site, RecipeTexts.Recipe("""{ "name": "Settings", "SiteName": "Clinic" }""", """{ "name": "Roles", "Roles": [ { "Name": "Guest", "Permissions": [] } ] }"""), trusted: true);
        Assert.Equal([AuditActions.RecipeRun, AuditActions.RecipeRun, AuditActions.SettingsChange, AuditActions.RoleChange], site.State.Audit.Select(recorded => recorded.Action));
        Assert.Equal("Guest", (string?)site.State.Audit[^1].Details["name"]);
    }

    private static async Task<RecipeReport> RunAsync(MemorySite site, string recipe, bool trusted, bool dryRun = false)
    {
        var runner = new RecipeRunner(site.Store, RecipeSteps.All, new EmptyRecipeCatalog(), site, site);
        var report = await runner.RunAsync(RecipeSite.Source(recipe), new(Actor.System, dryRun, trusted), null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
        return report;
    }

    private static string Recipe(string version, string text)
    {
        var item = JsonNode.Parse(RecipeTexts.Disclaimer)!;
        (item["ContentItemId"], item["ContentItemVersionId"]) = (ItemId, version);
        item["Disclaimer"]!["Text"]!["Html"] = $"<p>{text}</p>";
        item["Disclaimer"]!["Kind"] = new JsonObject { ["Text"] = "educational" };
        return RecipeTexts.Items(item.ToJsonString());
    }
}
