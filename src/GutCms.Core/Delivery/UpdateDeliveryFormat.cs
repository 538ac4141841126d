using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>
/// Writes all delivery documents anew when those on file were made by another format of the program, in another site language or with another set of fields.
/// A host does this when it starts. Where nothing is outdated it only reads.
/// </summary>
public sealed class UpdateDeliveryFormat(IContentStore store, IDeliveryRefresh refresh)
{
    /// <summary>Does it, in one transaction.</summary>
    /// <returns>Whether the documents were outdated.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using (var view = await store.ReadAsync(cancellationToken))
        {
            if (await DeliveryFormat.IsOnFileAsync(view, cancellationToken))
            {
                return false;
            }
        }

        // Whoever else was faster: the refresh looks again and finds nothing to do.
        await using var work = await store.BeginAsync(cancellationToken);
        await refresh.RefreshAsync(work, [], progress: null, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }
}
