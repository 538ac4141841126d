using GutCms.Core.Delivery;
using OrchardCore.Data.Documents;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>A transaction that changes delivery documents. Other nodes learn of it by <see cref="DeliveryGeneration"/>, this one forgets what it has in memory as soon as it is committed.</summary>
/// <param name="session">The transaction.</param>
/// <param name="documents">Commits it.</param>
/// <param name="cache">What this process has in memory.</param>
internal sealed class DeliveryChanges(ISession session, IDocumentStore documents, DeliveryCache cache)
{
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private bool _isNoted;

    /// <summary>Items whose documents were removed in the transaction so far.</summary>
    public ISet<string> Removed => _removed;

    /// <summary>Documents are written or removed.</summary>
    public async Task NoteAsync()
    {
        if (!_isNoted)
        {
            _isNoted = true;
            await DeliveryGeneration.RaiseAsync(session);
            documents.AfterCommitSuccess<GutCmsDelivery>(ForgetAsync);
        }
    }

    // Called after each commit of the scope from the first one on, and after a session that was given up as well: so it says nothing of the number in the database.
    private Task ForgetAsync()
    {
        if (_isNoted)
        {
            _isNoted = false;
            _removed.Clear();
            cache.Clear();
        }

        return Task.CompletedTask;
    }
}
