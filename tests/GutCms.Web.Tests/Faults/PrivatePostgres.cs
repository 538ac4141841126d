using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GutCms.TestSupport;
using Npgsql;

namespace GutCms.Web.Tests.Faults;

/// <summary>A PostgreSQL server of a test's own on a free port of the loopback address, which can be stopped, killed and paused. Skips the test where there is none.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-postgres-").FullName;
    private readonly string _programs = Require.PostgresPrograms();

    private PrivatePostgres()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Its port, also while it does not run.</summary>
    public int Port { get; }

    /// <summary>Connection string of a database on it that a first start creates.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=gutcms;Database=site;Timeout=5;Command Timeout=10");

    /// <summary>Carries out a statement as the owner of the server, in its first database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=gutcms;Database=postgres;Pooling=false"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes one and starts it.</summary>
    public static async Task<PrivatePostgres> StartAsync()
    {
        var server = new PrivatePostgres();
        await OutputAsync("chmod", "755", server._folder);
        if (Environment.UserName == "root")
        {
            await OutputAsync("chown", "postgres", server._folder);
        }

        await server.AsItselfAsync("initdb", "-D", server.Data, "--username=gutcms", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.ResumeAsync();
        return server;
    }

    /// <summary>Starts it again after it was stopped.</summary>
    public Task ResumeAsync() => AsItselfAsync(
        "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off"), "start");

    /// <summary>Ends it.</summary>
    /// <param name="mode"><c>fast</c>: connections are ended; <c>immediate</c>: as a crash.</param>
    public Task StopAsync(string mode) => AsItselfAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");

    /// <summary>Lets every process of it stand still, or go on: connections stay open and nothing answers.</summary>
    /// <param name="signal"><c>STOP</c> or <c>CONT</c>.</param>
    public async Task SignalAsync(string signal)
    {
        var main = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        var children = (await OutputAsync("ps", "-o", "pid=", "--ppid", main)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        await OutputAsync("kill", [$"-{signal}", main, .. children]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await SignalAsync("CONT");
            await StopAsync("immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var (said, complained) = (await output, await error);

        // Somebody who is gone already needs no signal.
        Assert.True(process.ExitCode == 0 || program == "kill", $"{program} {string.Join(' ', arguments)}: {complained}{said}");
        return said;
    }

    /// <summary>A server does not run as root, and one that goes on must not hold the pipes of whoever started it.</summary>
    private async Task AsItselfAsync(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs, program), .. arguments];
        string[] all = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;
        var output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, .. all]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(output);
        File.Delete(output);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {said}");
    }
}
