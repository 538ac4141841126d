using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Reviews;

/// <summary>The outbox in the transaction of a unit of work.</summary>
internal sealed class EfOutbox(GutCmsDbContext context) : IOutbox
{
    public async Task AppendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        context.Outbox.Add(new OutboxRow
        {
            MessageId = message.MessageId,
            Event = message.Event,
            OccurredUtc = message.OccurredUtc,
            ActorId = message.ActorId,
            ActorName = message.ActorName,
            ContentItemId = message.ContentItemId,
            ContentType = message.ContentType,
            VersionId = message.VersionId,
            Data = message.Data.ToJsonString(),
        });
        await context.SaveAndForgetAsync(cancellationToken);
    }
}
