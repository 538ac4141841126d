using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>A version, for one reader.</summary>
/// <param name="Item">The version; with a <c>ReviewPart</c> that says how it stands, if its type has that part and it is the latest or the live version.</param>
/// <param name="Tag">Tag of the item as a whole, to be sent back with a change.</param>
/// <param name="State">State of the version, of one that is live and in review as what it was asked for; null when it is neither the latest nor live, or when the reader may see no drafts.</param>
/// <param name="ContentHash">Its content hash; null as <paramref name="State"/>.</param>
public sealed record ContentView(ContentItem Item, string Tag, ReviewState? State, string? ContentHash);

/// <summary>Reads a version of an item. What the actor may not see does not exist.</summary>
public sealed class GetContent(ReviewPorts ports)
{
    /// <summary>Which version is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Version">The live or the latest one.</param>
    /// <param name="VersionId">One of its versions by id, in place of <paramref name="Version"/>; null: none.</param>
    public sealed record Request(string ContentItemId, VersionSelector Version, string? VersionId = null);

    /// <summary>Reads.</summary>
    public Task<Outcome<ContentView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => ReadAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<ContentView>> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), request.ContentItemId, cancellationToken);
        return facts is null ? TriggerCheck.NotFound : await ViewAsync(work, facts, actor, request, cancellationToken);
    }

    /// <summary>A version of what is loaded.</summary>
    internal static async Task<Outcome<ContentView>> ViewAsync(IUnitOfWork work, ReviewFacts facts, Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await FindAsync(work, facts, request, cancellationToken) is not { } item)
        {
            return TriggerCheck.NotFound;
        }

        if (!MaySee(actor, facts, item))
        {
            return TriggerCheck.Hidden(facts);
        }

        // Asked for what is live, the answer is about what is live, though the same version may be in review as the latest one.
        return View(facts, item, Sees.Draft(facts, actor) && request is not { VersionId: null, Version: VersionSelector.Published });
    }

    private static async Task<ContentItem?> FindAsync(IUnitOfWork work, ReviewFacts facts, Request request, CancellationToken cancellationToken)
    {
        if (request.VersionId is not { } versionId)
        {
            return request.Version == VersionSelector.Latest ? facts.Latest.Item : facts.Published?.Item;
        }

        var version = (await work.FindVersionsAsync([versionId], cancellationToken)).GetValueOrDefault(versionId)?.Item;
        return version?.ContentItemId == facts.ContentItemId ? version : null;
    }

    private static bool MaySee(Actor actor, ReviewFacts facts, ContentItem item) =>
        Authorization.MaySee(actor, facts.ContentType, facts.Owner, item.ContentItemVersionId == facts.Published?.Item.ContentItemVersionId);

    private static ContentView View(ReviewFacts facts, ContentItem item, bool asLatest)
    {
        var live = facts is { Published: { } published, PublishedState: { } state, PublishedHash: { } hash }
            ? new PublishedView(published.Item.ContentItemVersionId, state, hash, facts.Publication?.Basis, facts.Publication?.ReviewedUtc, facts.Publication?.NextReviewUtc, null, null) { Presentation = Presentation.Of(published.Item) }
            : null;
        var latest = asLatest && item.ContentItemVersionId == facts.Latest.Item.ContentItemVersionId;
        var view = new ReviewView(
            facts.ContentItemId, facts.ContentType, null, latest ? item.ContentItemVersionId : "", facts.LatestState, facts.LatestHash, facts.Tag)
        { Published = live, Presentation = Presentation.Of(facts.Latest.Item) };
        var isLive = live?.VersionId == item.ContentItemVersionId;
        var has = facts.Text.Definitions.FindType(facts.ContentType)?.Parts.Any(part => part.PartName == ReviewPart.Name) == true;
        return new(
            has && (latest || isLive) ? ReviewPart.Mirror(item, view) : ReviewPart.Strip(item),
            facts.Tag,
            latest ? facts.LatestState : isLive ? live!.State : null,
            latest ? facts.LatestHash : isLive ? live!.ContentHash : null);
    }
}
