using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Writes every delivery document anew from the content on file, byte for byte, and removes those of items that are not live. Heals what was changed past the program.</summary>
public sealed class RewriteDelivery(IContentStore store, IDeliveryRefresh refresh, TimeProvider time)
{
    /// <summary>Does it, in one transaction, and records it.</summary>
    /// <returns>The number of documents written.</returns>
    public async Task<Outcome<RewrittenDelivery>> ExecuteAsync(Actor actor, IReadOnlyCollection<string> unexpectedItemIds, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.RewriteDocuments"), Permissions.ViewAuditTrail);
        }

        var count = new Counter();
        await using var work = await store.BeginAsync(cancellationToken);
        await work.RemoveDeliveryAsync(unexpectedItemIds, cancellationToken);
        await DeliveryFormat.ForgetAsync(work, cancellationToken);
        await refresh.RefreshAsync(work, [], count, cancellationToken);
        await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.DeliveryRewrite) { Details = new() { ["documents"] = count.Written } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new RewrittenDelivery(count.Written);
    }

    private sealed class Counter : IProgress<int>
    {
        public int Written { get; private set; }

        public void Report(int value) => Written = value;
    }
}

/// <summary>What was written anew.</summary>
/// <param name="Documents">Number of documents.</param>
public sealed record RewrittenDelivery(int Documents);
