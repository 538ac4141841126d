using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Webhooks;

public sealed class WebhooksOnSqliteTests() : WebhookTests(Provider.Sqlite);

public sealed class WebhooksOnPostgreSqlTests() : WebhookTests(Provider.PostgreSql);

/// <summary>A receiver on this machine is told what changes on a site.</summary>
public abstract class WebhookTests(Provider provider) : ReviewApiTests(provider)
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private IContentStore Store => Site.Services.GetRequiredService<IContentStore>();

    [Fact]
    public async Task Receiver_is_told_what_changed_signed_with_both_secrets()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var receiver = Receiver(server);
        using var process = Process();
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        Assert.Empty(server.Received);

        var id = await PublishedAsync("told");
        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        await PublishedAsync("told-too");
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);

        var message = Assert.Single(server.Received);
        Assert.Equal(["withdrawn /articles/told", "redirected /articles/told", "published /articles/told-too"], message.Changes);
        Assert.Equal("delivery.changed", (string?)message.Body["type"]);
        Assert.Equal(id, (string?)message.Body["data"]!["items"]![0]!["id"]);
        Assert.Equal(Site.Time.GetUtcNow().ToUnixTimeSeconds(), message.Timestamp);
        Assert.Equal([WebhookSecret.Parse(Secret)!.Sign(message.Id, message.Timestamp, message.Bytes), WebhookSecret.Parse(Former)!.Sign(message.Id, message.Timestamp, message.Bytes)], message.Signatures);

        // It goes on from there by itself, where it likes to.
        Assert.Empty((await GetAsync(null, $"api/delivery/changes?after={(string)message.Body["data"]!["next"]!}")).Expect(200)["items"].AsArray());
    }

    [Fact]
    public async Task What_was_not_taken_is_sent_again_after_pauses_with_the_same_id()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status500InternalServerError);
        var receiver = Receiver(server);
        using var process = Process();
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await PublishedAsync("again");
        var health = new WebhookHealth(Store, Options.Create(new WebhookOptions { Receivers = [receiver] }));

        for (var attempt = 1; attempt <= WebhookHealth.Failures; attempt++)
        {
            Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new(), Token)).Status);
            var pause = await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
            Assert.Equal(attempt, server.Received.Count);
            Assert.Equal(TimeSpan.FromSeconds(30 * Math.Pow(2, attempt - 1)), pause);

            // Not before its time.
            Assert.Equal(pause, await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token));
            Assert.Equal(attempt, server.Received.Count);
            Site.Time.AdjustTime(Site.Time.GetUtcNow() + pause);
        }

        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(new(), Token)).Status);
        Assert.Single(server.Received.Select(message => message.Id).Distinct());

        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status200OK);
        Assert.Equal(TimeSpan.Zero, await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new(), Token)).Status);
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        Assert.Equal(WebhookHealth.Failures + 1, server.Received.Count);
    }

    [Fact]
    public async Task Address_of_this_network_is_not_called_unless_that_is_allowed()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        foreach (var url in (string[])[server.Url, server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)])
        {
            var receiver = Receiver(server, url);
            using var process = Process(allowPrivate: false);
            Assert.Contains("AllowPrivateAddresses", await process.Sender.SendAsync(receiver, "msg_1", [], Token), StringComparison.Ordinal);
            Assert.Empty(server.Received);
        }

        using var allowed = Process();
        Assert.Null(await allowed.Sender.SendAsync(Receiver(server), "msg_1", [], Token));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        server.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using var process = Process();

        Assert.Equal("It answered 302.", await process.Sender.SendAsync(Receiver(server), "msg_1", [], Token));

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Receiver_that_does_not_answer_is_let_go()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var came = new TaskCompletionSource();
        server.Answer = async context =>
        {
            came.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        using var process = Process();
        var sending = process.Sender.SendAsync(Receiver(server), "msg_1", [], Token);
        await came.Task.WaitAsync(Token);
        Assert.False(sending.IsCompleted);

        Site.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("It did not answer within 15 seconds.", await sending);
    }

    [Fact]
    public async Task Several_processes_send_each_message_once()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var receiver = Receiver(server);
        using var one = Process();
        using var other = Process();
        await one.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await PublishedAsync("once");
        var (came, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Answer = async context =>
        {
            came.SetResult();
            await goOn.Task.WaitAsync(Token);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        };

        var sending = one.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await came.Task.WaitAsync(Token);
        Assert.True(await other.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token) > TimeSpan.Zero, "Another process goes on while one sends.");
        goOn.SetResult();
        await sending;
        await other.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Process_that_ended_while_it_sent_is_succeeded_by_another()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var receiver = Receiver(server);
        using var one = Process();
        using var other = Process();
        await one.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await PublishedAsync("after-all");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Token);
        server.Answer = async _ => await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.Tell.ExecuteAsync(receiver, TimeSpan.Zero, ends.Token));
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status204NoContent);

        var pause = await other.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        Assert.True(pause > TimeSpan.Zero, "Another process takes over before it is known that the first has ended.");
        Site.Time.AdjustTime(Site.Time.GetUtcNow() + pause);
        await other.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task Receiver_that_was_away_for_too_long_is_told_to_begin_anew()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var receiver = Receiver(server);
        using var process = Process();
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        (await PullAsync("editor", await PublishedAsync("goes"), "unpublish")).Expect(200);
        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(91));
        (await PullAsync("editor", await PublishedAsync("goes-too"), "unpublish")).Expect(200);

        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);
        await PublishedAsync("comes");
        await process.Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);

        Assert.Equal(["delivery.lost", "delivery.changed"], server.Received.Select(message => (string?)message.Body["type"]));
        Assert.Equal(["published /articles/comes"], server.Received.Last().Changes);
    }

    private static WebhookReceiver Receiver(RecordingReceiver server, string? url = null) => new() { Name = "site", Url = url ?? server.Url, Secret = $"{Secret} {Former}" };

    private SendingProcess Process(bool allowPrivate = true)
    {
        var sender = new WebhookSender(new Fixed(new() { AllowPrivateAddresses = allowPrivate }), Site.Time);
        return new(sender, new TellReceivers(Store, Site.Services.GetRequiredService<IDeliveryChanges>(), sender, Site.Time, NullLogger<TellReceivers>.Instance));
    }

    private sealed record SendingProcess(WebhookSender Sender, TellReceivers Tell) : IDisposable
    {
        public void Dispose() => Sender.Dispose();
    }

    private sealed class Fixed(WebhookOptions options) : IOptionsMonitor<WebhookOptions>
    {
        public WebhookOptions CurrentValue => options;

        public WebhookOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<WebhookOptions, string?> listener) => null;
    }
}
