using System.Diagnostics;
using GutCms.TestSupport.Sites;

namespace GutCms.TestSupport;

/// <summary>A running server on a free port of the loopback address: the executable's entry in the process of the test, or the executable as a child process.</summary>
public sealed class GutCmsHost : IAsyncDisposable
{
    // The first line of what the executable prints once it answers; see StartupReport in GutCms.Web.
    private const string ReadyMark = " is ready at ";

    // A start that takes longer hangs; it is killed so that the run ends.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly IServing _serving;

    private GutCmsHost(IServing serving, Uri address)
    {
        _serving = serving;
        Address = address;
        Client = CreateClient();
    }

    /// <summary>Address with a trailing slash, for example <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    /// <summary>A client with <see cref="Address"/> as its base; does not follow redirects and does not decompress.</summary>
    public HttpClient Client { get; }

    /// <summary>Standard output so far.</summary>
    public string Output => _serving.Output.Text;

    /// <summary>Standard error so far.</summary>
    public string Error => _serving.Error.Text;

    /// <summary>Id of the process.</summary>
    public int ProcessId => _serving.ProcessId;

    /// <summary>A further client, for example for a second user.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>Starts a process and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    public static Task<GutCmsHost> StartAsync(ProcessStartInfo start) => WhenReadyAsync(ServingProcess.Start(start));

    /// <summary>Starts it in this process and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    internal static async Task<GutCmsHost> StartInProcessAsync(ProgramCall call) => await WhenReadyAsync(await ServingInProcess.StartAsync(call));

    /// <summary>Starts it in this process where it is expected to refuse; one that serves all the same is stopped, and ends with 0.</summary>
    internal static async Task<CommandResult> RunInProcessAsync(ProgramCall call)
    {
        await using var serving = await ServingInProcess.StartAsync(call);
        var ready = serving.Output.WaitForAsync(IsReady);
        await Task.WhenAny(ready, serving.Ended).WaitAsync(Patience);
        await serving.AskToStopAsync();
        return new CommandResult(await serving.Ended, serving.Output.Text, serving.Error.Text);
    }

    /// <summary>Ends it as an operator would (SIGTERM for a process) and waits; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _serving.AskToStopAsync();
        return await _serving.Ended;
    }

    /// <summary>Ends it at once (SIGKILL), as a power cut would, and waits until it is gone. Only for a process of its own.</summary>
    public Task KillAsync() => _serving.KillAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _serving.DisposeAsync();
    }

    private static bool IsReady(string line) => line.Contains(ReadyMark, StringComparison.Ordinal);

    private static async Task<GutCmsHost> WhenReadyAsync(IServing serving)
    {
        try
        {
            var line = await serving.Output.WaitForAsync(IsReady).WaitAsync(Patience);
            return new GutCmsHost(serving, new Uri(line[(line.IndexOf(ReadyMark, StringComparison.Ordinal) + ReadyMark.Length)..].Trim()));
        }
        catch (Exception exception) when (exception is EndOfStreamException or TimeoutException)
        {
            var code = exception is TimeoutException ? "none" : $"{await serving.Ended}";
            await serving.DisposeAsync();
            throw new InvalidOperationException($"GutCms ended with code {code} instead of serving.\n{serving.Output.Text}{serving.Error.Text}");
        }
    }
}
