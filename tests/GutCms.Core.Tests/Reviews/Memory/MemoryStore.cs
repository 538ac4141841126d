using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>A store that keeps the promises of the ports: one writer at a time, all or nothing, and a gate of its own.</summary>
internal sealed class MemoryStore : IContentStore
{
    private Task _writer = Task.CompletedTask;

    public MemoryState State { get; set; } = new();

    /// <summary>How often somebody began to read.</summary>
    public int Reads { get; private set; }

    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Interlocked.Exchange(ref _writer, ended.Task).WaitAsync(cancellationToken);
        return new MemoryWork(State, state => State = state, ended.SetResult);
    }

    public Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult<IUnitOfWork>(new MemoryWork(State, null, null));
    }
}
