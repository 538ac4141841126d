using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Reviews.Reading;

/// <summary>Finds stages in which too few people could decide, so that somebody can be told before they are due.</summary>
internal static class StuckStages
{
    /// <summary>The first one of an open run from the current stage on; null: there are enough people for each.</summary>
    /// <remarks>Does not count whoever is away until a decision is due, nor, where as many are asked by name as have to approve, anybody else than these and who stands in for them.</remarks>
    public static StuckStage? Find(ReviewFacts facts, Review run, TimesAway away)
    {
        var able = facts.Able(Subject.Latest);
        foreach (var stage in run.Policy.Stages.SkipWhile(stage => stage.Name != run.CurrentStage?.Name))
        {
            var progress = StageProgress.Of(run.Policy, stage, facts.Decisions, facts.Eligible(Subject.Latest));
            foreach (var role in progress.Open)
            {
                var given = facts.Decisions.Where(decision => decision.Counts && decision.Stage == stage.Name && decision.Role == role).Select(decision => decision.ReviewerId).ToHashSet(StringComparer.Ordinal);
                var asked = run.Assignments.Where(assignment => assignment.Stage == stage.Name && assignment.Role == role).ToList();
                var elsewhere = StageProgress.SignersOfOtherStages(run.Policy, stage, facts.Decisions);
                var left = (able.GetValueOrDefault(role) ?? []).Select(reviewer => reviewer.UserId).Where(id =>
                    !elsewhere.Contains(id) && !given.Contains(id) && !IsAwayUntilDue(away, id, run, stage, facts.NowUtc)
                    && (asked.Count < progress.Required[role] || asked.Exists(assignment => facts.MayDecideFor(assignment, id))));
                string[] ids = [.. left.Order(StringComparer.Ordinal)];
                if (ids.Length < progress.Required[role] - given.Count)
                {
                    return new(stage.Name, role, [.. ids]);
                }
            }
        }

        return null;
    }

    // A stage that has not begun has no due date yet, and one without comes to nobody's absence.
    private static bool IsAwayUntilDue(TimesAway away, string userId, Review run, ReviewStage stage, DateTime nowUtc) =>
        run.Stages.FirstOrDefault(known => known.Name == stage.Name)?.DueUtc is { } due && away.Find(userId)?.Covers(nowUtc, due) == true;
}
