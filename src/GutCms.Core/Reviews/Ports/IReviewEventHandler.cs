using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Ports;

/// <summary>Is told what happened, after it was kept: mails, webhooks. A host registers any number.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It handles review events; it is no delegate of a .NET event.")]
public interface IReviewEventHandler
{
    /// <summary>Handles one event.</summary>
    /// <remarks>
    /// Events of one site come in the order in which they were kept, but one that failed comes again later, behind others. Each comes at least once: after a failure of this
    /// handler or a stop of the host it comes again, so a handler tells by <see cref="OutboxMessage.MessageId"/> what it has done already. A handler that was told is not
    /// told again because another one failed.
    /// </remarks>
    Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken);
}
