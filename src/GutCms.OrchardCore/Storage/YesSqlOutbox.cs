using GutCms.Core.Events;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Storage;

/// <summary>The outbox, as records that are open until they were told.</summary>
internal sealed class YesSqlOutbox(Records records) : IOutbox
{
    public Task AppendAsync(OutboxMessage message, CancellationToken cancellationToken) => records.SaveAsync(RecordKinds.Outbox, message.MessageId, new WaitingEvent(message, [], Attempts: 0), isOpen: true);
}
