using GutCms.Core.Audit;
using GutCms.Core.Events;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using GutCms.Web.Features.Events;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class UndeliveredEventsOnSqliteTests() : UndeliveredEventsTests(Provider.Sqlite);

public sealed class UndeliveredEventsOnPostgreSqlTests() : UndeliveredEventsTests(Provider.PostgreSql);

/// <summary>An event that cannot be told holds nothing up, is tried again, is given up in the end, and a person decides about it.</summary>
public abstract class UndeliveredEventsTests(Provider provider) : ReviewApiTests(provider)
{
    private static readonly Actor Operator = new("operator-id", "operator") { Permissions = [Permissions.ManageSettings] };

    private OutboxQueue Queue => Site.Services.GetRequiredService<OutboxQueue>();

    private DecideFailedEvent Decide => Site.Services.GetRequiredService<DecideFailedEvent>();

    [Fact]
    public async Task Holds_up_neither_later_events_nor_other_handlers_and_is_told_again()
    {
        var failing = await FailingDraftAsync("failing");
        var other = await DraftAsync("other");
        await Site.TellAsync();

        Assert.Single(Of(Site.Told, other));
        Assert.Empty(Of(Site.Told, failing));
        Assert.Single(Of(Site.ToldToAnother, failing));

        Site.Fails = _ => false;
        await Site.TellAsync();
        Assert.Empty(Of(Site.Told, failing));

        Site.Time.Advance(EventTelling.Pause(attempts: 1));
        await Eventually.HoldsAsync(() => Of(Site.Told, failing).Count == 1);

        await Eventually.HoldsAsync(async () => (await Queue.ListFailedAsync(10, Token)).Count == 0);
        Assert.Single(Of(Site.ToldToAnother, failing));
    }

    [Fact]
    public async Task Is_given_up_after_the_last_attempt_and_told_when_a_person_says_so()
    {
        var failing = await GivenUpAsync("given-up");
        var waiting = Assert.Single(await Queue.ListFailedAsync(10, Token));
        Assert.Equal(12, waiting.Attempts);
        Assert.Contains("The mail server is away.", waiting.Fault, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync());

        Site.Fails = _ => false;
        Site.Time.Advance(TimeSpan.FromDays(1));
        await Site.TellAsync();
        Assert.Empty(Of(Site.Told, failing));

        var outcome = await Decide.ExecuteAsync(Operator, waiting.Message.MessageId, FailedEventDecision.Retry, Token);
        Assert.True(outcome.Succeeded);
        await Eventually.HoldsAsync(() => Of(Site.Told, failing).Count == 1);

        // It is written down once it was told.
        await Eventually.HoldsAsync(async () => await HealthAsync() == HealthStatus.Healthy);
        Assert.Equal(1, await CountEntriesAsync(AuditActions.EventRetry));
    }

    [Fact]
    public async Task Is_told_no_more_when_a_person_discards_it()
    {
        var failing = await GivenUpAsync("discarded");
        var waiting = Assert.Single(await Queue.ListFailedAsync(10, Token));

        Assert.True((await Decide.ExecuteAsync(Operator, waiting.Message.MessageId, FailedEventDecision.Discard, Token)).Succeeded);
        Site.Fails = _ => false;
        Site.Time.Advance(TimeSpan.FromDays(1));
        await Site.TellAsync();

        Assert.Empty(Of(Site.Told, failing));
        Assert.Empty(await Queue.ListFailedAsync(10, Token));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());
        Assert.Equal(1, await CountEntriesAsync(AuditActions.EventDiscard));
        Assert.Equal(RefusalKind.NotFound, (await Decide.ExecuteAsync(Operator, waiting.Message.MessageId, FailedEventDecision.Retry, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Is_seen_and_decided_by_those_who_run_the_site_only()
    {
        await GivenUpAsync("seen");
        var waiting = Assert.Single(await Queue.ListFailedAsync(10, Token));
        var stranger = new Actor("stranger-id", "stranger") { Permissions = [Permissions.ManageUsers, Permissions.EditContent] };

        Assert.Equal(RefusalKind.Forbidden, (await Decide.ExecuteAsync(stranger, waiting.Message.MessageId, FailedEventDecision.Discard, Token)).Refusal?.Kind);
        var list = Site.Services.GetRequiredService<ListFailedEvents>();
        Assert.Equal(RefusalKind.Forbidden, (await list.ExecuteAsync(stranger, Token)).Refusal?.Kind);

        // Whoever runs the site need not be let into drafts.
        Assert.Null(Assert.Single((await list.ExecuteAsync(Operator, Token)).Value!).Title);
        var editor = new Actor("editor-id", "editor") { Permissions = [Permissions.ManageSettings, Permissions.EditContent] };
        Assert.NotNull(Assert.Single((await list.ExecuteAsync(editor, Token)).Value!).Title);
    }

    [Fact]
    public async Task Waits_while_another_process_tells_and_is_free_when_its_claim_has_ended()
    {
        Site.Fails = _ => true;
        var id = await DraftAsync("claimed");
        await Site.TellAsync();
        Site.Fails = _ => false;
        var later = Site.Time.GetUtcNow().UtcDateTime + EventTelling.Pause(attempts: 1);
        Assert.NotEmpty(await Queue.ClaimAsync("another process that dies", later, later.AddMinutes(5), 50, Token));

        Site.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await Site.TellAsync());
        Assert.Empty(Of(Site.Told, id));

        Site.Time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(() => Of(Site.Told, id).Count == 1);
    }

    [Fact]
    public async Task What_was_told_is_removed_after_a_time_and_what_was_given_up_stays()
    {
        await GivenUpAsync("kept");
        await DraftAsync("removed");
        await Site.TellAsync();

        Assert.Equal(0, await Queue.RemoveToldAsync(Site.Time.GetUtcNow().UtcDateTime.AddHours(-1), Token));
        Assert.NotEqual(0, await Queue.RemoveToldAsync(Site.Time.GetUtcNow().UtcDateTime.AddHours(1), Token));

        Assert.Single(await Queue.ListFailedAsync(10, Token));
    }

    /// <summary>A draft of which nobody is told but the second handler.</summary>
    private async Task<string> FailingDraftAsync(string slug)
    {
        Site.Fails = _ => true;
        var id = await DraftAsync(slug);
        await Site.TellAsync();
        Site.Fails = item => item == id;
        return id;
    }

    private async Task<string> GivenUpAsync(string slug)
    {
        var id = await FailingDraftAsync(slug);
        await Eventually.HoldsAsync(async () =>
        {
            Site.Time.Advance(EventTelling.Pause(attempts: 100));
            await Site.TellAsync();
            return (await Queue.ListFailedAsync(10, Token)).Single().GivenUpUtc is not null;
        });
        return id;
    }

    private static List<OutboxMessage> Of(List<OutboxMessage> told, string id)
    {
        lock (told)
        {
            return [.. told.Where(message => message.ContentItemId == id)];
        }
    }

    private async Task<HealthStatus> HealthAsync() =>
        (await Site.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "events", Token)).Status;

    private async Task<int> CountEntriesAsync(string action)
    {
        await using var work = await Site.Services.GetRequiredService<IContentStore>().ReadAsync(Token);
        return (await work.Audit.ListAsync(new AuditQuery { ActionPrefix = action }, Token)).Entries.Count;
    }
}
