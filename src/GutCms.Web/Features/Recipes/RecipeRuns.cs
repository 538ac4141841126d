using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Recipes;

/// <summary>
/// Runs uploaded recipes behind the requests that start them, one at a time, and keeps how far they are and what they came to. In the memory of this process, for the last
/// few: the audit log has what was changed by whom for good.
/// </summary>
internal sealed partial class RecipeRuns(IServiceScopeFactory scopes, TimeProvider time, ILogger<RecipeRuns> logger) : IHostedService, IDisposable
{
    private const int Kept = 5;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Entry> _entries = [];
    private Task _current = Task.CompletedTask;

    /// <summary>The last runs, newest first.</summary>
    public IReadOnlyList<RecipeRun> Recent
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Select(entry => entry.Run)];
            }
        }
    }

    /// <summary>Ends with the run that is going on; has ended when none is.</summary>
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

    /// <summary>A run; null when it is not kept.</summary>
    public RecipeRun? Find(string id) => FindEntry(id)?.Run;

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

        lock (_lock)
        {
            if (_entries.Find(entry => entry.Run.IsRunning) is { Run: var other })
            {
                return new Refusal(RefusalKind.Conflict, SiteSentence.Of("Recipes.OtherRuns", other.StartedBy, other.FileName));
            }

            var entry = new Entry(new RecipeRun(Guid.NewGuid().ToString("N"), fileName, mode, actor.UserName, Now), utf8);
            _entries.Insert(0, entry);
            _entries.RemoveRange(Math.Min(Kept, _entries.Count), Math.Max(0, _entries.Count - Kept));
            _current = Task.Run(() => RunAsync(entry, actor), CancellationToken.None);
            return entry.Run;
        }
    }

    /// <summary>Begins a run of the recipe of an earlier run.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The earlier run.</param>
    public async Task<Outcome<RecipeRun>> BeginAgainAsync(Actor actor, string id) => FindEntry(id) is { } entry
        ? await BeginAsync(actor, entry.Run.FileName, entry.Utf8, RecipeRunMode.Run)
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

    private async Task RunAsync(Entry entry, Actor actor)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>()
                .ExecuteAsync(actor, entry.Run.FileName, entry.Utf8, entry.Run.Mode, new Watcher(this, entry), _stopping.Token);
            Change(entry, run => run with { Report = outcome.Value, Failure = outcome.Succeeded ? null : RecipeRunFailure.Error, EndedUtc = Now });
        }
        catch (Exception exception)
        {
            var failure = exception is OperationCanceledException ? RecipeRunFailure.Stopped : exception is WaitsForConfirmationException ? RecipeRunFailure.Waits : BusyDatabase.Explains(exception) ? RecipeRunFailure.Busy : RecipeRunFailure.Error;
            if (failure == RecipeRunFailure.Error)
            {
                Failed(logger, entry.Run.Id, exception);
            }

            Change(entry, run => run with { Failure = failure, EndedUtc = Now });
        }
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
