using GutCms.Core.Events;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Data.Documents;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Locking.Distributed;

namespace GutCms.OrchardCore.Reviews;

/// <summary>
/// Tells the events that wait to every <see cref="IReviewEventHandler"/>, in their order; each is told at least once. One whose handler fails holds up neither the events behind it
/// nor the other handlers: it is tried again after ever longer pauses, for as long as it takes, and the log says so each time. One that was told is removed.
/// One node of a site tells at a time.
/// </summary>
internal sealed partial class Outbox(Records records, IDocumentStore documents, IEnumerable<IReviewEventHandler> handlers, IDistributedLock locks, TimeProvider time, ILogger<Outbox> logger)
{
    private const string LockName = "GUTCMS_OUTBOX";

    /// <summary>Long enough for whoever tells now; what is left to it is told within the minute by the background task.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LockExpiration = TimeSpan.FromMinutes(10);

    /// <summary>Tells everything that is due.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var (locker, isLocked) = await locks.TryAcquireLockAsync(LockName, Patience, LockExpiration);
        if (isLocked)
        {
            await using var held = locker;
            await TellAllAsync(cancellationToken);
        }
    }

    private async Task TellAllAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var waiting in (await records.ListOpenAsync<WaitingEvent>(RecordKinds.Outbox)).OrderBy(waiting => waiting.Message.OccurredUtc).ThenBy(waiting => waiting.Message.MessageId, StringComparer.Ordinal))
        {
            if (waiting.NextUtc > now)
            {
                continue;
            }

            var (id, name) = (waiting.Message.MessageId, waiting.Message.Event);
            var outcome = await EventTelling.TellAsync(waiting, handlers, mostAttempts: null, fault => Failed(logger, fault, name, id, waiting.Attempts + 1), time, cancellationToken);
            if (outcome.ToldUtc is not null)
            {
                await records.RemoveAsync(RecordKinds.Outbox, id);
            }
            else
            {
                await records.SaveAsync(RecordKinds.Outbox, id, outcome, isOpen: true);
            }
        }

        await documents.CommitAsync();
    }

    [LoggerMessage(LogLevel.Error, "The event {Event} ({MessageId}) could not be told, attempt {Attempt}; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault, string @event, string messageId, int attempt);
}

/// <summary>Has the events told when the scope that they happened in has ended.</summary>
internal sealed class OutboxSignal : IOutboxSignal
{
    private bool _called;

    /// <inheritdoc/>
    public void Wake()
    {
        if (!_called && ShellScope.Current is not null)
        {
            _called = true;
            ShellScope.AddDeferredTask(scope =>
            {
                scope.ServiceProvider.GetRequiredService<CurrentActor>().ActAsProgram();
                return scope.ServiceProvider.GetRequiredService<Outbox>().TellAsync(CancellationToken.None);
            });
        }
    }
}
