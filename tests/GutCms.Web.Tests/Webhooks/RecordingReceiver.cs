using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GutCms.Web.Features.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GutCms.Web.Tests.Webhooks;

/// <summary>A message as it came in.</summary>
internal sealed record ReceivedMessage(string Id, long Timestamp, string[] Signatures, byte[] Bytes)
{
    /// <summary>All headers by name.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public JsonNode Body => JsonNode.Parse(Bytes)!;

    /// <summary>Whether it carries exactly the signatures of these secrets.</summary>
    public bool IsSignedWith(params string[] secrets) => Signatures.SequenceEqual(secrets.Select(secret => WebhookSecret.Parse(secret)!.Sign(Id, Timestamp, Bytes)));

    public IEnumerable<string> Changes => Body["data"]!["items"]!.AsArray().Select(change => $"{(string)change!["change"]!} {(string?)change["url"]}");
}

/// <summary>A server on this machine that takes messages, answers as it is told to, and keeps what came.</summary>
internal sealed class RecordingReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedMessage> Received { get; } = [];

    /// <summary>Answers; the status by default.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => StatusAsync(context, StatusCodes.Status204NoContent);

    public string Url => $"{_app.Urls.Single()}/hook";

    public static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static async Task<RecordingReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new RecordingReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        Received.Enqueue(new(
            headers["webhook-id"].ToString(), long.Parse(headers["webhook-timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture), headers["webhook-signature"].ToString().Split(' '), body.ToArray())
        {
            Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        });
        await Answer(context);
    }
}
