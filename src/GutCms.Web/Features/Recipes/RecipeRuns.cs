using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Recipes;

/// <summary>
/// Runs uploaded recipes behind the requests that start them, one at a time on all nodes, and writes down how far they are and what they came to: every node shows that, also after a restart. What goes on here is
/// kept in memory as well, and is newest there. The audit log has what was changed by whom for good.
/// </summary>
internal sealed partial class RecipeRuns(IServiceScopeFactory scopes, RecipeRunRecords records, TimeProvider time, ILogger<RecipeRuns> logger) : IHostedService, IDisposable
{
    private const int Kept = 5;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Entry> _entries = [];
    private Task _current = Task.CompletedTask;

    /// <summary>Ends with the run that is going on in this process; has ended when none is.</summary>
    public Task Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>The last runs, newest first; reports only of those of this process.</summary>
    public async Task<IReadOnlyList<RecipeRun>> ListAsync(CancellationToken cancellationToken)
    {
        var written = await records.ListAsync(cancellationToken);
        lock (_lock)
        {
            // One that waits for its turn is not written down yet where there is one writer for everything.
            return [.. _entries.Where(entry => entry.Run.IsRunning && written.All(run => run.Id != entry.Run.Id)).Select(entry => entry.Run), .. written.Select(run => _entries.Find(entry => entry.Run.Id == run.Id)?.Run ?? run)];
        }
    }

    /// <summary>A run; null when it is not kept.</summary>
    public async Task<RecipeRun?> FindAsync(string id, CancellationToken cancellationToken) => FindEntry(id)?.Run ?? await records.FindAsync(id, cancellationToken);

    /// <summary>Begins a run, unless another one runs or the actor may not.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="utf8">The recipe.</param>
    /// <param name="mode">A dry run or a run.</param>
    public async Task<Outcome<RecipeRun>> BeginAsync(Actor actor, string fileName, byte[] utf8, RecipeRunMode mode)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>().RefuseAsync(actor, fileName, utf8, mode) is { } refusal)
            {
                return refusal;
            }
        }

        var entry = new Entry(new RecipeRun(Guid.NewGuid().ToString("N"), fileName, mode, actor.UserName, Now), utf8);
        lock (_lock)
        {
            if (_entries.Find(other => other.Run.IsRunning) is { Run: var running })
            {
                return Conflict(running);
            }

            _entries.Insert(0, entry);
            _entries.RemoveRange(Math.Min(Kept, _entries.Count), Math.Max(0, _entries.Count - Kept));
        }

        if (records.FollowRuns && !await WrittenAsync(entry, actor))
        {
            return (await records.ListAsync(CancellationToken.None)).FirstOrDefault(run => run.IsRunning) is { } elsewhere ? Conflict(elsewhere) : await BeginAsync(actor, fileName, utf8, mode);
        }

        lock (_lock)
        {
            _current = Task.Run(() => RunAsync(entry, actor), CancellationToken.None);
            return entry.Run;
        }
    }

    /// <summary>Begins a run of the recipe of an earlier dry run, on whichever node that was.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The dry run.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<RecipeRun>> BeginAgainAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } run && (FindEntry(id)?.Utf8 ?? await records.RecipeOfAsync(id, cancellationToken)) is { } utf8
            ? await BeginAsync(actor, run.FileName, utf8, RecipeRunMode.Run)
            : new Refusal(RefusalKind.NotFound, SiteSentence.Of("Recipes.NoRun"));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Current.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Entry? FindEntry(string id)
    {
        lock (_lock)
        {
            return _entries.Find(entry => entry.Run.Id == id);
        }
    }

    private static Refusal Conflict(RecipeRun other) => new(RefusalKind.Conflict, SiteSentence.Of("Recipes.OtherRuns", other.StartedBy, other.FileName));

    /// <summary>Writes down that a run begins; where another one goes on, or it cannot be written, there is no run.</summary>
    private async Task<bool> WrittenAsync(Entry entry, Actor actor)
    {
        var written = false;
        try
        {
            written = await records.BeginAsync(entry.Run, actor, CancellationToken.None);
            return written;
        }
        finally
        {
            if (!written)
            {
                lock (_lock)
                {
                    _entries.Remove(entry);
                }
            }
        }
    }

    private async Task RunAsync(Entry entry, Actor actor)
    {
        using var ended = new CancellationTokenSource();
        var following = records.FollowRuns ? FollowAsync(entry, ended.Token) : Task.CompletedTask;
        RecipeRunFailure? failure = null;
        RecipeReport? report = null;
        var begun = records.FollowRuns;
        try
        {
            // Where there is one writer for everything it is written down in its turn, like the run itself.
            begun = begun || await records.BeginAsync(entry.Run, actor, _stopping.Token);

            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>()
                .ExecuteAsync(actor, entry.Run.FileName, entry.Utf8, entry.Run.Mode, new Watcher(this, entry), _stopping.Token);
            (report, failure) = (outcome.Value, outcome.Succeeded ? null : RecipeRunFailure.Error);
        }
        catch (Exception exception)
        {
            failure = exception is OperationCanceledException ? RecipeRunFailure.Stopped : exception is WaitsForConfirmationException ? RecipeRunFailure.Waits : BusyDatabase.Explains(exception) ? RecipeRunFailure.Busy : RecipeRunFailure.Error;
            if (failure == RecipeRunFailure.Error)
            {
                Failed(logger, entry.Run.Id, exception);
            }
        }

        await ended.CancelAsync();
        await following;
        await EndAsync(entry, begun, entry.Run with { Report = report, HasFaults = report?.Succeeded == false, Failure = failure, EndedUtc = Now });
    }

    /// <summary>Says of a run that it goes on, until it has ended.</summary>
    private async Task FollowAsync(Entry entry, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    await records.SeenAsync(entry.Run, ended);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    NotWritten(logger, entry.Run.Id, exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private async Task EndAsync(Entry entry, bool begun, RecipeRun run)
    {
        try
        {
            if (begun)
            {
                await records.EndAsync(run, entry.Utf8, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            NotWritten(logger, run.Id, exception);
        }

        Change(entry, _ => run);
    }

    private void Change(Entry entry, Func<RecipeRun, RecipeRun> change)
    {
        lock (_lock)
        {
            entry.Run = change(entry.Run);
        }
    }

    [LoggerMessage(LogLevel.Error, "The run {Id} of an uploaded recipe failed; nothing of it was kept.")]
    private static partial void Failed(ILogger logger, string id, Exception exception);

    [LoggerMessage(LogLevel.Warning, "How the run {Id} of an uploaded recipe stands could not be written down; other nodes do not see it.")]
    private static partial void NotWritten(ILogger logger, string id, Exception exception);

    private sealed class Entry(RecipeRun run, byte[] utf8)
    {
        public RecipeRun Run { get; set; } = run;

        public byte[] Utf8 => utf8;
    }

    private sealed class Watcher(RecipeRuns runs, Entry entry) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => runs.Change(entry, run => run with { Progress = value });
    }
}
