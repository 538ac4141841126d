using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Features.Verification;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Verification;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Storage.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Verification;

public sealed class SelfCheckOnSqliteTests() : SelfCheckTests(Provider.Sqlite);

public sealed class SelfCheckOnPostgreSqlTests() : SelfCheckTests(Provider.PostgreSql);

/// <summary>The check in the background: in parts, after a restart, on several nodes; and what it means for readers.</summary>
public abstract class SelfCheckTests(Provider provider) : VerificationTests(provider)
{
    private static readonly ArticleQuery All = new(null, null, ArticleSort.Title, null, 100);

    private IContentStore Store => Site.Services.GetRequiredService<IContentStore>();

    private Database Database => Site.Services.GetRequiredService<Database>();

    private DeliveryCache Cache => Site.Services.GetRequiredService<DeliveryCache>();

    [Fact]
    public async Task A_document_that_does_not_fit_is_held_back_everywhere_until_it_is_written_anew()
    {
        var id = await PublishedAsync("forged");
        var (run, state) = Node();
        Assert.True(await run.StepAsync(Token));
        Assert.True(state.Record.Intact);
        var reader = new DeliveryReader(Database, Cache, Site.Services.GetRequiredService<IDeliveryFreshness>(), state);
        var before = await reader.ListArticlesAsync(All, Token);
        Assert.Contains("forged", Text(before), StringComparison.Ordinal);

        await ForgeSummaryAsync(id);
        Site.Leap(1);
        Assert.True(await run.StepAsync(Token));

        Assert.Contains(SiteFault.ListingAltered, state.Record.Findings.Where(finding => finding.ContentItemId == id).Select(finding => finding.Fault));
        Assert.True(state.IsHeldBack(id));
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, (await new SelfCheckHealth(state, Microsoft.Extensions.Options.Options.Create(new SelfCheckOptions()), Site.Time).CheckHealthAsync(new(), Token)).Status);
        await Assert.ThrowsAsync<DocumentNotWholeException>(async () => await reader.FindAsync(DeliveryKind.Article, "forged", Token));
        foreach (var query in new[] { All, All with { Search = "forged", Sort = ArticleSort.Relevance }, All with { Search = "forged" } })
        {
            var page = await reader.ListArticlesAsync(query, Token);
            Assert.DoesNotContain("forged", Text(page), StringComparison.Ordinal);
            Assert.Equal(page.Rows.Count, page.Total);
        }

