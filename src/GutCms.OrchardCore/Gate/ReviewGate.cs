using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.Environment.Shell;
using YesSql;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// The gate: nothing of a type under policy becomes live through the content manager unless Core's rules say so, whichever of its methods is used. Registered after
/// every other handler. Shut until every check has passed, because the content manager swallows what a handler throws.
/// </summary>
/// <remarks>Its services are looked up late: some of them ask for the content manager, which asks for its handlers.</remarks>
internal sealed partial class ReviewGate(IServiceProvider scope, GateState state, ShellSettings shell, ILogger<ReviewGate> logger) : ContentHandlerBase
{
    private ContentPolicies Policies => scope.GetRequiredService<ContentPolicies>();

    private EditorialActs Acts => scope.GetRequiredService<EditorialActs>();

    private ISession Session => scope.GetRequiredService<ISession>();

    /// <summary>Keeps what is live as it is, to be able to put it back.</summary>
    public override async Task LoadedAsync(LoadContentContext context)
    {
        if (context.ContentItem is { Published: true, ContentItemVersionId.Length: > 0 } && await Policies.IsGatedAsync(context.ContentItem.ContentType))
        {
            state.KeepLive(context.ContentItem.ContentItemVersionId, Items.Snapshot(context.ContentItem));
        }
    }

    /// <summary>A trusted set-up may bring in live what nobody has reviewed; anything else arrives as a draft, and never in place of what is live.</summary>
    public override async Task ImportingAsync(ImportContentContext context)
    {
        var (item, original) = (context.ContentItem, context.OriginalContentItem);
        if (!await IsGatedAsync(item) && (original is null || !await IsMedicalAsync(item)))
        {
            return;
        }

        if (original is null)
        {
            if (item.Published && shell.IsInitializing())
            {
                state.Trust(item.ContentItemVersionId);
            }
            else if (item.Published)
            {
                Downgrade(item, "It arrives as a draft: an import on a running site does not publish.");
            }

            return;
        }

        if (original.Published || !original.Latest)
        {
            // The live version, or one that people have left behind: what is here stays.
            Veto(original, new(RefusalKind.Conflict, Sentence.Verbatim(original.Published ? "The version is live here; it stays as it is." : "A newer version exists here.")));
            Become(item, original);
        }
        else if (item.Published)
        {
            Downgrade(item, "It arrives as a draft: an import on a running site does not publish.");
        }
    }

    /// <summary>What is created live, past the method that publishes, becomes a draft.</summary>
    public override async Task CreatingAsync(CreateContentContext context)
    {
        var item = context.ContentItem;
        if (item.Published && !state.IsTrusted(item.ContentItemVersionId) && await IsGatedAsync(item))
        {
            Downgrade(item, "It was created as a draft: it has to be reviewed first.");
            await BringBackAsync(item);
        }
    }

    /// <inheritdoc/>
    public override Task CreatedAsync(CreateContentContext context) => ObserveAsync(context.ContentItem);

    /// <summary>What is live does not change in its place, and does not cease to be live by a mere save.</summary>
    public override async Task UpdatedAsync(UpdateContentContext context)
    {
        var item = context.ContentItem;
        if (state.LiveParts(item.ContentItemVersionId) is { } live && !state.IsTakingDown(item.ContentItemId) && !JsonNode.DeepEquals(live, Items.Parts(item)))
        {
            Veto(item, new(RefusalKind.Conflict, Sentence.Verbatim("The version is live; what is live is changed by publishing a new version.")));
            Items.Restore(item, live);
            item.Published = true;
            await Session.SaveAsync(item);
            return;
        }

        await ObserveAsync(item);
    }

    /// <inheritdoc/>
    public override Task DraftSavedAsync(SaveDraftContentContext context) => ObserveAsync(context.ContentItem);

