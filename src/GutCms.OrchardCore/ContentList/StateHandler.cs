using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement.Handlers;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.ContentList;

/// <summary>Notes which items change in Orchard Core's content manager, so that lists find them in the state that they are in then.</summary>
/// <remarks>Its services are looked up late, as the gate's are.</remarks>
internal sealed class StateHandler(IServiceProvider scope) : ContentHandlerBase
{
    /// <inheritdoc/>
    public override Task CreatedAsync(CreateContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task UpdatedAsync(UpdateContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task DraftSavedAsync(SaveDraftContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task VersionedAsync(VersionContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task ImportedAsync(ImportContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task PublishedAsync(PublishContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task UnpublishedAsync(PublishContentContext context) => NoteAsync(context.ContentItem);

    /// <inheritdoc/>
    public override Task RemovedAsync(RemoveContentContext context) => NoteAsync(context.ContentItem);

    private async Task NoteAsync(OrchardItem item)
    {
        // Items that are nested in others are told of as well; they have no version of their own, and no state.
        if (!string.IsNullOrEmpty(item.ContentItemVersionId) && await scope.GetRequiredService<ContentPolicies>().IsGatedAsync(item.ContentType))
        {
            scope.GetRequiredService<StateChanges>().ItemChanges(item.ContentItemId);
        }
    }
}
