using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Storage.UnitOfWork;

/// <summary>Opens units of work on the database.</summary>
/// <remarks>
/// Writers of this process queue here, without occupying a thread or a connection; writers of other processes are excluded by the database
/// (SQLite: <c>BEGIN IMMEDIATE</c>, PostgreSQL: an advisory lock).
/// </remarks>
internal sealed class EfContentStore(
    Database database, DeliveryCache cache, IOptions<StorageOptions> options, IOptions<DeliveryChangesOptions> changes, TimeProvider time) : IContentStore, IDisposable
{
    private readonly SemaphoreSlim _writers = new(1, 1);

    /// <inheritdoc />
    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var seconds = options.Value.BusyTimeoutSeconds;
        if (!await _writers.WaitAsync(TimeSpan.FromSeconds(seconds), cancellationToken))
        {
            throw new DatabaseBusyException($"A change of {database.Description} has been going on for more than {seconds} seconds. Try again when it has finished.");
        }

        var context = database.CreateContext();
        try
        {
            await database.BeginWriteAsync(context, cancellationToken);
            return new EfUnitOfWork(database, context, new(cache, time, changes.Value.ChangesDays, () => _writers.Release()));
        }
        catch
        {
            await context.DisposeAsync();
            _writers.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken)
    {
        var context = database.CreateContext();
        try
        {
            await database.BeginReadAsync(context, cancellationToken);
            return new EfUnitOfWork(database, context);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _writers.Dispose();
}