    /// <inheritdoc/>
    public override async Task PublishingAsync(PublishContentContext context)
    {
        var (item, refusedBefore, flagged) = (context.ContentItem, context.Cancel, context.ContentItem.Published);
        context.Cancel = true;
        try
        {
            if (!refusedBefore && await MayGoLiveAsync(item, flagged))
            {
                context.Cancel = false;
            }
        }
        catch (Exception fault)
        {
            state.Fault = fault;
            Failed(logger, fault, item.ContentItemId);
            Veto(item, new(RefusalKind.Conflict, Sentence.Verbatim("The rules of review could not be checked, so nothing is published.")));
        }

        if (!context.Cancel)
        {
            return;
        }

        if (flagged && item.Published && state.LiveParts(item.ContentItemVersionId) is null)
        {
            item.Published = false;
            item.Latest = true;
            await BringBackAsync(item);
        }

        if (scope.GetRequiredService<CurrentActor>().IsJob)
        {
            // A job that tried by schedule keeps its schedule cleared: it tries once, not every minute.
            await Session.SaveAsync(item);
        }
    }

    /// <inheritdoc/>
    public override async Task PublishedAsync(PublishContentContext context)
    {
        var item = context.ContentItem;
        if (item.Published && !state.IsAllowed(item.ContentItemVersionId))
        {
            if (!state.IsTrusted(item.ContentItemVersionId) && !shell.IsInitializing() && await IsMedicalAsync(item))
            {
                await Acts.RecordAsync(AuditActions.ContentPublish, item);
            }

            await RefreshAsync(item);
        }
    }

    /// <inheritdoc/>
    public override async Task UnpublishingAsync(PublishContentContext context)
    {
        var item = context.ContentItem;
        if (state.IsTakingDown(item.ContentItemId) || !await IsGatedAsync(item))
        {
            return;
        }

        context.Cancel = true;
        var outcome = await Acts.UnpublishAsync(item.ContentItemId);
        if (outcome.Succeeded)
        {
            context.Cancel = false;
        }
        else
        {
            Veto(item, outcome.Refusal);
        }
    }

    /// <inheritdoc/>
    public override Task UnpublishedAsync(PublishContentContext context) => RefreshAsync(context.ContentItem);

    /// <summary>A disclaimer that is shown stays. Remembers what was live, in case that it has to make place for something that may not.</summary>
    public override async Task RemovingAsync(RemoveContentContext context)
    {
        if (!await IsGatedAsync(context.ContentItem)
            || (await scope.GetRequiredService<ContentReader>().FindItemsAsync([context.ContentItem.ContentItemId], VersionSelector.Published)).FirstOrDefault() is not { } live)
        {
            return;
        }

        state.KeepEvicted(live.ContentItemId, live.ContentItemVersionId);
        if (context.NoActiveVersionLeft && await Acts.FindUseAsync(live.ContentItemId) is { } refusal && CancelSwitch.Set(context))
        {
            Veto(live, refusal);
        }
    }

    /// <inheritdoc/>
    public override async Task RemovedAsync(RemoveContentContext context)
    {
        if (context.NoActiveVersionLeft && (await IsGatedAsync(context.ContentItem) || await IsMedicalAsync(context.ContentItem)))
        {
            await Acts.RecordAsync(AuditActions.ContentDelete, context.ContentItem);
            await RefreshAsync(context.ContentItem);
            await scope.GetRequiredService<ChangeWriter>().ItemGoesAsync(context.ContentItem.ContentItemId);
        }
    }

    /// <summary>Types that have delivery documents.</summary>
    internal static ImmutableHashSet<string> Delivered { get; } = ItemMeaning.Delivered.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of a type that has delivery documents: a medical one, and not one of the site's own under the same name.</summary>
    private async Task<bool> IsMedicalAsync(OrchardItem item) =>
        Delivered.Contains(item.ContentType) && !MedicalShapes.AreTaken(await scope.GetRequiredService<ContentReader>().GetDefinitionsAsync());

