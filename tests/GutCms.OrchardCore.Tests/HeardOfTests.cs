using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Events;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Dashboard;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Health;
using GutCms.OrchardCore.Indexing;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrchardCore.ContentManagement;
using OrchardCore.Indexing;
using OrchardCore.Indexing.Models;
using OrchardCore.Notifications;
using OrchardCore.Notifications.Indexes;
using OrchardCore.Users;
using OrchardCore.Users.Models;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Where Orchard Core's own features hear of reviews: notifications, the dashboard, health checks, indexes.</summary>
[Collection<OrchardSites>]
public sealed class HeardOfTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notifies_those_who_can_decide_and_then_whoever_submitted()
    {
        var id = await newsroom.DraftAsync("Heard of by everybody concerned");

        await newsroom.Author.DoAsync(id, "submit");
        Assert.Contains(await NotificationsAsync("rosa"), subject => subject.Contains("Heard of by everybody concerned", StringComparison.Ordinal));
        Assert.DoesNotContain(await NotificationsAsync("emil"), subject => subject.Contains("Heard of by everybody concerned", StringComparison.Ordinal));
        Assert.DoesNotContain(await NotificationsAsync("anna"), subject => subject.Contains("Heard of by everybody concerned", StringComparison.Ordinal));

        await newsroom.Reviewer.DecideAsync(id, "approve");
        Assert.Contains(await NotificationsAsync("anna"), subject => subject == "“Heard of by everybody concerned” was approved by a reviewer.");
    }

    [Fact]
    public async Task Shows_on_the_dashboard_what_waits()
    {
        var id = await newsroom.DraftAsync("Counted on the dashboard");
        await newsroom.Author.DoAsync(id, "submit");
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            await manager.CreateAsync(await manager.NewAsync(DashboardMigrations.Type), VersionOptions.Published);
        });
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var page = await browser.OpenAsync("Admin");

        Assert.Matches("data-desk=\"open\">[1-9]", page);
        Assert.Contains("data-desk=\"mine\">0", page, StringComparison.Ordinal);
        Assert.Contains("/Admin/Review?overdue=True", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/Admin/Review?roles=True", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Is_unhealthy_for_as_long_as_what_is_live_could_not_be_checked()
    {
        Assert.Equal(HttpStatusCode.OK, await HealthAsync());

        await _site.InScopeAsync(services => SetAsync(services, true));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync());

        await _site.InScopeAsync(CheckLiveAtStart.RunAsync);
        Assert.Equal(HttpStatusCode.OK, await HealthAsync());

        static Task SetAsync(IServiceProvider services, bool failed)
        {
            services.GetRequiredService<LiveCheckOutcome>().HasFailed = failed;
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(2, HealthStatus.Healthy)]
    [InlineData(3, HealthStatus.Degraded)]
    public async Task Is_degraded_when_an_event_could_not_be_told_in_three_attempts(int attempts, HealthStatus status) => Assert.Equal(status, await _site.InScopeAsync(async services =>
    {
        var message = new OutboxMessage("never-told", ReviewEvents.Submitted, DateTime.UnixEpoch, "", "", Editorial.DisclaimerId, "Disclaimer", null, []);
        await services.GetRequiredService<Records>().SaveAsync(RecordKinds.Outbox, message.MessageId, new WaitingEvent(message, [], attempts), isOpen: true);
        var health = await new ReviewHealthCheck(services).CheckHealthAsync(new HealthCheckContext(), Cancellation);
        await services.GetRequiredService<ISession>().CancelAsync();
        return health.Status;
    }));

    [Fact]
    public async Task Indexes_the_state_of_the_version_that_is_indexed()
    {
        var id = await newsroom.PublishedAsync("Indexed by its state");
        var draft = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/content/{id}", Cancellation);
        draft!["Article"]!["Subtitle"] = new JsonObject { ["Text"] = "A second text" };
        await newsroom.Author.SaveDraftAsync(draft);
        await newsroom.Author.DoAsync(id, "submit");

        Assert.Equal("published", await StateAsync(VersionOptions.Published));
        Assert.Equal("inReview", await StateAsync(VersionOptions.Latest));

        Task<string?> StateAsync(VersionOptions version) => _site.InScopeAsync(async services =>
        {
            var item = await services.GetRequiredService<IContentManager>().GetAsync(id, version);
            var context = new BuildDocumentIndexContext(new ContentItemDocumentIndex(id, item.ContentItemVersionId), item, [item.ContentType], null);
            await new ReviewIndexHandler(services).BuildIndexAsync(context);
            return (string?)context.DocumentIndex.Entries.SingleOrDefault(entry => entry.Name == ReviewIndexHandler.StateKey)?.Value;
        });
    }

    [Theory]
    [InlineData(ReviewEvents.Decided, 1)]
    [InlineData(ReviewEvents.Commented, 0)]
    public async Task Has_an_item_indexed_anew_when_its_review_goes_on(string happened, int times)
    {
        var tasks = new KeptTasks();

        await new ReindexTeller(tasks).HandleAsync(new("1", happened, DateTime.UnixEpoch, "", "", "item", "Article", null, []), Cancellation);

        Assert.Equal(times, tasks.Items.Count);
    }

    private async Task<HttpStatusCode> HealthAsync()
    {
        using var response = await _site.Client.GetAsync("health/live", Cancellation);
        return response.StatusCode;
    }

    private Task<List<string>> NotificationsAsync(string name) => _site.InScopeAsync(async services =>
    {
        var user = (User)(await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(name))!;
        var found = await services.GetRequiredService<ISession>()
            .Query<Notification, NotificationIndex>(index => index.UserId == user.UserId, collection: NotificationConstants.NotificationCollection).ListAsync();
        return found.Select(notification => notification.Subject).ToList();
    });

    private sealed class KeptTasks : IIndexingTaskManager
    {
        public List<string> Items { get; } = [];

        public Task<IEnumerable<RecordIndexingTask>> GetIndexingTasksAsync(long afterTaskId, int count, string category) => Task.FromResult<IEnumerable<RecordIndexingTask>>([]);

        public Task CreateTaskAsync(CreateIndexingTaskContext task)
        {
            Items.Add(task.RecordId);
            return Task.CompletedTask;
        }
    }
}
