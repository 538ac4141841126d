using GutCms.Core.Releases;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>What stands in a preview in place of what is live.</summary>
internal static class PreviewedVersions
{
    /// <summary>By item; null: it is taken down by then, or was withdrawn and nobody has written a newer text. What is not named, the version that is live included, is as it is live.</summary>
    /// <remarks>Each is live since the instant at which it is planned to be, or since this moment.</remarks>
    /// <param name="work">Reads.</param>
    /// <param name="preview">The preview.</param>
    /// <param name="latest">Of a preview of an item its latest version.</param>
    /// <param name="nowUtc">This moment, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, StoredVersion?>> FindAsync(IUnitOfWork work, SitePreview preview, StoredVersion? latest, DateTime nowUtc, CancellationToken cancellationToken) =>
        (await FindAllAsync(work, preview, latest, nowUtc, cancellationToken)).Where(entry => entry.Value.Version?.Item.Published != true)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Version is { } version ? version with { Item = version.Item with { PublishedUtc = entry.Value.AtUtc } } : null, StringComparer.Ordinal);

    private static async Task<Dictionary<string, (StoredVersion? Version, DateTime AtUtc)>> FindAllAsync(IUnitOfWork work, SitePreview preview, StoredVersion? latest, DateTime nowUtc, CancellationToken cancellationToken)
    {
        switch (preview.Scope)
        {
            case PreviewScope.Item:
                return latest is null ? [] : At(nowUtc, await ShownAsync(work, new Dictionary<string, StoredVersion>(StringComparer.Ordinal) { [latest.Item.ContentItemId] = latest }, cancellationToken));
            case PreviewScope.Release:
                var release = await ReleaseRecords.FindAsync(work, preview.Target!, cancellationToken);
                return release?.State == ReleaseState.Planned
                    ? At(release.AtUtc ?? nowUtc, await LatestAsync(work, [.. release.ItemIds.Intersect(preview.ItemIds, StringComparer.Ordinal)], cancellationToken))
                    : [];
            default:
                return await AtAsync(work, preview.AtUtc!.Value, cancellationToken);
        }
    }

    private static Dictionary<string, (StoredVersion? Version, DateTime AtUtc)> At(DateTime atUtc, Dictionary<string, StoredVersion?> versions) =>
        versions.ToDictionary(version => version.Key, version => (version.Value, atUtc), StringComparer.Ordinal);

    private static async Task<Dictionary<string, StoredVersion?>> LatestAsync(IUnitOfWork work, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await ShownAsync(work, await work.FindAsync(ids, VersionSelector.Latest, cancellationToken), cancellationToken);

    private static async Task<Dictionary<string, StoredVersion?>> ShownAsync(IUnitOfWork work, IReadOnlyDictionary<string, StoredVersion> latest, CancellationToken cancellationToken)
    {
        var withdrawals = await work.Reviews.FindWithdrawalsAsync([.. latest.Keys], cancellationToken);
        return latest.ToDictionary(
            version => version.Key,
            version => withdrawals.GetValueOrDefault(version.Key)?.VersionId == version.Value.Item.ContentItemVersionId ? null : version.Value,
            StringComparer.Ordinal);
    }

    // Whatever happens by itself up to the instant, in its order.
    private static async Task<Dictionary<string, (StoredVersion? Version, DateTime AtUtc)>> AtAsync(IUnitOfWork work, DateTime atUtc, CancellationToken cancellationToken)
    {
        var schedules = await work.Reviews.ListDueSchedulesAsync(atUtc, cancellationToken);
        var takeDowns = await work.Reviews.ListDueTakeDownsAsync(atUtc, cancellationToken);
        var releases = (await ReleaseRecords.ListAsync(work, cancellationToken)).Where(release => release.State == ReleaseState.Planned && release.AtUtc <= atUtc).ToList();
        var versions = await work.FindVersionsAsync([.. schedules.Select(schedule => schedule.VersionId)], cancellationToken);
        var latest = await LatestAsync(work, [.. releases.SelectMany(release => release.ItemIds).Distinct(StringComparer.Ordinal)], cancellationToken);
        var happens = schedules.Where(schedule => versions.ContainsKey(schedule.VersionId)).Select(schedule => (schedule.AtUtc, Id: schedule.ContentItemId, Version: (StoredVersion?)versions[schedule.VersionId]))
            .Concat(takeDowns.Select(takeDown => (takeDown.AtUtc, Id: takeDown.ContentItemId, Version: (StoredVersion?)null)))
            .Concat(releases.SelectMany(release => release.ItemIds.Where(latest.ContainsKey).Select(id => (AtUtc: release.AtUtc!.Value, Id: id, Version: latest[id]))));
        var found = new Dictionary<string, (StoredVersion? Version, DateTime AtUtc)>(StringComparer.Ordinal);
        foreach (var (happensUtc, id, version) in happens.OrderBy(change => change.AtUtc))
        {
            found[id] = (version, happensUtc);
        }

        return found;
    }
}
