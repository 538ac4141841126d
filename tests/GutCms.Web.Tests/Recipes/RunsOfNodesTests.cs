using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Runs;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GutCms.Web.Tests.Recipes;

public sealed class RunsOfNodesOnSqliteTests() : RunsOfNodesTests(Provider.Sqlite);

public sealed class RunsOfNodesOnPostgreSqlTests() : RunsOfNodesTests(Provider.PostgreSql)
{
    [Fact]
    public async Task A_run_is_seen_from_another_node_while_it_goes_on_and_no_second_one_begins_there()
    {
        var (here, there) = (Node(), Node());
        RecipeRun run;
        await using (await Store.BeginAsync(Token))
        {
            run = (await here.BeginAsync(Importer, "one.recipe.json", Series("One"), RecipeRunMode.Run)).Value!;

            Assert.True((await there.FindAsync(run.Id, Token))!.IsRunning);
            Assert.Equal([run.Id], (await there.ListAsync(Token)).Select(seen => seen.Id));
            var refusal = (await there.BeginAsync(Importer, "two.recipe.json", Series("Two"), RecipeRunMode.Run)).Refusal!;
            Assert.Equal(RefusalKind.Conflict, refusal.Kind);
            Assert.Contains("u is running one.recipe.json.", refusal.Message, StringComparison.Ordinal);
            Assert.Single(await there.ListAsync(Token));
        }

        await here.Current;
        Assert.Equal(1, (await there.FindAsync(run.Id, Token))!.Report!.Counts[RecipeOutcome.Created]);
        Assert.True((await there.BeginAsync(Importer, "two.recipe.json", Series("Two"), RecipeRunMode.Run)).Succeeded);
        await there.Current;
    }

    [Fact]
    public async Task A_run_of_which_nothing_was_heard_for_half_a_minute_was_cut_off()
    {
        await WriteRunningAsync("ada");
        Assert.True((await Node().FindAsync("ada", Token))!.IsRunning);
        Site.Time.Advance(RecipeRunTable.Silence);
        Assert.Equal(RefusalKind.Conflict, (await Node().BeginAsync(Importer, "two.recipe.json", Series("Two"), RecipeRunMode.Run)).Refusal!.Kind);
        Site.Time.Advance(TimeSpan.FromSeconds(1));

        await AssertCutOffAsync("ada");
    }

    [Fact]
    public async Task Whoever_runs_one_says_so_and_how_far_it_is()
    {
        var table = new RecipeRunTable(Database, Store, Site.Time);
        await WriteRunningAsync("ada");
        Site.Time.Advance(RecipeRunTable.Silence);
        await table.SeenAsync("ada", """{"Phase":"writing","Done":3,"Total":7,"At":"One"}""", Token);
        Site.Time.Advance(RecipeRunTable.Silence);

        var run = (await Node().FindAsync("ada", Token))!;

        Assert.Equal((true, new RecipeProgress("writing", 3, 7, "One")), (run.IsRunning, run.Progress!));
    }
}

/// <summary>Runs of uploaded recipes as other nodes see them, and as they are after a restart.</summary>
public abstract class RunsOfNodesTests(Provider provider) : ReviewApiTests(provider)
{
    protected static Actor Importer => new("u-id", "u") { Permissions = FrozenSet.Create(StringComparer.Ordinal, Permissions.ManageRecipes, Permissions.Import, Permissions.SiteOwner) };

    protected IContentStore Store => Site.Services.GetRequiredService<IContentStore>();

    internal Database Database => Site.Services.GetRequiredService<Database>();

    [Fact]
    public async Task A_report_is_read_elsewhere_and_after_a_restart_in_every_language_and_with_what_would_change()
    {
        var here = Node();
        var first = (await here.BeginAsync(Importer, "one.recipe.json", Series("One"), RecipeRunMode.Run)).Value!;
        await here.Current;
        var second = (await here.BeginAsync(Importer, "two.recipe.json", Series("Another title"), RecipeRunMode.DryRun)).Value!;
        await here.Current;
        var faulty = (await here.BeginAsync(Importer, "three.recipe.json", Recipe("""{ "name": "Unknown" }"""), RecipeRunMode.Run)).Value!;
        await here.Current;

        var there = Node();

        foreach (var id in new[] { first.Id, second.Id, faulty.Id })
        {
            var (own, seen) = ((await here.FindAsync(id, Token))!, (await there.FindAsync(id, Token))!);
            Assert.Equal(Shown(own), Shown(seen));
            Assert.Equal(InGerman(() => Shown(own)), InGerman(() => Shown(seen)));
        }

        Assert.Equal([faulty.Id, second.Id, first.Id], (await there.ListAsync(Token)).Select(run => run.Id));
        Assert.Equal([false, true, true], (await there.ListAsync(Token)).Select(run => run.Succeeded));
        var faults = (await there.FindAsync(faulty.Id, Token))!;
        Assert.NotEqual(Shown(faults), InGerman(() => Shown(faults)));
        var text = Assert.Single((await there.FindAsync(second.Id, Token))!.Report!.Changes, change => change.Text is not null).Text!;
        Assert.True(text.Diff.HasChanges);
    }

