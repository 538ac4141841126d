using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Disclaimers;

/// <summary>Content that shows a disclaimer.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="Path">Its path; null when it has none.</param>
/// <param name="IsLive">A version of it is live.</param>
/// <param name="ShowsPublished">The live version shows the disclaimer as published now, so an editorial change flows into it. False: it still shows an older version.</param>
/// <param name="HasNewerDraft">There is a draft on top of the live version: a material change opens no review, since nobody has submitted the draft.</param>
/// <param name="ReviewId">Its open run; null when none.</param>
/// <param name="ReviewState">State of that run.</param>
public sealed record ImpactedItem(
    string ContentItemId,
    string ContentType,
    string? Title,
    string? Path,
    bool IsLive,
    bool ShowsPublished,
    bool HasNewerDraft,
    string? ReviewId,
    ReviewState? ReviewState);

/// <summary>What a change of a disclaimer concerns; shown before anyone confirms it.</summary>
/// <param name="ContentItemId">The disclaimer.</param>
/// <param name="PublishedVersionId">Its published version; null when none.</param>
/// <param name="LatestVersionId">Its newest version.</param>
/// <param name="HasChanged">What the newest version says is not what is published.</param>
/// <param name="Items">Live content that shows it and content in review that will, ordered by id.</param>
public sealed record DisclaimerImpact(string ContentItemId, string? PublishedVersionId, string LatestVersionId, bool HasChanged, ImmutableArray<ImpactedItem> Items)
{
    /// <summary>Name of the type whose items are disclaimers.</summary>
    public const string ContentType = ItemMeaning.Disclaimer;

    /// <summary>Live content that shows it.</summary>
    public ImmutableArray<ImpactedItem> Live => [.. Items.Where(item => item.IsLive)];

    /// <summary>Publishing the newest version changes what content shows.</summary>
    public bool ConcernsAnything => HasChanged && !Items.IsEmpty;

    /// <summary>What reviewers are asked to sign of the change, or have signed; null: nobody has submitted it.</summary>
    public DisclaimerChange? Change { get; init; }

    /// <summary>
    /// Tag of the list and of what the change is said to be; sent back by whoever signs or publishes it. Where the reviews of the items stand, and drafts on top of them, is not part of it.
    /// </summary>
    public string Tag
    {
        get
        {
            var text = new StringBuilder().Append(PublishedVersionId).Append('\n').Append(LatestVersionId).Append('\n').Append(Change);
            foreach (var item in Items)
            {
                text.Append('\n').Append(item.ContentItemId).Append(item.IsLive).Append(item.ShowsPublished);
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
        }
    }

    /// <summary>Looks up what a disclaimer concerns; null: the item is no disclaimer.</summary>
    internal static async Task<DisclaimerImpact?> FindAsync(IUnitOfWork work, ReviewFacts facts, CancellationToken cancellationToken)
    {
        if (facts.ContentType != ItemMeaning.Disclaimer)
        {
            return null;
        }

        var runs = (await work.Reviews.ListOpenReviewsByDisclaimerAsync(facts.ContentItemId, cancellationToken)).ToDictionary(run => run.ContentItemId, StringComparer.Ordinal);
        var items = new List<ImpactedItem>();
        var uses = await work.FindDisclaimerUsesAsync(facts.ContentItemId, runs.Keys, cancellationToken);
        foreach (var ids in uses.Keys.Order(StringComparer.Ordinal).Chunk(DisclaimerUses.Batch))
        {
            var publications = await work.Reviews.FindPublicationsAsync(ids, cancellationToken);
            items.AddRange(ids.Select(id => Describe(facts, uses[id], publications.GetValueOrDefault(id), runs.GetValueOrDefault(id))));
        }

        return new(
            facts.ContentItemId,
            facts.Published?.Item.ContentItemVersionId,
            facts.Latest.Item.ContentItemVersionId,
            facts.Published is null || facts.PublishedHash != facts.LatestHash,
            [.. items])
        {
            Change = facts.CurrentReview switch
            {
                null => null,
                { State: ReviewState.Approved } => SignedClassification.Of(facts).Change,
                _ => SignedClassification.Asked(facts),
            },
        };
    }

    private static ImpactedItem Describe(ReviewFacts disclaimer, DisclaimerUse use, Publication? publication, Review? run)
    {
        var shows = use.LiveDisclaimerId == disclaimer.ContentItemId;
        var pin = publication?.VersionId == use.LiveVersionId ? publication?.DisclaimerVersionId : null;
        return new(
            use.ContentItemId,
            use.ContentType,
            use.Title,
            use.Path,
            shows,
            shows && (pin is null || pin == disclaimer.Published?.Item.ContentItemVersionId),
            shows && !use.LatestIsLive,
            run?.ReviewId,
            run?.State);
    }
}
