using System.Diagnostics;
using System.Globalization;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Deploy;

/// <summary>A systemd of its own, booted on the programs of this machine: /usr is the machine's, read only, and everything else is empty and goes away with it. The network is the machine's.</summary>
internal sealed class SystemdMachine : IAsyncDisposable
{
    private readonly Process _process;
    private string _leader = "";

    private SystemdMachine(Process process) => _process = process;

    /// <summary>Boots one, and waits until it runs.</summary>
    /// <param name="readOnly">What of this machine lies there, for reading: path here and there.</param>
    public static async Task<SystemdMachine> BootAsync(params IEnumerable<(string Here, string There)> readOnly)
    {
        var start = new ProcessStartInfo(
            Require.SystemdMachine(),
            ["--quiet", "--register=no", "--keep-unit", "--directory=/", "--volatile=yes", "--boot", "--console=pipe", "--machine=gutcms-test", .. readOnly.Select(path => $"--bind-ro={path.Here}:{path.There}"), "systemd.unit=basic.target"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var machine = new SystemdMachine(process);
        await Eventually.HoldsAsync(async () =>
        {
            Assert.False(process.HasExited, process.HasExited ? $"systemd-nspawn ended: {await error}" : "");

            // On its way the machine's first process is another one than the one that stays.
            machine._leader = (await ChildrenAsync(process.Id)).LastOrDefault() ?? "";
            return machine._leader.Length > 0 && (await machine.RunAsync("systemctl", "is-system-running")).Output.Trim() is "running" or "degraded";
        });
        return machine;
    }

    /// <summary>Runs a program there, as root.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("nsenter", [$"--target={_leader}", "--all", "--", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    /// <summary>Runs a program there that has to succeed.</summary>
    /// <returns>What it printed, without the line end.</returns>
    public async Task<string> DoAsync(params string[] command)
    {
        var (code, output) = await RunAsync(command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: {output}");
        return output.TrimEnd();
    }

    /// <summary>A property of a unit.</summary>
    public Task<string> PropertyAsync(string unit, string property) => DoAsync("systemctl", "show", "--value", $"--property={property}", unit);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("systemctl", "poweroff", "--force");
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string[]> ChildrenAsync(int process)
    {
        try
        {
            var children = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task/{process}/children"));
            return children.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
