using GutCms.Core.Reviews;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data.Documents;
using OrchardCore.Environment.Shell.Scope;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Tells the events that wait to every <see cref="IReviewEventHandler"/>, in their order; each is told at least once.</summary>
internal sealed class Outbox(Records records, IDocumentStore documents, IEnumerable<IReviewEventHandler> handlers)
{
    /// <summary>Tells everything that waits.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var message in (await records.ListOpenAsync<OutboxMessage>(RecordKinds.Outbox)).OrderBy(message => message.OccurredUtc).ThenBy(message => message.MessageId, StringComparer.Ordinal))
        {
            foreach (var handler in handlers)
            {
                await handler.HandleAsync(message, cancellationToken);
            }

            await records.SaveAsync(RecordKinds.Outbox, message.MessageId, message, isOpen: false);
        }

        await documents.CommitAsync();
    }
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
