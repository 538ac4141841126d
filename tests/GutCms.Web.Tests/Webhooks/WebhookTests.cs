using GutCms.Core.Reviews.Model;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Tests.Webhooks;

public sealed class WebhooksOnSqliteTests() : WebhookTests(Provider.Sqlite);

public sealed class WebhooksOnPostgreSqlTests() : WebhookTests(Provider.PostgreSql);

/// <summary>A receiver on this machine is told what changes on a site.</summary>
public abstract class WebhookTests(Provider provider) : ReceiverTests(provider)
{
    [Fact]
    public async Task Receiver_is_told_what_changed_since_it_was_added()
    {
        await PublishedAsync("before");
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, secret) = await AddAsync(server.Url);
        using var process = Process();
        await process.TellAsync(receiver);
        Assert.Empty(server.Received);

        var id = await PublishedAsync("told");
        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        await PublishedAsync("told-too");
        await process.TellAsync(receiver);
        await process.TellAsync(receiver);

        var message = Assert.Single(server.Received);
        Assert.Equal(["withdrawn /articles/told", "redirected /articles/told", "published /articles/told-too"], message.Changes);
        Assert.Equal("delivery.changed", (string?)message.Body["type"]);
        Assert.Equal(id, (string?)message.Body["data"]!["items"]![0]!["id"]);
        Assert.Equal(Site.Time.GetUtcNow().ToUnixTimeSeconds(), message.Timestamp);
        Assert.True(message.IsSignedWith(secret), "It is not signed with its secret.");

