using GutCms.Core.Reviews.Due;
using System.Globalization;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class EventsAndJobsOnSqliteTests() : EventsAndJobsTests(Provider.Sqlite);

public sealed class EventsAndJobsOnPostgreSqlTests() : EventsAndJobsTests(Provider.PostgreSql);

public abstract class EventsAndJobsTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task Events_are_told_in_the_order_of_the_commits()
    {
        var id = await PublishedAsync("told");

        await Eventually.HoldsAsync(() => EventsOf(id).Count == 4);

        Assert.Equal([ReviewEvents.Saved, ReviewEvents.Submitted, ReviewEvents.Decided, ReviewEvents.Published], EventsOf(id));
        Assert.Equal(0, await Site.TellAsync());
    }

    [Fact]
    public async Task What_is_scheduled_becomes_live_when_it_is_due_and_not_before()
    {
        var id = await ApprovedAsync("scheduled");
        var at = Site.Time.GetUtcNow().UtcDateTime.AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        (await PullAsync("editor", id, "schedule", new() { ["at"] = at })).Expect(200);
        Assert.Equal(0, (await RunAsync()).Published);
        (await DeliveredAsync("scheduled")).Expect(404);

        Site.Time.Advance(TimeSpan.FromHours(1));

        await IsDeliveredAsAsync("scheduled", "published");
    }

    [Fact]
    public async Task What_is_to_be_taken_down_is_live_until_then_and_not_after()
    {
        var id = await PublishedAsync("ends");
        var at = Site.Time.GetUtcNow().UtcDateTime.AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        (await PullAsync("author", id, "scheduleUnpublish", new() { ["at"] = at })).Expect(403);
        (await PullAsync("editor", id, "scheduleUnpublish", new() { ["at"] = at })).Expect(200);
        Assert.NotNull((await ReviewAsync(id)).Body!["takeDown"]);

        Site.Time.Advance(TimeSpan.FromHours(1));

        await Eventually.HoldsAsync(async () => (await DeliveredAsync("ends")).Status == 404);
        Assert.Null((await ReviewAsync(id)).Body!["takeDown"]);
    }

    [Fact]
    public async Task A_text_whose_next_review_has_come_is_delivered_as_due()
    {
        await PublishedAsync("due");
        Site.Leap(days: 366);

        await IsDeliveredAsAsync("due", "reviewDue");
    }

    /// <summary>Waits for the job.</summary>
    private Task IsDeliveredAsAsync(string slug, string status) => Eventually.HoldsAsync(async () =>
    {
        var delivered = await DeliveredAsync(slug);
        return delivered.Status == 200 && (string?)delivered["review"]["status"] == status;
    });

    private async Task<RunDuePublications.Result> RunAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, Token);
    }

    private List<string> EventsOf(string id)
    {
        lock (Site.Told)
        {
            return [.. Site.Told.Where(message => message.ContentItemId == id).Select(message => message.Event)];
        }
    }
}
