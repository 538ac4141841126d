using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Due;

/// <summary>Marks live texts whose date of next review has passed, so that delivery and lists show it. For a job.</summary>
public sealed class MarkReviewsDue(ReviewPorts ports)
{
    private const int Batch = 500;

    /// <summary>What was done.</summary>
    /// <param name="Marked">Publications marked.</param>
    public sealed record Result(int Marked);

    /// <summary>Does it, some hundreds in a transaction.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        using var act = AuditAct.Begin();
        var marked = 0;
        while (true)
        {
            var outcome = await Attempt.RunAsync<Result>(ports, actor, AuditActions.ReviewDue, null, attempt => MarkAsync(attempt, cancellationToken), cancellationToken);
            if (outcome.Value is not { Marked: > 0 } result)
            {
                return new(marked);
            }

            marked += result.Marked;
        }
    }

    private static async Task<Outcome<Result>> MarkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (!attempt.Actor.IsSystem)
        {
            return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.MarkDue"));
        }

        var passed = await attempt.Work.Reviews.ListPassedReviewDatesAsync(attempt.NowUtc, Batch, cancellationToken);
        await attempt.Writes.SavePublicationsAsync(
            [.. passed.Select(publication => publication with { ReviewDueUtc = publication.NextReviewUtc, ReviewDueReason = ReviewDueReason.Interval })], cancellationToken);
        var versions = await attempt.Work.FindVersionsAsync([.. passed.Select(publication => publication.VersionId)], cancellationToken);
        foreach (var publication in passed)
        {
            attempt.Changed(publication.ContentItemId);
            await attempt.AuditAsync(AuditActions.ReviewDue, publication.ContentItemId, publication.VersionId, publication.ContentHash, [], cancellationToken);
            await attempt.RaiseAsync(
                ReviewEvents.ReviewDue,
                publication.ContentItemId,
                versions.GetValueOrDefault(publication.VersionId)?.Item.ContentType ?? "",
                publication.VersionId,
                new JsonObject { ["reason"] = ReviewDueReason.Interval.ToString() },
                cancellationToken);
        }

        return new Result(passed.Count);
    }
}
