using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Reads the states of many items with a handful of queries. Only texts that are in review are read and hashed.</summary>
public static class StatesOfItems
{
    /// <summary>
    /// Whether a site document says what the program makes of versions: type definitions, the site's settings with its language, the format of the program itself. With another
    /// one a run may be about another text than its item has.
    /// </summary>
    /// <param name="documentKind">Kind of the document.</param>
    public static bool RestOnTextsOf(string documentKind) => documentKind is SiteDocuments.Definitions or SiteDocuments.Settings or DeliveryFormat.Kind;

    /// <summary>The states of those of the items that have a latest version, by item.</summary>
    /// <param name="work">The unit of work; what it has written counts.</param>
    /// <param name="contentItemIds">Any number of items.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, ItemStates>> FindAsync(IUnitOfWork work, IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var heads = await work.FindHeadsAsync(contentItemIds, cancellationToken);
        string[] ids = [.. heads.Keys];
        var publications = await work.Reviews.FindPublicationsAsync(ids, cancellationToken);
        var withdrawals = await work.Reviews.FindWithdrawalsAsync(ids, cancellationToken);
        var runs = await FindCurrentRunsAsync(work, heads, await work.Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Publication, cancellationToken), cancellationToken);
        var policies = new PolicyLookups(work);
        var states = new Dictionary<string, ItemStates>(StringComparer.Ordinal);
        foreach (var (id, head) in heads)
        {
            var hasPolicy = !(await policies.OfAsync(head.ContentType, cancellationToken)).IsNone;
            states.Add(id, ItemStates.Of(FactsOf(head, hasPolicy, runs.GetValueOrDefault(id), publications.GetValueOrDefault(id), withdrawals.GetValueOrDefault(id))));
        }

        return states;
    }

    private static StateFacts FactsOf(ItemHead head, bool hasPolicy, Review? run, Publication? publication, Withdrawal? withdrawal) => new(
        run,
        head.LiveVersionId is not null,
        head.LiveVersionId == head.LatestVersionId,
        publication?.VersionId == head.LiveVersionId ? publication : null,
        hasPolicy,
        withdrawal?.VersionId == head.LatestVersionId);

    /// <summary>The runs that are about exactly the latest text as it is presented.</summary>
    private static async Task<Dictionary<string, Review>> FindCurrentRunsAsync(
        IUnitOfWork work, IReadOnlyDictionary<string, ItemHead> heads, IReadOnlyDictionary<string, Review> runs, CancellationToken cancellationToken)
    {
        var current = new Dictionary<string, Review>(StringComparer.Ordinal);
        var asked = runs.Values.Where(run => run.CoveredTexts.Any(text => text.VersionId == heads[run.ContentItemId].LatestVersionId)).ToDictionary(run => run.ContentItemId, StringComparer.Ordinal);
        if (asked.Count == 0)
        {
            return current;
        }

        var medical = await MedicalText.LoadAsync(work, cancellationToken);
        var latest = await work.FindAsync(asked.Keys, VersionSelector.Latest, cancellationToken);
        var disclaimers = await LiveDisclaimers.FindAsync(work, latest.Values.Select(version => version.Item), cancellationToken);
        foreach (var (id, version) in latest)
        {
            var hash = medical.Hash(version.Item, LiveDisclaimers.Of(disclaimers, version.Item)?.Item);
            if (asked[id].Covers(version.Item.ContentItemVersionId, hash, Presentation.HashOf(version.Item)))
            {
                current[id] = asked[id];
            }
        }

        return current;
    }
}
