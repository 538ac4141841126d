using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Sends one message to a receiver, signed by the Standard Webhooks specification.</summary>
/// <remarks>
/// Whose address it is, is asked of the address that is connected to, after its name was resolved: a name that is resolved in another way the next time gains nothing. Redirects are not followed, no proxy is asked, and
/// nothing is read of an answer but its status.
/// </remarks>
internal sealed class WebhookSender : IDisposable
{
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
    /// <returns>Null: it was taken (2xx). Otherwise what went wrong, one sentence.</returns>
    public async Task<string?> SendAsync(WebhookReceiver receiver, string id, byte[] body, CancellationToken cancellationToken)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.FindUrl()) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new("GutCms", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', receiver.FindSecrets()!.Select(secret => secret.Sign(id, timestamp, body))));
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(_options.CurrentValue.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : $"It answered {(int)answer.StatusCode}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"It did not answer within {_options.CurrentValue.TimeoutSeconds} seconds.";
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is NotPublicException refused ? refused.Message : $"It cannot be reached: {fault.Message}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var permitted = _options.CurrentValue.AllowPrivateAddresses ? addresses : [.. addresses.Where(PublicAddresses.Contains)];
        if (permitted.Length == 0)
        {
            throw new NotPublicException($"{host} is in this network, or nowhere. GutCms:Webhooks:AllowPrivateAddresses permits receivers there.");
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
