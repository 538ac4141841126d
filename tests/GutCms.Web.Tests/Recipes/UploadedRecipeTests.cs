using System.Collections.Frozen;
using System.Text;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage.Runs;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Recipes;

public sealed class UploadedRecipeTests() : ReviewApiTests(Provider.Sqlite)
{
    private const string SeriesId = "4t3c2xr8vz5w7yk9hq6m1n0pbd";
    private const string Roles = """{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": [ "SiteOwner" ] } ] }""";
    private const string Series = """
        { "name": "Content", "Data": [ { "ContentItemId": "4t3c2xr8vz5w7yk9hq6m1n0pbd", "ContentItemVersionId": "4t3c2xr8vz5w7yk9hq6m1n0pbe", "ContentType": "Series", "DisplayText": "One",
          "Latest": true, "Published": true, "TitlePart": { "Title": "One" }, "AutoroutePart": { "Path": "series/one" } } ] }
        """;

    private const string Settings = """{ "name": "Settings" }""";

    [Theory]
    [InlineData(Roles, Permissions.ManageRoles)]
    [InlineData(Settings, Permissions.ManageSettings)]
    [InlineData("""{ "name": "Recipes", "Values": [ ] }""", Permissions.SiteOwner)]
    [InlineData("""{ "NAME": "Settings", "name": "Content" }""", Permissions.ManageSettings)]
    [InlineData("""{ "name": "SETTINGS" } ], "steps": [""", Permissions.ManageSettings)]
    [InlineData("""{ "name": "Unknown" }""", Permissions.SiteOwner)]
    [InlineData("""{ "name": "[js: variables('step')]" }""", Permissions.SiteOwner)]
    public async Task Needs_the_permission_for_every_step(string step, string permission)
    {
        var refusal = (await RunAsync(Recipe(step), RecipeRunMode.Run, Permissions.ManageRecipes)).Refusal!;

        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
        Assert.Contains(permission, Assert.Single(refusal.UnmetRules).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"steps\": [ { \"name\": \"Roles\" ", "Not JSON at line 1")]
    [InlineData("[]", "A recipe is a JSON object")]
    [InlineData("{ \"name\": \"one\", \"steps\": [ { \"NAME\": 1, \"name\": \"Roles\" } ] }", "'name' has to be a string")]
    public async Task Changes_nothing_and_says_what_is_wrong_when_its_steps_cannot_be_read(string recipe, string fault)
    {
        var report = (await RunAsync(Encoding.UTF8.GetBytes(recipe), RecipeRunMode.Run, Permissions.ManageRecipes)).Value!;

        Assert.False(report.Changed);
        Assert.Contains(report.Faults, found => found.Message.Contains(fault, StringComparison.Ordinal));
        Assert.Contains("UTF-16", Assert.Single((await RunAsync(Encoding.Unicode.GetBytes(recipe), RecipeRunMode.Run, Permissions.ManageRecipes)).Value!.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_to_whoever_may_not_run_recipes_even_a_check() =>
        Assert.Equal(RefusalKind.Forbidden, (await RunAsync(Recipe(Settings), RecipeRunMode.Check, Permissions.ManageSettings)).Refusal!.Kind);

    [Fact]
    public async Task Runs_with_the_permissions_and_what_it_publishes_is_a_draft()
    {
        var report = (await RunAsync(Recipe(Series), RecipeRunMode.Run, Permissions.ManageRecipes, Permissions.Import)).Value!;

        Assert.True(report.Succeeded, string.Join('\n', report.Faults));
        var item = await GetAsync("editor", $"api/content/{SeriesId}?version=latest");
        Assert.False((bool)item.Expect(200)["Published"]!);
    }

    [Fact]
    public async Task One_runs_at_a_time_and_its_progress_and_report_can_be_read_after_it()
    {
        var runs = Site.Services.GetRequiredService<RecipeRuns>();
        RecipeRun first;
        await using (await Site.Services.GetRequiredService<IContentStore>().BeginAsync(Token))
        {
            first = (await runs.BeginAsync(Importer, "one.recipe.json", Recipe(Series), RecipeRunMode.DryRun)).Value!;

            Assert.True((await runs.FindAsync(first.Id, Token))!.IsRunning);
            var refusal = (await runs.BeginAsync(Importer, "two.recipe.json", Recipe(Series), RecipeRunMode.Run)).Refusal!;
            Assert.Equal(RefusalKind.Conflict, refusal.Kind);
            Assert.Contains("u is running one.recipe.json.", refusal.Message, StringComparison.Ordinal);
        }

        await runs.Current;
        var tried = (await runs.FindAsync(first.Id, Token))!;
        Assert.Equal(1, tried.Report!.Counts[RecipeOutcome.Created]);
        (await GetAsync("editor", $"api/content/{SeriesId}?version=latest")).Expect(404);

        var second = (await runs.BeginAgainAsync(Importer, first.Id, Token)).Value!;
        await runs.Current;
        Assert.True((await runs.FindAsync(second.Id, Token))!.Report!.Changed);
        Assert.Equal([second.Id, first.Id], (await runs.ListAsync(Token)).Select(run => run.Id));
        (await GetAsync("editor", $"api/content/{SeriesId}?version=latest")).Expect(200);
    }

    [Fact]
    public async Task Progress_names_what_is_at_hand_and_counts_to_the_total()
    {
        var told = new List<RecipeProgress>();
        await using var scope = Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>().ExecuteAsync(Importer, "one.recipe.json", Recipe(Series), RecipeRunMode.Run, new Told(told), Token);

        Assert.Equal(["checking", "writing", "delivering"], told.Select(progress => progress.Phase).Distinct());
        Assert.Contains(new RecipeProgress("writing", 0, 1, "Content"), told);
        Assert.Contains(new RecipeProgress("writing", 1, 1, "One"), told);
    }

    [Fact]
    public async Task Changes_nothing_when_the_program_stops_before_the_end()
    {
        var runs = Site.Services.GetRequiredService<RecipeRuns>();
        RecipeRun run;
        await using (await Site.Services.GetRequiredService<IContentStore>().BeginAsync(Token))
        {
            run = (await runs.BeginAsync(Importer, "one.recipe.json", Recipe(Series), RecipeRunMode.Run)).Value!;
            await runs.StopAsync(Token);
        }

        Assert.Equal(RecipeRunFailure.Stopped, (await runs.FindAsync(run.Id, Token))!.Failure);
        (await GetAsync("editor", $"api/content/{SeriesId}?version=latest")).Expect(404);
    }

    [Fact]
    public async Task Only_the_last_runs_are_kept_and_no_run_begins_without_the_permission()
    {
        var runs = Site.Services.GetRequiredService<RecipeRuns>();
        Assert.Equal(RefusalKind.Forbidden, (await runs.BeginAsync(new Actor("u-id", "u"), "one.recipe.json", Recipe(Settings), RecipeRunMode.Run)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await runs.BeginAgainAsync(Importer, "none", Token)).Refusal!.Kind);
        var ids = new List<string>();
        for (var count = 0; count <= RecipeRunTable.Kept; count++)
        {
            ids.Add((await runs.BeginAsync(Importer, "one.recipe.json", Recipe("""{ "name": "Unknown" }"""), RecipeRunMode.Run)).Value!.Id);
            await runs.Current;
        }

        Assert.Null((await runs.FindAsync(ids[0], Token)));
        Assert.NotEmpty((await runs.FindAsync(ids[1], Token))!.Report?.Faults ?? []);
    }

    private static Actor Importer => new("u-id", "u") { Permissions = FrozenSet.Create(StringComparer.Ordinal, Permissions.ManageRecipes, Permissions.Import, Permissions.SiteOwner) };

    private static byte[] Recipe(string step) => Encoding.UTF8.GetBytes(
        $$"""{ "name": "one", "displayName": "One", "description": "One.", "author": "Tests", "version": "1.0.0", "variables": { "step": "Roles" }, "steps": [ {{step}} ] }""");

    private async Task<Outcome<RecipeReport>> RunAsync(byte[] recipe, RecipeRunMode mode, params string[] permissions)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>()
            .ExecuteAsync(new Actor("u-id", "u") { Permissions = permissions.ToFrozenSet(StringComparer.Ordinal) }, "one.recipe.json", recipe, mode, null, Token);
    }

    private sealed class Told(List<RecipeProgress> told) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => told.Add(value);
    }
}
