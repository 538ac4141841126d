using GutCms.Core.Storage;

namespace GutCms.Core.Tests.InMemory;

/// <summary>
/// A store in memory that keeps the promises of the port: one writer at a time, nothing kept without a commit, versions immutable, ids, flags and paths unique.
/// What is read has gone through its JSON, as in a database.
/// </summary>
internal sealed class InMemoryContentStore : IContentStore
{
    private Task _writer = Task.CompletedTask;

    public InMemoryState State { get; private set; } = InMemoryState.Empty;

    /// <summary>How many transactions were committed.</summary>
    public int Commits { get; private set; }

    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Interlocked.Exchange(ref _writer, ended.Task).WaitAsync(cancellationToken);
        return new InMemoryUnitOfWork(State, state =>
        {
            State = state;
            Commits++;
        }, ended.SetResult);
    }

    public Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IUnitOfWork>(new InMemoryUnitOfWork(State, null, null));

    /// <summary>Writes and commits.</summary>
    public async Task ChangeAsync(Func<IUnitOfWork, Task> change)
    {
        await using var work = await BeginAsync(TestContext.Current.CancellationToken);
        await change(work);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }
}
