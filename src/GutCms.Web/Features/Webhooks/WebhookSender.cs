using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Webhooks;

/// <summary>What came of a message.</summary>
/// <param name="Fault">What went wrong, for whoever runs the site; null: it was taken (2xx).</param>
/// <param name="Purged">The receiver says that it has purged everything that it was told of.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record WebhookAnswer(string? Fault, bool Purged, int Milliseconds);

/// <summary>Sends one message to a receiver, signed by the Standard Webhooks specification.</summary>
/// <remarks>
/// Whose address it is, is asked of the address that is connected to, after its name was resolved: a name that is resolved in another way the next time gains nothing. Redirects are not followed, no proxy is asked, and
/// nothing is read of an answer but its status.
/// </remarks>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>Header of an answer by which a receiver says that it has purged everything that it was told of.</summary>
    public const string PurgedHeader = "webhook-purged";

    private readonly HttpClient _client;
    private readonly IOptionsMonitor<WebhookOptions> _options;
    private readonly TimeProvider _time;

    public WebhookSender(IOptionsMonitor<WebhookOptions> options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends it.</summary>
    /// <param name="url">Where.</param>
    /// <param name="secrets">What signs it, the present one first.</param>
    /// <param name="id">Id of the message.</param>
    /// <param name="body">The message.</param>
    /// <param name="purge">The header by which a cache is told what to purge, whose good answer says that it has; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WebhookAnswer> SendAsync(Uri url, IReadOnlyList<WebhookSecret> secrets, string id, byte[] body, (string Name, string Value)? purge, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new("GutCms", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(secret => secret.Sign(id, timestamp, body))));
        if (purge is { } header)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        var (fault, purged) = await SendAsync(request, cancellationToken);
        return new(fault, purged || (fault is null && purge is not null), (int)_time.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<(string? Fault, bool Purged)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seconds = _options.CurrentValue.TimeoutSeconds;
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode
                ? (null, answer.Headers.TryGetValues(PurgedHeader, out var values) && values.Contains("true", StringComparer.OrdinalIgnoreCase))
                : ($"HTTP {(int)answer.StatusCode}", false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"No answer within {seconds} s", false);
        }
        catch (HttpRequestException fault)
        {
            return (fault.InnerException is NotPublicException refused ? refused.Message : fault.Message, false);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var permitted = _options.CurrentValue.AllowPrivateAddresses ? addresses : [.. addresses.Where(PublicAddresses.Contains)];
        if (permitted.Length == 0)
        {
            throw new NotPublicException($"{host} is in this network; GutCms:Webhooks:AllowPrivateAddresses does not permit that.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(permitted, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotPublicException(string message) : IOException(message);
}
