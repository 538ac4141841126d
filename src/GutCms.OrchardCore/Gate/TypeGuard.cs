using GutCms.Core.Reviews.Model;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.ContentManagement.Handlers;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// Sees to it that the gate is asked about what an item is: under the type's own name, in its own words, and never as another type than the site has it as. Registered right before the gate.
/// </summary>
/// <remarks>Its services are looked up late, as the gate's are.</remarks>
internal sealed partial class TypeGuard(IServiceProvider scope, GateState state, ILogger<TypeGuard> logger) : ContentHandlerBase
{
    /// <inheritdoc/>
    public override Task LoadedAsync(LoadContentContext context)
    {
        if (context.ContentItem is { ContentItemId: { } id, ContentType: { } type })
        {
            state.KeepType(id, type);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task ImportingAsync(ImportContentContext context) => CheckAsync(context.ContentItem);

    /// <summary>What is created past validation under the id of something else gets nowhere.</summary>
    public override async Task CreatingAsync(CreateContentContext context)
    {
        if (await CheckAsync(context.ContentItem) is not null)
        {
            CancelSwitch.Set(context);
            (context.ContentItem.Published, context.ContentItem.Latest) = (false, false);
        }
    }

    /// <summary>An item stays what it is, whatever is merged into it.</summary>
    public override async Task UpdatingAsync(UpdateContentContext context)
    {
        if (await CheckAsync(context.ContentItem) is { } type)
        {
            context.ContentItem.ContentType = type;
        }
    }

    /// <summary>Orchard Core's imports and its API ask here, and give up what does not pass.</summary>
    public override async Task ValidatingAsync(ValidateContentContext context)
    {
        await CheckAsync(context.ContentItem);
        if (state.Mistaken(context.ContentItem.ContentItemId) is { } why)
        {
            context.Fail(why, nameof(OrchardItem.ContentType));
            return;
        }

        try
        {
            foreach (var fault in await scope.GetRequiredService<BrokenForms>().FindAsync(context.ContentItem))
            {
                context.Fail(fault.Message, fault.Path);
            }
        }
        catch (Exception fault)
        {
            state.Fault = fault;
            Failed(logger, fault, context.ContentItem.ContentItemId);
            context.Fail("It could not be checked whether its size, identifiers, addresses and languages are valid, so nothing is changed.");
        }
    }

    /// <inheritdoc/>
    public override Task DraftSavingAsync(SaveDraftContentContext context) => CheckAsync(context.ContentItem);

    /// <inheritdoc/>
    public override async Task PublishingAsync(PublishContentContext context)
    {
        if (await CheckAsync(context.ContentItem) is not null)
        {
            context.Cancel = true;
        }
    }

    /// <summary>The type that the site has the item as, if it arrives as another; empty when that cannot be told.</summary>
    private async Task<string?> CheckAsync(OrchardItem item)
    {
        try
        {
            await scope.GetRequiredService<TypeNames>().NormaliseAsync(item);
            if (await scope.GetRequiredService<KnownTypes>().FindConflictAsync(item) is not { } type)
            {
                if (state.LiveParts(item.ContentItemVersionId) is null)
                {
                    await scope.GetRequiredService<Wording>().NormaliseAsync(item);
                }

                return null;
            }

            Refuse(item, $"The item is of the type {type} here and cannot become one of the type {item.ContentType}: review belongs to an item and its type. Give what arrives an id of its own.");
            return type;
        }
        catch (Exception fault)
        {
            Failed(logger, fault, item.ContentItemId);
            Refuse(item, "What is here under the item's id could not be read, so nothing is changed.");
            return item.ContentType;
        }
    }

    private void Refuse(OrchardItem item, string why)
    {
        if (item.ContentItemId is not null && state.Mistaken(item.ContentItemId) is null)
        {
            state.Mistake(item.ContentItemId, why);
            scope.GetRequiredService<Vetoes>().Add(item, new(RefusalKind.Conflict, Sentence.Verbatim(why)));
        }
    }

    [LoggerMessage(LogLevel.Error, "What is here under the id {ContentItemId} could not be read; nothing of it is changed.")]
    private static partial void Failed(ILogger logger, Exception fault, string contentItemId);
}
