using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews;

/// <summary>
/// Makes of versions that are not live the documents that readers would get of them as they are, for whoever may see drafts. Reads only: nothing of it is stored, hashed for anybody or delivered, and no
/// such document says that it was reviewed.
/// </summary>
public sealed class ReadDraftDocuments(ReviewPorts ports, IDeliveredReviews reviews)
{
    /// <summary>Most versions that are asked for at once.</summary>
    public const int Most = 1_000;

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="versionIds">At most <see cref="Most"/> ids of versions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>JSON, UTF-8, by version id. What the actor may not see is left out like what there is not, and so is what has no document.</returns>
    public async Task<IReadOnlyDictionary<string, byte[]>> ExecuteAsync(Actor actor, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(versionIds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(versionIds.Count, Most);
        if (versionIds.Count == 0)
        {
            return new Dictionary<string, byte[]>();
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var found = await work.FindVersionsAsync(versionIds, cancellationToken);
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        List<StoredVersion> seen =
        [
            .. found.Values.Where(version => DeliveredTypes.KindOf(version.Item, definitions) is not null && Authorization.MaySee(actor, version.Item.ContentType, version.Item.Owner, published: false)),
        ];
        if (seen.Count == 0)
        {
            return new Dictionary<string, byte[]>();
        }

        var loader = new DeliveryLoader(work, reviews, definitions, await SiteLanguage.OfAsync(work, cancellationToken));
        return (await loader.LoadDraftsAsync(seen, cancellationToken))
            .ToDictionary(source => source.Item.ContentItemVersionId, source => DeliveryRefresh.Draft(source).Identity, StringComparer.Ordinal);
    }
}
