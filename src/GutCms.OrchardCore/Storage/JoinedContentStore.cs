using GutCms.Core.Audit;
using GutCms.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// Opens units of work as parts of the transaction that Orchard Core has under way in this scope: they are kept when it is. For one use case at a time.
/// </summary>
/// <remarks>
/// A second session would wait for the first one on SQLite. A use case that is refused opens a second unit of work to say so; what it says is kept aside,
/// because the transaction may be given up for that very refusal.
/// </remarks>
internal sealed class JoinedContentStore(IServiceProvider scope) : IContentStore
{
    private bool _begun;

    /// <inheritdoc/>
    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        if (_begun)
        {
            return OrchardContentStore.Create(scope, new KeptRefusals(scope.GetRequiredService<GateState>()), end: null);
        }

        _begun = true;
        await WriteLock.TakeAsync(scope.GetRequiredService<ISession>(), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IUnitOfWork>(OrchardContentStore.Create(scope, new YesSqlAuditLog(scope.GetRequiredService<ISession>()), end: null));

    private sealed class KeptRefusals(GateState state) : IAuditLog
    {
        public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
        {
            state.Refusals.Add(draft);
            return Task.FromResult(AuditChain.Append(null, draft));
        }

        public IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("Refusals are only kept here.");

        public Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("Refusals are only kept here.");
    }
}
