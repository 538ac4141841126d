using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Web.Tests.Webhooks;

public sealed class SendingOnSqliteTests() : SendingTests(Provider.Sqlite);

public sealed class SendingOnPostgreSqlTests() : SendingTests(Provider.PostgreSql);

/// <summary>Where messages go and where not, and that each goes out once.</summary>
public abstract class SendingTests(Provider provider) : ReceiverTests(provider)
{
    [Fact]
    public async Task Address_of_this_network_is_not_called_unless_that_is_allowed()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        using var refusing = Process(allowPrivate: false);
        foreach (var url in (string[])[server.Url, server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)])
        {
            Assert.Contains("AllowPrivateAddresses", (await refusing.SendAsync(url)).Fault, StringComparison.Ordinal);
            Assert.Empty(server.Received);
        }

        using var allowing = Process();
        Assert.Null((await allowing.SendAsync(server.Url)).Fault);
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

        Assert.Equal("HTTP 302", (await process.SendAsync(server.Url)).Fault);

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
        var sending = process.SendAsync(server.Url);
        await came.Task.WaitAsync(Token);
        Assert.False(sending.IsCompleted);

        Site.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("No answer within 15 s", (await sending).Fault);
    }

    [Fact]
    public async Task Several_processes_send_each_message_once()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, _) = await AddAsync(server.Url);
        using var one = Process();
        using var other = Process();
        await PublishedAsync("once");
        var (came, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Answer = async context =>
        {
            came.SetResult();
            await goOn.Task.WaitAsync(Token);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        };

        var sending = one.TellAsync(receiver);
        await came.Task.WaitAsync(Token);
        Assert.True(await other.TellAsync(receiver) > TimeSpan.Zero, "Another process goes on while one sends.");
        goOn.SetResult();
        await sending;
        await other.TellAsync(receiver);

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Process_that_ended_while_it_sent_is_succeeded_by_another()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        var (receiver, _) = await AddAsync(server.Url);
        using var one = Process();
        using var other = Process();
        await PublishedAsync("after-all");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Token);
        server.Answer = async _ => await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.Tell.ExecuteAsync(receiver, TimeSpan.Zero, ends.Token));
        server.Answer = context => RecordingReceiver.StatusAsync(context, StatusCodes.Status204NoContent);

        var pause = await other.TellAsync(receiver);
        Assert.True(pause > TimeSpan.Zero, "Another process takes over before it is known that the first has ended.");
        Site.Time.AdjustTime(Site.Time.GetUtcNow() + pause!.Value);
        await other.TellAsync(receiver);

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(message => message.Id).Distinct());
    }
}
