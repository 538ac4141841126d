namespace GutCms.Core.Storage;

/// <summary>Opens units of work on the host's database.</summary>
public interface IContentStore
{
    /// <summary>
    /// Begins a unit of work. What it writes is kept only by <see cref="IUnitOfWork.CommitAsync"/>; disposing without it undoes everything.
    /// One writer at a time: a second call waits for the first (bounded by the database's busy timeout).
    /// </summary>
    Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Opens the same view for reading only; writes throw <see cref="InvalidOperationException"/>.</summary>
    Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken);
}