        var rewritten = await new RewriteDelivery(Store, Site.Services.GetRequiredService<IDeliveryRefresh>(), Site.Time).ExecuteAsync(Actor.System, [], Token);
        Assert.True(rewritten.Value!.Documents > 0);
        Assert.True(await run.StepAsync(Token));
        Assert.True(state.Record.Intact, string.Join('\n', state.Record.Findings));
        Assert.NotNull(await reader.FindAsync(DeliveryKind.Article, "forged", Token));
        Assert.Equal(before.Total, (await reader.ListArticlesAsync(All, Token)).Total);
        Assert.Single(await LogAsync(AuditActions.SiteVerifyFail));
    }

    [Fact]
    public async Task A_change_of_definitions_or_language_heals_forged_bytes_by_the_way()
    {
        var id = await PublishedAsync("forged");
        await ForgeSummaryAsync(id);
        Assert.NotEmpty((await VerifyAsync()).Findings);

        await Store.WriteAsync(async work =>
        {
            await work.SaveDocumentAsync("settings", "site", new() { ["LocalizationSettings"] = new System.Text.Json.Nodes.JsonObject { ["DefaultCulture"] = "de" } }, Token);
            await Site.Services.GetRequiredService<IDeliveryRefresh>().RefreshAsync(work, [], null, Token);
        });

        Assert.DoesNotContain(SiteFault.ListingAltered, (await VerifyAsync()).Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task A_round_goes_on_part_by_part_after_a_restart_until_every_item_was_compared()
    {
        await PublishedAsync("one");
        await PublishedAsync("two");
        var (run, state) = Node(least: 2);
        await run.StepAsync(Token);
        var live = state.Record.Live;
        Assert.Null(state.Record.After);

        var parts = 0;
        var lasts = new List<string>();
        do
        {
            Site.Leap(1);

            // Each part by a process of its own.
            (run, state) = Node(least: 2);
            Assert.True(await run.StepAsync(Token));
            lasts.AddRange(state.Record.After is { } after ? [after] : []);
            parts++;
        }
        while (state.Record.After is not null);

        Assert.Equal((live + 1) / 2, parts);
        Assert.Equal(lasts.Order(StringComparer.Ordinal).Distinct(), lasts);
        Assert.Equal(Site.Time.GetUtcNow().UtcDateTime, state.Record.WholeUtc);
        Assert.False(await run.StepAsync(Token));
    }

    [Fact]
    public async Task A_fault_is_found_in_its_part_and_looked_at_again_in_the_others()
    {
        await PublishedAsync("one");
        var id = await PublishedAsync("two");
        await Node().Run.StepAsync(Token);
        await ForgeSummaryAsync(id);
        var (run, state) = Node(least: 1);
        for (var i = 0; i < 40; i++)
        {
            Site.Leap(1);
            await run.StepAsync(Token);
            if (!state.Record.Intact)
            {
                break;
            }
        }

        Site.Leap(1);
        await run.StepAsync(Token);
        Assert.True(state.IsHeldBack(id));
    }

    [Fact]
    public async Task Of_two_nodes_one_checks_and_both_hold_back()
    {
        var id = await PublishedAsync("forged");
        await ForgeSummaryAsync(id);
        var (first, second) = (Node(), Node());
        await Store.WriteAsync(work => (SelfCheckRecord.None with { Holder = "a third", HeldUntilUtc = Site.Time.GetUtcNow().UtcDateTime.AddMinutes(1), RequestedUtc = Site.Time.GetUtcNow().UtcDateTime }).SaveAsync(work, Token));
        Assert.False(await first.Run.StepAsync(Token));
        Assert.False(first.State.IsHeldBack(id));

        // Whoever held it was killed.
        Site.Leap(1);
        var checks = await Task.WhenAll(first.Run.StepAsync(Token), second.Run.StepAsync(Token));
        Assert.Contains(true, checks);
        await first.Run.StepAsync(Token);
        await second.Run.StepAsync(Token);

        Assert.True(first.State.IsHeldBack(id));
        Assert.True(second.State.IsHeldBack(id));
        Assert.Null(second.State.Record.Holder);
        Assert.Single(await LogAsync(AuditActions.SiteVerifyFail));
    }

    [Fact]
    public async Task A_site_that_stops_while_it_checks_itself_leaves_the_check_to_whoever_starts_next()
    {
        var id = await PublishedAsync("forged");
        await ForgeSummaryAsync(id);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Node(keeper: new StopsThere(stop)).Run.StepAsync(stop.Token));

        var (next, state) = Node();

        Assert.True(await next.StepAsync(Token));
        Assert.True(state.IsHeldBack(id));
    }

    [Fact]
    public async Task A_check_of_everything_is_asked_for_by_who_may_read_the_log_and_on_record()
    {
        var request = new RequestSelfCheck(Store, Site.Time);
        var refused = await request.ExecuteAsync(new Actor("author-id", "author"), Token);
        Assert.Equal(RefusalKind.Forbidden, refused.Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await new GetSelfCheck(Store).ExecuteAsync(new Actor("author-id", "author"), Token)).Refusal!.Kind);

        var (run, state) = Node();
        await run.StepAsync(Token);
        Assert.False(await run.StepAsync(Token));
        Assert.True((await request.ExecuteAsync(Actor.System, Token)).Succeeded);
        Assert.True((await request.ExecuteAsync(Actor.System, Token)).Succeeded);

        Assert.Single(await LogAsync(AuditActions.SiteVerifyRequest));
        Assert.True(await run.StepAsync(Token));
        Assert.Null(state.Record.RequestedUtc);
        Assert.False(await run.StepAsync(Token));
    }

    private (SelfCheckRun Run, SelfCheckState State) Node(int least = SelfCheckRun.LeastItems, ICheckpointKeeper? keeper = null)
    {
        var state = new SelfCheckState(Cache);
        var verify = new VerifySite(new EfVerificationStore(Database), Site.Services.GetRequiredService<IDeliveredReviews>(), this, keeper ?? this, Site.Time);
        return (new SelfCheckRun(verify, state, Store, Cache, Options.Create(new SelfCheckOptions()), Site.Time, NullLogger<SelfCheckRun>.Instance) { Least = least }, state);
    }

    private static string Text(DeliveryPage page) => string.Concat(page.Rows.Select(row => System.Text.Encoding.UTF8.GetString(row.Summary)));

    private async Task<IReadOnlyList<AuditEntry>> LogAsync(string action) =>
        (await Store.ReadAsync(work => work.Audit.ListAsync(AuditQuery.All with { First = 50 }, Token))).Entries.Where(entry => entry.Action == action).ToList();

    /// <summary>Another summary in lists, as a row of its own, which no trigger refuses: the bytes fit the text that was granted.</summary>
    private async Task ForgeSummaryAsync(string id)
    {
        await using var context = Database.CreateContext();
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE \"Copied\" AS SELECT * FROM \"DeliveryDocuments\"", Token);
        await context.Database.ExecuteSqlAsync($"DELETE FROM \"DeliveryDocuments\" WHERE \"ContentItemId\" = {id}", Token);
        await context.Database.ExecuteSqlRawAsync("UPDATE \"Copied\" SET \"Summary\" = (SELECT o.\"Identity\" FROM \"DeliveryDocuments\" o WHERE o.\"Kind\" = 0 ORDER BY o.\"Id\" LIMIT 1)", Token);
        await context.Database.ExecuteSqlAsync($"INSERT INTO \"DeliveryDocuments\" SELECT * FROM \"Copied\" WHERE \"ContentItemId\" = {id}", Token);
        await context.Database.ExecuteSqlRawAsync("DROP TABLE \"Copied\"", Token);
    }

    /// <summary>Where the site is told to stop.</summary>
    private sealed class StopsThere(CancellationTokenSource stop) : ICheckpointKeeper
    {
        public string Place => "nowhere";

        public async Task<IReadOnlyList<KeptCheckpoint>> ListAsync(CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }

        public Task<bool> KeepAsync(string name, string jws, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