    private async Task<bool> MayGoLiveAsync(OrchardItem item, bool flagged)
    {
        var policy = await Policies.FindAsync(item.ContentType);
        if (policy.IsNone)
        {
            return true;
        }

        if (state.IsTrusted(item.ContentItemVersionId))
        {
            await Acts.MarkImportedAsync(item);
            return true;
        }

        if (await scope.GetRequiredService<Unreviewable>().FindAsync(item) is { } unreviewable)
        {
            Veto(item, new(RefusalKind.Conflict, Sentence.Verbatim(unreviewable)));
            return false;
        }

        if (!flagged && !state.IsAllowed(item.ContentItemVersionId))
        {
            await Acts.ObserveAsync(item);
            var outcome = await Acts.PublishAsync(item);
            if (!outcome.Succeeded)
            {
                Veto(item, outcome.Refusal);
            }

            return outcome.Succeeded;
        }

        var gate = await Acts.CheckGrantsAsync(item, policy);
        if (!gate.IsOpen)
        {
            Veto(item, new(RefusalKind.Conflict, gate.Reason!) { UnmetRules = [new(Rules.StagesMustBeSatisfied, gate.Reason!)] });
        }

        return gate.IsOpen;
    }

    /// <summary>Unknown is gated: a policy that cannot be asked for shuts.</summary>
    private async Task<bool> IsGatedAsync(OrchardItem item)
    {
        try
        {
            return await Policies.IsGatedAsync(item.ContentType);
        }
        catch (Exception fault)
        {
            Failed(logger, fault, item.ContentItemId);
            return true;
        }
    }

    private async Task ObserveAsync(OrchardItem item)
    {
        // Orchard Core tells of items that are nested in others as well; those are no versions of their own.
        if (!item.Published && !string.IsNullOrEmpty(item.ContentItemVersionId) && await IsGatedAsync(item))
        {
            await Acts.ObserveAsync(item);
        }
    }

    private async Task RefreshAsync(OrchardItem item)
    {
        if (await IsMedicalAsync(item) && !state.IsAllowed(item.ContentItemVersionId))
        {
            await Acts.RefreshDeliveryAsync(item.ContentItemId);
        }
    }

    private void Downgrade(OrchardItem item, string why)
    {
        item.Published = false;
        item.Latest = true;
        var sentence = Sentence.Verbatim(why);
        Veto(item, new(RefusalKind.Conflict, sentence) { UnmetRules = [new(Rules.StagesMustBeSatisfied, sentence)] });
    }

    /// <summary>Makes an incoming item say what is here already, so that merging it changes nothing.</summary>
    private static void Become(OrchardItem item, OrchardItem original)
    {
        Items.Restore(item, Items.Parts(original));
        (item.Latest, item.Published, item.DisplayText) = (original.Latest, original.Published, original.DisplayText);
        (item.ModifiedUtc, item.PublishedUtc, item.CreatedUtc) = (original.ModifiedUtc, original.PublishedUtc, original.CreatedUtc);
        (item.Owner, item.Author) = (original.Owner, original.Author);
    }

    /// <summary>Puts back what was live, if the content manager has taken it down to make place.</summary>
    private async Task BringBackAsync(OrchardItem item)
    {
        if (state.Evicted(item.ContentItemId) is { } versionId && versionId != item.ContentItemVersionId
            && (await scope.GetRequiredService<ContentReader>().FindVersionItemsAsync([versionId])).FirstOrDefault() is { } live)
        {
            live.Published = true;
            await Session.SaveAsync(live);
        }
    }

    private void Veto(OrchardItem item, Refusal refusal) => scope.GetRequiredService<Vetoes>().Add(item, refusal);

    [LoggerMessage(LogLevel.Error, "The rules of review could not be checked for {ContentItemId}; it is not published.")]
    private static partial void Failed(ILogger logger, Exception fault, string contentItemId);
}
