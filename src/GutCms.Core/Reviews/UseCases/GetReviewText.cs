using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Shows a text as readers will see it, and what changed in it since it was last approved, for whoever may read drafts of the item. Reads only.</summary>
public sealed class GetReviewText(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Subject">The latest text with the disclaimer that is live now, or the live text with its own.</param>
    /// <param name="FromVersionId">Version to compare with; null: the one that was approved last, or else the live one.</param>
    /// <param name="Basis">Why that version, where one is given.</param>
    public sealed record Request(string ContentItemId, Subject Subject = Subject.Latest, string? FromVersionId = null, ComparisonBasis Basis = ComparisonBasis.Chosen)
    {
        /// <summary>Content hash of an earlier text of this very version to compare with, if it is kept; null: none.</summary>
        internal string? SeenHash { get; init; }
    }

    /// <summary>The text.</summary>
    /// <param name="Item">The version.</param>
    /// <param name="Content">What readers see of it.</param>
    /// <param name="ContentHash">Its content hash, which a decision about it sends back.</param>
    /// <param name="Disclaimer">The version of the disclaimer in it; null when none.</param>
    /// <param name="Comparison">What changed; null when there is nothing earlier to compare with.</param>
    /// <param name="Blocks">Where the blocks of <c>body</c> come from, in order.</param>
    /// <param name="Places">Where comments stand in this text, by thread; threads on the whole item are absent.</param>
    /// <param name="Versions">All versions, oldest first.</param>
    /// <param name="Itself">Why there is nothing to compare with: this very text was approved, or is live; null when neither, or there is a comparison.</param>
    public sealed record Result(
        ContentItem Item,
        JsonObject Content,
        string ContentHash,
        ContentItem? Disclaimer,
        TextComparisonResult? Comparison,
        ImmutableArray<BlockSource> Blocks,
        ImmutableDictionary<string, ThreadPlace> Places,
        IReadOnlyList<VersionSummary> Versions,
        ComparisonBasis? Itself)
    {
        /// <summary>How it is presented; a decision about it sends its hash back.</summary>
        public Presentation Presentation { get; } = Presentation.Of(Item);

        /// <summary>Where the references come from, in order.</summary>
        public ImmutableArray<BlockSource> References { get; init; } = [];

        /// <summary>How the version was presented that it is compared with; null when there is none.</summary>
        public Presentation? EarlierPresentation { get; init; }

        /// <summary>Titles of the series and articles that both name, by id. One that is not live is absent: readers do not see it.</summary>
        public IReadOnlyDictionary<string, string> LiveTitles { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Reads.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => ReadAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), request.ContentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return TriggerCheck.Hidden(facts);
        }

        return await TextAsync(work, facts, request, cancellationToken);
    }

    /// <summary>A text of an item, for somebody who may see drafts of it.</summary>
    internal static async Task<Outcome<Result>> TextAsync(IUnitOfWork work, ReviewFacts facts, Request request, CancellationToken cancellationToken)
    {
        if (request.Subject == Subject.Published && facts.Published is null)
        {
            return TriggerCheck.NotFound;
        }

        var live = request.Subject == Subject.Published;
        var item = live ? facts.Published!.Item : facts.Latest.Item;
        var disclaimer = live ? await FindPinnedAsync(work, facts, item, cancellationToken) : facts.Disclaimer?.Item;
        var content = live ? await LiveAsync(work, facts, item, disclaimer, cancellationToken) : Project(facts, item, disclaimer);
        var earlier = await FindEarlierAsync(work, facts, request, cancellationToken);
        if (request.FromVersionId is not null && earlier is null)
        {
            return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoVersion"));
        }

        var vocabulary = await SiteDrugNames.VocabularyAsync(work, cancellationToken);
        var seen = await FindKeptAsync(work, request.SeenHash, cancellationToken);
        var earlierPresentation = seen is not null || earlier is null ? null : Presentation.Of(earlier.Value.Item);
        return new Result(
            item,
            content,
            live ? facts.PublishedHash! : facts.LatestHash,
            disclaimer,
            seen is not null ? new(item.ContentItemVersionId, ComparisonBasis.Seen, VersionDiff.Compare(seen, content, vocabulary))
            : earlier is { } found ? new(found.Item.ContentItemVersionId, found.Basis, VersionDiff.Compare(await LiveAsync(work, facts, found.Item, found.Disclaimer, cancellationToken), content, vocabulary))
            : null,
            MedicalContent.BlocksOf(item, facts.Text.Definitions),
            PlacesOf(facts.Threads, item),
            facts.Versions,
            seen is not null || earlier is not null ? null
            : live || facts.Published?.Item.ContentItemVersionId == item.ContentItemVersionId ? ComparisonBasis.Live
            : facts.LatestState == ReviewState.Approved || ApprovedLast(facts) == item.ContentItemVersionId ? ComparisonBasis.Approved
            : null)
        {
            References = MedicalContent.ReferencesOf(item, facts.Text.Definitions),
            EarlierPresentation = earlierPresentation,
            LiveTitles = await TitlesAsync(work, [Presentation.Of(item), earlierPresentation], cancellationToken),
        };
    }

    private static async Task<IReadOnlyDictionary<string, string>> TitlesAsync(IUnitOfWork work, IEnumerable<Presentation?> presentations, CancellationToken cancellationToken)
    {
        var named = presentations.OfType<Presentation>().SelectMany(presentation => presentation.HotArticles.Append(presentation.SeriesId)).OfType<string>().Distinct(StringComparer.Ordinal);
        return (await work.FindAsync([.. named], VersionSelector.Published, cancellationToken))
            .ToDictionary(entry => entry.Key, entry => ShownTitle.Of(entry.Value.Item.DisplayText), StringComparer.Ordinal);
    }

    private static async Task<JsonObject?> FindKeptAsync(IUnitOfWork work, string? contentHash, CancellationToken cancellationToken) =>
        contentHash is not null && (await work.FindTextsAsync([contentHash], cancellationToken)).TryGetValue(contentHash, out var json) ? ShownText.Read(json, contentHash) : null;

    private static JsonObject Project(ReviewFacts facts, ContentItem item, ContentItem? disclaimer) => facts.Text.Texts.Of(item, disclaimer).Content;

    /// <summary>A version as readers see it: what is live was granted once and is not projected anew.</summary>
    private static async Task<JsonObject> LiveAsync(IUnitOfWork work, ReviewFacts facts, ContentItem item, ContentItem? disclaimer, CancellationToken cancellationToken) =>
        facts is { Published: { } published, PublishedHash: { } hash } && published.Item.ContentItemVersionId == item.ContentItemVersionId
        && (await work.FindTextsAsync([hash], cancellationToken)).TryGetValue(hash, out var json) && ShownText.Read(json, hash) is { } granted
            ? granted
            : Project(facts, item, disclaimer);

    private static async Task<(ContentItem Item, ContentItem? Disclaimer, ComparisonBasis Basis)?> FindEarlierAsync(IUnitOfWork work, ReviewFacts facts, Request request, CancellationToken cancellationToken)
    {
        if (request.FromVersionId is { } chosen)
        {
            return await FindAsync(work, facts, chosen, request.Basis, cancellationToken);
        }

        if (request.Subject == Subject.Published)
        {
            return null;
        }

        if (facts is { Published: { } live, Publication.Basis: PublicationBasis.Approved })
        {
            return (live.Item, await FindPinnedAsync(work, facts, live.Item, cancellationToken), ComparisonBasis.Approved);
        }

        // The text in question can have been approved itself, under the same version: then there is nothing to show.
        var approved = ApprovedLast(facts);
        return approved is not null && approved != facts.Latest.Item.ContentItemVersionId ? await FindAsync(work, facts, approved, ComparisonBasis.Approved, cancellationToken)
            : facts.Published is { } imported && (imported.Item.ContentItemVersionId != facts.Latest.Item.ContentItemVersionId || facts.LatestHash != facts.PublishedHash)
                ? (imported.Item, await FindPinnedAsync(work, facts, imported.Item, cancellationToken), ComparisonBasis.Live)
            : null;
    }

    private static string? ApprovedLast(ReviewFacts facts) =>
        facts.Grants.SelectMany(group => group).Where(grant => grant.Basis == PublicationBasis.Approved).MaxBy(grant => grant.GrantedUtc)?.VersionId;

    private static async Task<(ContentItem Item, ContentItem? Disclaimer, ComparisonBasis Basis)?> FindAsync(
        IUnitOfWork work, ReviewFacts facts, string versionId, ComparisonBasis basis, CancellationToken cancellationToken) =>
        (await work.FindVersionsAsync([versionId], cancellationToken)).GetValueOrDefault(versionId)?.Item is { } item && item.ContentItemId == facts.ContentItemId
            ? (item, await FindPinnedAsync(work, facts, item, cancellationToken), basis)
            : null;

    /// <summary>The disclaimer that the live version was published with; of other versions the one that is live now.</summary>
    private static async Task<ContentItem?> FindPinnedAsync(IUnitOfWork work, ReviewFacts facts, ContentItem item, CancellationToken cancellationToken)
    {
        if (facts.Publication is { DisclaimerVersionId: { } pinned } publication && publication.VersionId == item.ContentItemVersionId)
        {
            return (await work.FindVersionsAsync([pinned], cancellationToken)).GetValueOrDefault(pinned)?.Item;
        }

        return await LiveDisclaimers.OfAsync(work, item, cancellationToken);
    }

    private static ImmutableDictionary<string, ThreadPlace> PlacesOf(IEnumerable<CommentThread> threads, ContentItem item) =>
        threads.Where(thread => thread.Anchor is not null).ToImmutableDictionary(thread => thread.ThreadId, thread =>
        {
            var anchor = CommentAnchor.FromJson(thread.Anchor!);
            return new ThreadPlace(anchor.BlockId, anchor.Quote, AnchorResolver.Resolve(anchor, item));
        });
}

/// <summary>What a text is compared with.</summary>
public enum ComparisonBasis
{
    /// <summary>The text that was approved last.</summary>
    Approved,

    /// <summary>The live text, which nobody here approved.</summary>
    Live,

    /// <summary>A version that the reader chose.</summary>
    Chosen,

    /// <summary>The version that the reader has seen last, see <see cref="LastLook"/>.</summary>
    Seen,
}

/// <summary>What changed in a text.</summary>
/// <param name="VersionId">The earlier version.</param>
/// <param name="Basis">Why it was taken.</param>
/// <param name="Diff">What differs.</param>
public sealed record TextComparisonResult(string VersionId, ComparisonBasis Basis, VersionDiff Diff);

/// <summary>Where a comment stands.</summary>
/// <param name="BlockId">ContentItemId of the nested item that it was written on, or one of <see cref="FieldPlaces"/>.</param>
/// <param name="Quote">The words that it was written on.</param>
/// <param name="Resolution">Where they stand in the text that is shown.</param>
public sealed record ThreadPlace(string BlockId, string Quote, AnchorResolution Resolution);