    [Fact]
    public async Task What_was_tried_on_one_node_is_carried_out_on_another_and_its_recipe_is_no_open_text()
    {
        var here = Node();
        var tried = (await here.BeginAsync(Importer, "one.recipe.json", Series("One"), RecipeRunMode.DryRun)).Value!;
        await here.Current;
        await using (var context = Database.CreateContext())
        {
            var row = await context.RecipeRuns.SingleAsync(Token);
            Assert.DoesNotContain("steps", Encoding.UTF8.GetString(row.Recipe!), StringComparison.Ordinal);
        }

        var there = Node();
        var run = (await there.BeginAgainAsync(Importer, tried.Id, Token)).Value!;
        await there.Current;

        Assert.True((await there.FindAsync(run.Id, Token))!.Report!.Changed);
        Assert.Equal(RefusalKind.NotFound, (await Node().BeginAgainAsync(Importer, run.Id, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await Node().BeginAgainAsync(new Actor("v-id", "v"), tried.Id, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_by_the_end_of_the_program_says_so_and_holds_up_no_other()
    {
        await WriteRunningAsync("ada");
        Site.Time.Advance(RecipeRunTable.Silence + TimeSpan.FromSeconds(1));

        await AssertCutOffAsync("ada");
    }

    internal RecipeRuns Node() => new(
        Site.Services.GetRequiredService<IServiceScopeFactory>(),
        new RecipeRunRecords(new RecipeRunTable(Database, Store, Site.Time), Store, Site.Services.GetRequiredService<IDataProtectionProvider>()),
        Site.Time,
        NullLogger<RecipeRuns>.Instance);

    /// <summary>As a node left it that was killed.</summary>
    protected async Task WriteRunningAsync(string id)
    {
        var now = Site.Time.GetUtcNow().UtcDateTime;
        await new RecipeRunTable(Database, Store, Site.Time).BeginAsync(
            new() { Id = id, FileName = "killed.recipe.json", Mode = nameof(RecipeRunMode.Run), StartedById = "u-id", StartedBy = "u", StartedUtc = now, SeenUtc = now, IsRunning = true }, Token);
    }

    protected async Task AssertCutOffAsync(string id)
    {
        var node = Node();
        var run = (await node.FindAsync(id, Token))!;
        Assert.Equal((false, RecipeRunFailure.CutOff, false), (run.IsRunning, run.Failure, run.Succeeded));
        Assert.Equal(run, Assert.Single(await node.ListAsync(Token)));

        var next = (await node.BeginAsync(Importer, "two.recipe.json", Series("Two"), RecipeRunMode.Run)).Value!;
        await node.Current;

        Assert.True((await node.FindAsync(next.Id, Token))!.Succeeded);
        Assert.Equal(RecipeRunFailure.CutOff, (await Node().FindAsync(id, Token))!.Failure);
    }

    protected static byte[] Series(string title) => Recipe($$"""
        { "name": "Content", "Data": [ { "ContentItemId": "4t3c2xr8vz5w7yk9hq6m1n0pbd", "ContentItemVersionId": "4t3c2xr8vz5w7yk9hq6m1n0pbe", "ContentType": "Series", "DisplayText": "{{title}}",
          "Latest": true, "Published": true, "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "series/one" } } ] }
        """);

    private static byte[] Recipe(string step) => Encoding.UTF8.GetBytes($$"""{ "name": "one", "displayName": "One", "description": "One.", "author": "Tests", "version": "1.0.0", "steps": [ {{step}} ] }""");

    /// <summary>All that a page shows of a run.</summary>
    private static string Shown(RecipeRun run) => string.Join(
        '\n',
        [
            $"{run.FileName} {run.Mode} {run.StartedBy} {run.StartedUtc:O} {run.EndedUtc:O} {run.Failure} {run.HasFaults} {run.Report!.Recipe} {run.Report.File} {run.Report.DryRun}",
            .. run.Report.Faults.Concat(run.Report.Warnings).Select(fault => $"{fault.Path} {fault.Message}"),
            .. run.Report.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"),
            .. run.Report.Changes.Select(change => $"{change.Outcome} {change.Kind} {change.Name} {change.Detail} {change.Text?.Later.ToJsonString()} {change.Text?.Diff.Summary}"),
        ]);

    private static T InGerman<T>(Func<T> act)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
