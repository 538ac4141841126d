using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Disclaimers;

/// <summary>Which items show a disclaimer, read out of the texts.</summary>
public static class DisclaimerUses
{
    /// <summary>Items that are looked at at once.</summary>
    internal const int Batch = 500;

    /// <summary>Reads it out of the texts, for a store that cannot tell it without them.</summary>
    public static async Task<IReadOnlyDictionary<string, DisclaimerUse>> ReadAsync(
        IUnitOfWork work, string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken)
    {
        Dictionary<string, DisclaimerUse> uses = new(StringComparer.Ordinal);
        var liveIds = await work.FindReferrersAsync([disclaimerId], null, cancellationToken);
        foreach (var ids in liveIds.Union(furtherItemIds, StringComparer.Ordinal).Chunk(Batch))
        {
            var live = await work.FindAsync(ids, VersionSelector.Published, cancellationToken);
            foreach (var (id, latest) in await work.FindAsync(ids, VersionSelector.Latest, cancellationToken))
            {
                // A reference in some other field does not show the disclaimer.
                var use = Of(latest.Item, live.GetValueOrDefault(id)?.Item);
                if (use.LiveDisclaimerId == disclaimerId || furtherItemIds.Contains(id))
                {
                    uses.Add(id, use);
                }
            }
        }

        return uses;
    }

    private static DisclaimerUse Of(ContentItem latest, ContentItem? live) => new(
        latest.ContentItemId,
        latest.ContentType,
        latest.DisplayText,
        ItemMeaning.PathOf(latest),
        latest.Published,
        live?.ContentItemVersionId,
        live is null ? null : ItemMeaning.DisclaimerOf(live));
}
