using GutCms.Core.Editorial;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.Planning;

/// <summary>Tells what is planned and due, as far as the actor may see it. Reads only.</summary>
public sealed class GetPlan(ReviewPorts ports, IPlanQueries queries)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<PlannedKind> Everything { get; } = Enum.GetValues<PlannedKind>();

    /// <summary>What becomes live or is taken down by itself.</summary>
    public static IReadOnlyList<PlannedKind> Schedules { get; } = [PlannedKind.Publication, PlannedKind.TakeDown, PlannedKind.Release];

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kinds">Which kinds.</param>
    /// <param name="fromUtc">The first instant, UTC; null: now.</param>
    /// <param name="toUtc">The instant behind the last, UTC; null: however late.</param>
    /// <param name="most">At most that many, earliest first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<PlannedEntry>> ExecuteAsync(Actor actor, IReadOnlyCollection<PlannedKind> kinds, DateTime? fromUtc, DateTime? toUtc, int most, CancellationToken cancellationToken)
    {
        var sight = await Sights.OfAsync(ports, actor, cancellationToken);
        var (from, to) = (fromUtc ?? sight.NowUtc, toUtc ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));
        var entries = (await queries.ListAsync(sight, kinds, from, to, most, cancellationToken)).Select(entry => entry with
        {
            MayMove = !entry.IsRenewal && PermissionFor(entry.Kind) is { } permission && Authorization.Allows(actor, permission, entry.ContentType, entry.Owner),
        });
        return kinds.Contains(PlannedKind.Release)
            ? [.. entries.Concat(await ReleasesAsync(actor, from, to, cancellationToken)).OrderBy(entry => entry.AtUtc).Take(most)]
            : [.. entries];
    }

    /// <summary>Releases are few, and for those who publish.</summary>
    private async Task<List<PlannedEntry>> ReleasesAsync(Actor actor, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (!await ReleaseRecords.MayKnowAsync(work, actor, cancellationToken))
        {
            return [];
        }

        var planned = (await ReleaseRecords.ListAsync(work, cancellationToken)).Where(release => release.State == ReleaseState.Planned && release.AtUtc >= from && release.AtUtc < to).ToList();
        var items = await ReleaseRecords.ItemsAsync(work, [.. planned.SelectMany(release => release.ItemIds).Distinct(StringComparer.Ordinal)], cancellationToken);
        return
        [
            .. planned.Select(release => new PlannedEntry(PlannedKind.Release, release.ReleaseId, release.AtUtc!.Value, release.Name, "", null, release.ChangedByName)
            {
                MayMove = release.ItemIds.All(id => !items.TryGetValue(id, out var item) || ReleaseRecords.MayPublish(actor, item)),
            }),
        ];
    }

    /// <summary>What has to be held to set another instant; null: nobody sets it.</summary>
    internal static string? PermissionFor(PlannedKind kind) => kind switch
    {
        PlannedKind.Publication or PlannedKind.TakeDown => Permissions.PublishContent,
        PlannedKind.Decision => Permissions.AssignReview,
        _ => null,
    };
}
