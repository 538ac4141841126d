using GutCms.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentLocalization;
using OrchardCore.ContentManagement;
using OrchardCore.Data.Documents;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Opens units of work on the tenant's database, each with a scope and a session of its own.</summary>
/// <param name="tenant">The tenant's services.</param>
internal sealed class OrchardContentStore(IServiceProvider tenant) : IContentStore
{
    /// <inheritdoc/>
    public Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken) => OpenAsync(writes: true, cancellationToken);

    /// <inheritdoc/>
    public Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken) => OpenAsync(writes: false, cancellationToken);

    private async Task<IUnitOfWork> OpenAsync(bool writes, CancellationToken cancellationToken)
    {
        var scope = tenant.CreateAsyncScope();
        try
        {
            var session = scope.ServiceProvider.GetRequiredService<ISession>();
            if (writes)
            {
                await WriteLock.TakeAsync(session, cancellationToken);
            }

            return Create(scope.ServiceProvider, new YesSqlAuditLog(session), scope.DisposeAsync);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>A unit of work over the session of a scope.</summary>
    public static YesSqlUnitOfWork Create(IServiceProvider scope, GutCms.Core.Storage.IAuditLog audit, Func<ValueTask>? end) => new(
        scope.GetRequiredService<ISession>(),
        scope.GetRequiredService<IDocumentStore>(),
        scope.GetRequiredService<IContentManager>(),
        scope.GetRequiredService<ContentReader>(),
        scope.GetRequiredService<Records>(),
        scope.GetRequiredService<GateState>(),
        scope.GetRequiredService<OwnTexts>(),
        audit,
        scope.GetRequiredService<DeliveryChanges>(),
        scope.GetRequiredService<ChangeWriter>(),
        scope.GetRequiredService<ItemStateWriter>(),
        scope.GetRequiredService<ILiveMarks>,
        scope.GetService<IContentLocalizationManager>,
        end);
}
