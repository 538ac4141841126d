using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>A Redis server of a test's own, on a free port of the loopback address, that keeps nothing.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-redis-").FullName;
    private readonly Process _process;

    private RedisServer(string program, int port)
    {
        Address = $"127.0.0.1:{port}";
        _process = new Process
        {
            StartInfo = new(program, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>Starts one; where the machine has none the test is skipped.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(Require.Redis(), FreePort());
        var (output, _) = ProcessOutput.Attach(server._process);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await output.WaitForAsync(line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
