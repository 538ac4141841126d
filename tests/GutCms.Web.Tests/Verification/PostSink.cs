using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GutCms.Web.Tests.Verification;

/// <summary>An address that takes one request.</summary>
internal sealed class PostSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<(string Type, string Text)> _received;

    public PostSink()
    {
        _listener.Start();
        _received = ReceiveAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/checkpoints");

    /// <summary>Content type and text of what was taken.</summary>
    public Task<(string Type, string Text)> ReceivedAsync(CancellationToken cancellationToken) => _received.WaitAsync(TimeSpan.FromMinutes(4), cancellationToken);

    public void Dispose() => _listener.Dispose();

    private async Task<(string Type, string Text)> ReceiveAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var (type, length) = ("", 0);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            type = line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase) ? value : type;
            length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        var text = new char[length];
        await reader.ReadBlockAsync(text);
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        return (type, new string(text));
    }
}
