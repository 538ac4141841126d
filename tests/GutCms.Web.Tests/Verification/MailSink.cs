using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GutCms.Web.Tests.Verification;

/// <summary>A mail server that takes one mail.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<string> _received;

    public MailSink()
    {
        _listener.Start();
        _received = ReceiveAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mail, head and text.</summary>
    public Task<string> ReceivedAsync(CancellationToken cancellationToken) => _received.WaitAsync(TimeSpan.FromMinutes(4), cancellationToken);

    public void Dispose() => _listener.Dispose();

    private async Task<string> ReceiveAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line != "DATA")
            {
                await writer.WriteLineAsync("250 sink");
                continue;
            }

            await writer.WriteLineAsync("354 Go on");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } text && text != ".")
            {
                mail.Append(text).Append("\r\n");
            }

            await writer.WriteLineAsync("250 Taken");
            return mail.ToString();
        }

        return "";
    }
}
