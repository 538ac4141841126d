using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.DisplayManagement.ModelBinding;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// Marks what happens while other handlers are told of something that is done: workflows run there, and what they try is not what the request asked for. One of these comes
/// first among the site's handlers, one right before the gate; handlers are told of what is done in reverse.
/// </summary>
/// <param name="state">What the gate knows.</param>
/// <param name="begins">It is the one before the gate.</param>
/// <param name="updates">Where the form's errors are said.</param>
/// <param name="current">Who acts.</param>
internal sealed class EventBracket(GateState state, bool begins, IUpdateModelAccessor updates, CurrentActor current) : ContentHandlerBase
{
    /// <inheritdoc/>
    public override Task CreatedAsync(CreateContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task UpdatedAsync(UpdateContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task DraftSavedAsync(SaveDraftContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task VersionedAsync(VersionContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task PublishedAsync(PublishContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task UnpublishedAsync(PublishContentContext context) => Pass();

    /// <inheritdoc/>
    public override Task RemovedAsync(RemoveContentContext context) => Pass();

    private Task Pass()
    {
        if (begins)
        {
            state.EnterEvents();
        }
        else if (state.LeaveEvents() is { } updater && !current.IsJob)
        {
            updates.ModelUpdater = updater;
        }

        return Task.CompletedTask;
    }
}
