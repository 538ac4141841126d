using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GutCms.Benchmarks;

/// <summary>A keep-alive HTTP/1.1 connection that costs as little as possible, so that the server under test gets the processors.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public async Task ConnectAsync(int port) => await _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>The bytes of a GET request.</summary>
    public static byte[] Request(string pathAndQuery, string? acceptEncoding = null) => Encoding.ASCII.GetBytes(
        $"GET {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\n{(acceptEncoding is null ? "" : $"Accept-Encoding: {acceptEncoding}\r\n")}\r\n");

    /// <summary>Sends a request and reads the whole response; anything but 200 is an error.</summary>
    /// <returns>Bytes of the body.</returns>
    public async ValueTask<int> GetAsync(byte[] request)
    {
        await _socket.SendAsync(request, SocketFlags.None);
        var filled = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            filled += read;
            var head = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                continue;
            }

            var length = ContentLength(_buffer.AsSpan(0, head));
            while (filled < head + 4 + length)
            {
                filled += await _socket.ReceiveAsync(_buffer.AsMemory(filled), SocketFlags.None);
            }

            return length;
        }
    }

    /// <summary>Requests as many as fit into the time over <paramref name="connections"/> connections.</summary>
    /// <returns>Requests per second.</returns>
    public static async Task<double> RunAsync(int port, byte[] request, int connections, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var client = new LoadClient();
            await client.ConnectAsync(port);
            long count = 0;
            while (clock.Elapsed < duration)
            {
                await client.GetAsync(request);
                count++;
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Times each request, one after the other on one connection.</summary>
    /// <returns>Milliseconds, sorted.</returns>
    public static async Task<double[]> TimeAsync(int port, IEnumerable<byte[]> requests)
    {
        using var client = new LoadClient();
        await client.ConnectAsync(port);
        var times = new List<double>();
        foreach (var request in requests)
        {
            var start = Stopwatch.GetTimestamp();
            await client.GetAsync(request);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return [.. times];
    }

    public void Dispose() => _socket.Dispose();

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException("Not a 200: " + Encoding.ASCII.GetString(head));
        }

        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _)
            ? length
            : throw new IOException("No Content-Length: " + Encoding.ASCII.GetString(head));
    }
}
