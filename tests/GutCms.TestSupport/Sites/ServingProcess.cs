using System.Diagnostics;
using System.Globalization;

namespace GutCms.TestSupport.Sites;

/// <summary>The real executable as a child process.</summary>
internal sealed class ServingProcess : IServing
{
    private readonly Process _process;

    private ServingProcess(Process process, ProcessOutput output, ProcessOutput error) => (_process, Output, Error) = (process, output, error);

    /// <inheritdoc/>
    public ProcessOutput Output { get; }

    /// <inheritdoc/>
    public ProcessOutput Error { get; }

    /// <inheritdoc/>
    public int ProcessId => _process.Id;

    /// <inheritdoc/>
    public Task<int> Ended => EndAsync();

    /// <summary>Starts it.</summary>
    public static ServingProcess Start(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        var (output, error) = ProcessOutput.Attach(process);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, output, error);
    }

    /// <inheritdoc/>
    public async Task AskToStopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
    }

    /// <inheritdoc/>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                await KillAsync();
            }
        }
        catch (InvalidOperationException)
        {
            // Disposed before: nothing runs any more.
        }

        _process.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