        // It goes on from there by itself, where it likes to.
        Assert.Empty((await GetAsync(null, $"api/delivery/changes?after={(string)message.Body["data"]!["next"]!}")).Expect(200)["items"].AsArray());
    }

    [Fact]
    public async Task Former_secret_signs_for_a_day_as_well()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, former) = await AddAsync(server.Url);
        using var process = Process();
        Assert.Equal(RefusalKind.Forbidden, (await Changing.ExecuteAsync(Site.Person("editor"), receiver, Token)).Refusal?.Kind);
        var secret = (await Changing.ExecuteAsync(Site.Person("administrator"), receiver, Token)).Value!.Secret;
        Assert.NotEqual(former, secret);

        await PublishedAsync("with-both");
        await process.TellAsync(receiver);
        Assert.True(server.Received.Last().IsSignedWith(secret, former), "It is not signed with both.");

        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(1).AddSeconds(1));
        await PublishedAsync("with-one");
        await process.TellAsync(receiver);
        Assert.True(server.Received.Last().IsSignedWith(secret), "It is signed with the former one still.");
    }

    [Fact]
    public async Task What_was_not_taken_is_sent_again_after_pauses_with_the_same_id()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status500InternalServerError);
        var (receiver, _) = await AddAsync(server.Url);
        using var process = Process();
        await PublishedAsync("again");
        var health = new WebhookHealth(Store);

        for (var attempt = 1; attempt <= WebhookHealth.Failures; attempt++)
        {
            Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new(), Token)).Status);
            var pause = await process.TellAsync(receiver);
            Assert.Equal(attempt, server.Received.Count);
            Assert.Equal(TimeSpan.FromSeconds(30 * Math.Pow(2, attempt - 1)), pause);

            // Not before its time.
            Assert.Equal(pause, await process.TellAsync(receiver));
            Assert.Equal(attempt, server.Received.Count);
            Site.Time.AdjustTime(Site.Time.GetUtcNow() + pause!.Value);
        }

        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(new(), Token)).Status);
        Assert.Single(server.Received.Select(message => message.Id).Distinct());

        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status200OK);
        Assert.Equal(TimeSpan.Zero, await process.TellAsync(receiver));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new(), Token)).Status);
        await process.TellAsync(receiver);
        Assert.Equal(WebhookHealth.Failures + 1, server.Received.Count);
        Assert.Equal([null, .. Enumerable.Repeat("HTTP 500", WebhookHealth.Failures)], (await ListedAsync()).Receivers.Single().Log.Select(entry => entry.Answer.Fault));
    }

    [Fact]
    public async Task Message_of_the_log_is_sent_again_with_what_changed_since()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, _) = await AddAsync(server.Url);
        using var process = Process();
        await PublishedAsync("first");
        await process.TellAsync(receiver);
        await PublishedAsync("second");
        await process.TellAsync(receiver);
        var again = new SendAgain(Store, Site.Time);
        Assert.Equal(RefusalKind.Forbidden, (await again.ExecuteAsync(Site.Person("editor"), receiver, server.Received.First().Id, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await again.ExecuteAsync(Site.Person("administrator"), receiver, "msg_of_another", Token)).Refusal?.Kind);

        Assert.True((await again.ExecuteAsync(Site.Person("administrator"), receiver, server.Received.First().Id, Token)).Succeeded);
        await process.TellAsync(receiver);

        Assert.Equal(3, server.Received.Count);
        Assert.Equal(["published /articles/first", "published /articles/second"], server.Received.Last().Changes);
    }

    [Theory]
    [InlineData("xkey-purge", " ")]
    [InlineData("Surrogate-Key", " ")]
    [InlineData("Cache-Tag", ",")]
    public async Task Cache_is_told_the_keys_of_what_changed_and_has_purged_them_when_it_answers_well(string header, string separator)
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status503ServiceUnavailable);
        Assert.Equal(RefusalKind.Invalid, (await Adding.ExecuteAsync(Site.Person("administrator"), new("cache", server.Url, "x-purge-all"), Token)).Refusal?.Kind);
        var receiver = (await Adding.ExecuteAsync(Site.Person("administrator"), new("cache", server.Url, header), Token)).Value!.Receiver.Id;
        using var process = Process();
        var id = await PublishedAsync("cached");
        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);

        var pause = await process.TellAsync(receiver);
        Assert.Equal([], (await ListedAsync()).Withdrawals.Single().Purged);

        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status200OK);
        Site.Time.AdjustTime(Site.Time.GetUtcNow() + pause!.Value);
        await process.TellAsync(receiver);
        Assert.Equal(string.Join(separator, id, "articles"), server.Received.Last().Headers[header]);
        Assert.Equal(["cache"], (await ListedAsync()).Withdrawals.Single().Purged);
    }

    [Fact]
    public async Task What_waits_is_sent_at_once_on_request()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status503ServiceUnavailable);
        var (receiver, _) = await AddAsync(server.Url);
        using var process = Process();
        await PublishedAsync("waits");
        Assert.True(await process.TellAsync(receiver) > TimeSpan.Zero);

        Assert.True((await new SendAgain(Store, Site.Time).ExecuteAsync(Site.Person("administrator"), receiver, null, Token)).Succeeded);
        await process.TellAsync(receiver);

        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public async Task Withdrawal_says_who_has_not_purged_it()
    {
        await using var purges = await RecordingReceiver.StartAsync(Token);
        await using var silent = await RecordingReceiver.StartAsync(Token);
        await using var away = await RecordingReceiver.StartAsync(Token);
        purges.Answer = context =>
        {
            context.Response.Headers[WebhookSender.PurgedHeader] = "true";
            return Task.CompletedTask;
        };
        away.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status503ServiceUnavailable);
        var id = await PublishedAsync("harmful");
        var receivers = new[] { (await AddAsync(purges.Url, "purges")).Id, (await AddAsync(silent.Url, "silent")).Id, (await AddAsync(away.Url, "away")).Id };
        using var process = Process();
        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);

        var before = Assert.Single((await ListedAsync()).Withdrawals);
        Assert.Equal(("/articles/harmful", 3, 0, 0), (before.Url, before.NotTold.Count, before.NotPurged.Count, before.Purged.Count));
        foreach (var receiver in receivers)
        {
            await process.TellAsync(receiver);
        }

        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddSeconds(1));
        await AddAsync(purges.Url, "later");
        var after = Assert.Single((await ListedAsync()).Withdrawals);
        Assert.Equal("away", Assert.Single(after.NotTold));
        Assert.Equal("silent", Assert.Single(after.NotPurged));
        Assert.Equal("purges", Assert.Single(after.Purged));
    }

    [Fact]
    public async Task Receiver_that_was_away_for_too_long_is_told_to_begin_anew()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, _) = await AddAsync(server.Url);
        using var process = Process();
        (await PullAsync("editor", await PublishedAsync("goes"), "unpublish")).Expect(200);
        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(91));
        (await PullAsync("editor", await PublishedAsync("goes-too"), "unpublish")).Expect(200);

        await process.TellAsync(receiver);
        await PublishedAsync("comes");
        await process.TellAsync(receiver);

        Assert.Equal(["delivery.lost", "delivery.changed"], server.Received.Select(message => (string?)message.Body["type"]));
        Assert.Equal(["published /articles/comes"], server.Received.Last().Changes);
    }

    [Fact]
    public async Task Receiver_that_was_removed_is_told_nothing_more()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, _) = await AddAsync(server.Url);
        using var process = Process();
        var remove = new RemoveReceiver(Store, Site.Time);
        Assert.Equal(RefusalKind.Forbidden, (await remove.ExecuteAsync(Site.Person("editor"), receiver, Token)).Refusal?.Kind);
        Assert.True((await remove.ExecuteAsync(Site.Person("administrator"), receiver, Token)).Succeeded);
        await PublishedAsync("untold");

        Assert.Null(await process.TellAsync(receiver));

        Assert.Empty(server.Received);
        Assert.Empty((await ListedAsync()).Receivers);
        Assert.Equal(RefusalKind.NotFound, (await Changing.ExecuteAsync(Site.Person("administrator"), receiver, Token)).Refusal?.Kind);
        await AddAsync(server.Url);
    }

    [Theory]
    [InlineData("editor", "site", "https://site.example/hook", RefusalKind.Forbidden)]
    [InlineData("administrator", " ", "https://site.example/hook", RefusalKind.Invalid)]
    [InlineData("administrator", "site", "site.example/hook", RefusalKind.Invalid)]
    [InlineData("administrator", "site", "ftp://site.example/hook", RefusalKind.Invalid)]
    [InlineData("administrator", "site", "https://me:secret@site.example/hook", RefusalKind.Invalid)]
    [InlineData("administrator", "TAKEN", "https://site.example/hook", RefusalKind.Conflict)]
    public async Task Receiver_that_cannot_be_is_refused(string person, string name, string url, RefusalKind expected)
    {
        await AddAsync("https://other.example/hook", "taken");

        Assert.Equal(expected, (await Adding.ExecuteAsync(Site.Person(person), new(name, url), Token)).Refusal?.Kind);

        Assert.Equal("taken", Assert.Single((await ListedAsync()).Receivers).Receiver.Name);
    }
}
