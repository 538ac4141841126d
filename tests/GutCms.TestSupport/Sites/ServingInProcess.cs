using GutCms.TestHosting;
using Microsoft.Data.Sqlite;

namespace GutCms.TestSupport.Sites;

/// <summary>
/// <c>serve</c> by the executable's entry, in the process of the test: the same configuration, start, HTTP server and pages, without the seconds in which each process
/// compiles them anew. It ends as for an operator; it cannot be killed.
/// </summary>
internal sealed class ServingInProcess : IServing
{
    // One that does not stop cannot be ended; whoever waits for it fails and the run goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HostInHand _hand = new();

    private ServingInProcess(string[] arguments)
    {
        Ended = Task.Factory.StartNew(() => Serve(arguments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public ProcessOutput Output { get; } = new();

    /// <inheritdoc/>
    public ProcessOutput Error { get; } = new();

    /// <inheritdoc/>
    public int ProcessId => Environment.ProcessId;

    /// <inheritdoc/>
    public Task<int> Ended { get; }

    /// <summary>Starts it, once the command line of whoever came before has been read.</summary>
    public static async Task<ServingInProcess> StartAsync(ProgramCall call)
    {
        using var turn = await call.TakeTurnAsync();
        var serving = new ServingInProcess(call.Arguments);
        await Task.WhenAny(serving._hand.Building, serving.Ended);
        return serving;
    }

    /// <inheritdoc/>
    public Task AskToStopAsync()
    {
        _hand.Stop();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task KillAsync() => throw new NotSupportedException("It serves in the process of the test. Start it with TestSite.StartProcessAsync to kill it.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hand.Stop();
        await Ended.WaitAsync(Patience);
    }

    private int Serve(string[] arguments)
    {
        using var console = CapturedConsole.Begin(Output.Add, Error.Add);
        _hand.Take();
        try
        {
            return ProgramEntry.Run(arguments);
        }
        finally
        {
            // As after a process nothing of it holds the file any more.
            SqliteConnection.ClearAllPools();
            Output.Add(null);
            Error.Add(null);
        }
    }
}
