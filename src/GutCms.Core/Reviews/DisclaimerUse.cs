using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>What a change of a disclaimer has to know of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of its latest version; null when it has none.</param>
/// <param name="Path">Path of its latest version without slashes around it; null when it has none.</param>
/// <param name="LatestIsLive">Its latest version is the live one.</param>
/// <param name="LiveVersionId">Its live version; null when none is.</param>
/// <param name="LiveDisclaimerId">The disclaimer that the live version picks; null when none.</param>
public sealed record DisclaimerUse(string ContentItemId, string ContentType, string? Title, string? Path, bool LatestIsLive, string? LiveVersionId, string? LiveDisclaimerId)
{
    /// <summary>Reads it out of the texts, for a store that cannot tell it without them.</summary>
    public static async Task<IReadOnlyDictionary<string, DisclaimerUse>> ReadAsync(
        IUnitOfWork work, string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken)
    {
        Dictionary<string, DisclaimerUse> uses = new(StringComparer.Ordinal);
        var liveIds = await work.FindReferrersAsync([disclaimerId], null, cancellationToken);
        foreach (var ids in liveIds.Union(furtherItemIds, StringComparer.Ordinal).Chunk(DisclaimerChanges.Batch))
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
