using GutCms.Core.Content;
using GutCms.Core.Reviews;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>A store that keeps the promises of the ports: one writer at a time, all or nothing, and a gate of its own.</summary>
internal sealed class MemoryStore : IReviewContentStore
{
    private Task _writer = Task.CompletedTask;

    public MemoryState State { get; set; } = new();

    public async Task<IReviewUnitOfWork> BeginReviewAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Interlocked.Exchange(ref _writer, ended.Task).WaitAsync(cancellationToken);
        return new MemoryWork(State, state => State = state, ended.SetResult);
    }

    public Task<IReviewUnitOfWork> ReadReviewAsync(CancellationToken cancellationToken) => Task.FromResult<IReviewUnitOfWork>(new MemoryWork(State, null, null));

    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken) => await BeginReviewAsync(cancellationToken);

    public async Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken) => await ReadReviewAsync(cancellationToken);
}
