using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using OrchardCore.Indexing;
using OrchardCore.Indexing.Core;
using OrchardCore.Indexing.Models;

namespace GutCms.OrchardCore.Indexing;

/// <summary>Has an item indexed anew when its review goes on: Orchard Core does so only when the item itself is saved.</summary>
internal sealed class ReindexTeller(IIndexingTaskManager tasks) : IReviewEventHandler
{
    /// <inheritdoc/>
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        message.Event is ReviewEvents.Commented or ReviewEvents.Deleted || message.ContentItemId.Length == 0
            ? Task.CompletedTask
            : tasks.CreateTaskAsync(new CreateIndexingTaskContext(message.ContentItemId, IndexingConstants.ContentsIndexSource, RecordIndexingTaskTypes.Update));
}
