using System.Diagnostics;

namespace GutCms.TestSupport;

/// <summary>A running server: the real executable as a child process on a free port of the loopback address.</summary>
public sealed class GutCmsHost : IAsyncDisposable
{
    // The first line of what the executable prints once it answers; see StartupReport in GutCms.Web.
    private const string ReadyMark = " is ready at ";

    // A start that takes longer hangs; it is killed so that the run ends.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private readonly ProcessOutput _error;

    private GutCmsHost(Process process, ProcessOutput output, ProcessOutput error, Uri address)
    {
        _process = process;
        _output = output;
        _error = error;
        Address = address;
        Client = CreateClient();
    }

    /// <summary>Address with a trailing slash, for example <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    /// <summary>A client with <see cref="Address"/> as its base; does not follow redirects and does not decompress.</summary>
    public HttpClient Client { get; }

    /// <summary>Standard output so far.</summary>
    public string Output => _output.Text;

    /// <summary>Standard error so far.</summary>
    public string Error => _error.Text;

    /// <summary>Id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>A further client, for example for a second user.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    public static async Task<GutCmsHost> StartAsync(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        var (output, error) = ProcessOutput.Attach(process);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var line = await output.WaitForAsync(line => line.Contains(ReadyMark, StringComparison.Ordinal)).WaitAsync(Patience);
            return new GutCmsHost(process, output, error, new Uri(line[(line.IndexOf(ReadyMark, StringComparison.Ordinal) + ReadyMark.Length)..].Trim()));
        }
        catch (Exception exception) when (exception is EndOfStreamException or TimeoutException)
        {
            if (exception is TimeoutException)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            var code = process.ExitCode;
            process.Dispose();
            throw new InvalidOperationException($"GutCms ended with code {code} instead of serving.\n{output.Text}{error.Text}");
        }
    }

    /// <summary>Ends it as an operator would (SIGTERM) and waits; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it at once (SIGKILL), as a power cut would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
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
}
