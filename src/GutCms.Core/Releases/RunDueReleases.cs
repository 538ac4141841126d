using System.Collections.Immutable;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Releases;

/// <summary>Makes live what is in releases whose instant has come. For a job; safe to run on several nodes and again.</summary>
public sealed class RunDueReleases(ReviewPorts ports)
{
    /// <summary>What was done.</summary>
    /// <param name="Published">Releases that went live.</param>
    /// <param name="Refused">Releases that could not: nothing of them went live, they have no instant any more, and those concerned are told why.</param>
    /// <param name="Failures">Releases that could not be dealt with; the next run tries them again. Empty when all is well.</param>
    public sealed record Result(int Published, int Refused, ImmutableArray<DueFailure> Failures);

    /// <summary>Does it.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var (published, refused, failures) = await DueActs.RunAsync(
            ports,
            (work, now) => ListDueAsync(work, now, cancellationToken),
            release => release.ReleaseId,
            release => new PublishRelease(ports).ExecuteScheduledAsync(actor, release, cancellationToken),
            (release, refusal) => RefuseAsync(actor, release, refusal, cancellationToken),
            cancellationToken);
        return new(published, refused, failures);
    }

    private static async Task<IReadOnlyList<Release>> ListDueAsync(IUnitOfWork work, DateTime nowUtc, CancellationToken cancellationToken) =>
        [.. (await ReleaseRecords.ListAsync(work, cancellationToken)).Where(release => release.State == ReleaseState.Planned && release.AtUtc <= nowUtc).OrderBy(release => release.AtUtc)];

    /// <summary>Takes the instant away, on record.</summary>
    /// <returns>False: somebody has changed the release, or another node has dealt with it.</returns>
    private Task<bool> RefuseAsync(Actor actor, Release release, Refusal refusal, CancellationToken cancellationToken) =>
        DueActs.TakeOffAsync(ports, actor, AuditActions.ReleasePublish, null, async attempt =>
        {
            if ((await ReleaseRecords.FindAsync(attempt.Work, release.ReleaseId, cancellationToken))?.Revision != release.Revision)
            {
                return false;
            }

            await attempt.RecordAsync(AuditActions.ReleasePublish, null, refusal, cancellationToken);
            await ReleaseRecords.SaveAsync(attempt, release with { AtUtc = null, RefusedUtc = attempt.NowUtc }, AuditActions.ReleaseSave, DueActs.Describe(refusal), cancellationToken);
            foreach (var (id, item) in await ReleaseRecords.ItemsAsync(attempt.Work, release.ItemIds, cancellationToken))
            {
                await attempt.RaiseAsync(ReviewEvents.ScheduleRefused, id, item.ContentType, item.LatestVersionId, DueActs.Describe(refusal), cancellationToken);
            }

            return true;
        }, cancellationToken);
}
