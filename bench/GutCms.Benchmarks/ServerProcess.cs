using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GutCms.Benchmarks;

/// <summary>A server under test.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port, TimeSpan untilFirstAnswer)
    {
        _process = process;
        Port = port;
        UntilFirstAnswer = untilFirstAnswer;
    }

    /// <summary>Password of the first administrator, <c>admin</c>, of every site that is measured.</summary>
    public static string AdminPassword { get; } = Guid.NewGuid().ToString();

    public int Port { get; }

    /// <summary>From the start of the process to the first 200.</summary>
    public TimeSpan UntilFirstAnswer { get; }

    /// <summary>Largest resident set so far, MB of 1,048,576 bytes.</summary>
    public double PeakMemory => MemoryOf(_process.Id, "VmHWM:");

    /// <summary>Resident set now, MB of 1,048,576 bytes.</summary>
    public double Memory => MemoryOf(_process.Id, "VmRSS:");

    /// <summary>What of it lies in no file: heaps, stacks, code that was compiled while it runs; MB of 1,048,576 bytes. The rest are pages of programs, which the kernel shares and drops when memory is short.</summary>
    public double OwnMemory => MemoryOf(_process.Id, "RssAnon:") + MemoryOf(_process.Id, "RssShmem:");

    /// <summary>Starts the light host on a data directory.</summary>
    public static Task<ServerProcess> StartHostAsync(Workspace workspace, string site, string probe) =>
        StartAsync(
            port =>
            {
                var start = workspace.HostCommand(site);
                start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture);
                start.Environment["GutCms__Setup__AdminPassword"] = AdminPassword;
                return start;
            },
            probe);

    /// <summary>Starts the bare end point with a recorded response.</summary>
    public static Task<ServerProcess> StartBaselineAsync(string responseFile) =>
        StartAsync(port => new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, "baseline", "http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture), responseFile]), "/");

    public static double MemoryOf(int processId, string row)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status").First(text => text.StartsWith(row, StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The process has just ended: no status any more.
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(Func<int, ProcessStartInfo> start, string probe)
    {
        var port = FreePort();
        var info = start(port);
        info.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(info)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var request = LoadClient.Request(probe);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(4));
        while (await timer.WaitForNextTickAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with code {process.ExitCode}.");
            }

            try
            {
                using var client = new LoadClient();
                await client.ConnectAsync(port);
                await client.GetAsync(request);
                break;
            }
            catch (Exception exception) when (exception is SocketException or IOException && clock.Elapsed < TimeSpan.FromMinutes(2))
            {
                // Not up yet.
            }
        }

        return new ServerProcess(process, port, clock.Elapsed);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
