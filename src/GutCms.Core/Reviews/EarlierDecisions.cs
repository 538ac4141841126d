using System.Collections.Immutable;

namespace GutCms.Core.Reviews;

/// <summary>
/// Asks approvals once more when they are to be used: whoever gave them could have lost the role since, and the policy could ask for more by now. Whether such approvals
/// count is for the policies to say, and both have to say so: the one that the review began with and the one in force.
/// </summary>
internal static class EarlierDecisions
{
    /// <summary>The rules that the approvals of a review do not meet any more; empty: they count.</summary>
    /// <param name="facts">How things stand now.</param>
    /// <param name="review">The review, satisfied once.</param>
    /// <param name="decisions">All its decisions.</param>
    /// <param name="atUtc">Instant at which they are to be used, UTC.</param>
    public static ImmutableArray<UnmetRule> FindLapses(ReviewFacts facts, Review review, IReadOnlyCollection<Decision> decisions, DateTime atUtc) =>
    [
        .. new[]
        {
            (Rule: Rules.ReviewersMustStillBeEligible, Message: FindLeft(facts, review, decisions)),
            (Rule: Rules.PolicyInForceMustBeSatisfied, Message: FindShortfall(facts, review, decisions, atUtc)),
        }.Where(found => found.Message is not null).Select(found => new UnmetRule(found.Rule, found.Message!)),
    ];

    /// <summary>Why what was confirmed so far in a renewal that is under way does not count any more; null: it does.</summary>
    public static string? FindLapse(ReviewFacts facts, Review renewal, IReadOnlyCollection<Decision> decisions)
    {
        if (facts.Policy.Policy is not { } inForce)
        {
            return null;
        }

        var left = Keeps(renewal.Policy, inForce, policy => policy.OnReviewerLeft) ? [] : WhoLeft(facts, decisions);
        return !left.IsEmpty ? $"{Describe(left)} confirmed it and could not do so any more."
            : !Keeps(renewal.Policy, inForce, policy => policy.OnPolicyChange) && PolicyComparison.IsStricter(renewal.Policy, inForce)
                ? $"The policy in force (version {inForce.Version}) asks for more than the one that the renewal began with." : null;
    }

    /// <summary>When the next review is due, UTC: by the shorter interval of the two policies, unless approvals of before are kept as they are. Null: never.</summary>
    public static DateTime? NextReview(ReviewPolicy policy, ReviewPolicy? inForce, DateTime? reviewedUtc)
    {
        var kept = inForce is null || Keeps(policy, inForce, either => either.OnPolicyChange);
        var months = kept ? policy.ReviewEveryMonths : new[] { policy.ReviewEveryMonths, inForce!.ReviewEveryMonths }.Min();
        return months is { } interval ? reviewedUtc?.AddMonths(interval) : null;
    }

    private static string? FindLeft(ReviewFacts facts, Review review, IReadOnlyCollection<Decision> decisions)
    {
        if (facts.Policy.Policy is not { } inForce || Keeps(review.Policy, inForce, policy => policy.OnReviewerLeft) || WhoLeft(facts, decisions) is not { IsEmpty: false } left)
        {
            return null;
        }

        var missing = (
            from stage in review.Policy.Stages
            from role in stage.Roles
            let required = review.Stages.FirstOrDefault(run => run.Name == stage.Name)?.Required.GetValueOrDefault(role.Role) ?? 1
            where People(decisions.Except(left), stage.Name, role.Role) < required
            select $"'{role.Role}' in the stage '{stage.Name}'").ToList();
        return missing.Count == 0 ? null
            : $"{Describe(left)} approved it and could not do so any more: the role or the right to approve is lost, or the account disabled or deleted. "
                + $"What is missing is an approval by {string.Join(", ", missing)}: take the submission back and submit it again, for them to approve.";
    }

    private static string? FindShortfall(ReviewFacts facts, Review review, IReadOnlyCollection<Decision> decisions, DateTime atUtc)
    {
        if (facts.Policy.Policy is not { } inForce || Keeps(review.Policy, inForce, policy => policy.OnPolicyChange))
        {
            return null;
        }

        var left = Keeps(review.Policy, inForce, policy => policy.OnReviewerLeft) ? [] : WhoLeft(facts, decisions);
        var counting = decisions.Where(decision => decision.Counts).Except(left).ToList();
        var missing = PolicyComparison.Weaknesses(inForce, review.Policy).SelectMany(weakness => Missing(weakness, inForce, facts, review, counting, atUtc))
            .Concat(inForce.AllowSamePersonInStages ? [] : InSeveralStages(counting)).Distinct(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null
            : $"The policy in force (version {inForce.Version}) asks for more than was approved under version {review.Policy.Version}: {string.Join("; ", missing)}. "
                + "Take the submission back and submit it again, for its reviewers to approve under the policy in force.";
    }

    private static IEnumerable<string> Missing(
        PolicyWeakness weakness, ReviewPolicy inForce, ReviewFacts facts, Review review, IReadOnlyList<Decision> counting, DateTime atUtc) => weakness switch
        {
            PolicyWeakness.Approvals => MissingStages(inForce, facts, review, counting),
            PolicyWeakness.FourEyes => counting.Where(decision => !IsIndependent(facts, decision)).Select(decision => $"{decision.ReviewerName} wrote part of the text, or is not known to be independent of those who did"),
            PolicyWeakness.SignatureRequired => counting.Where(decision => !decision.IsSigned).Select(decision => $"the approval of {decision.ReviewerName} is not signed"),
            PolicyWeakness.RequireDisclaimer => facts.Disclaimer is null ? ["the text needs a disclaimer that is published"] : [],
            PolicyWeakness.RequireResolvedComments => facts.Threads.All(thread => thread.IsResolved) ? [] : ["comment threads are not resolved"],
            PolicyWeakness.ReviewEveryMonths => review.CompletedUtc?.AddMonths(inForce.ReviewEveryMonths ?? 0) > atUtc ? [] : [$"the approval is older than {inForce.ReviewEveryMonths} months"],
            PolicyWeakness.OnPresentationChange => counting.All(decision => decision.PresentationHash == facts.LatestPresentationHash) ? [] : ["address, series or Hot Articles have changed since"],

            // What both say of approvals of before is asked where it counts, and so are two stages of one person.
            PolicyWeakness.OnReviewerLeft or PolicyWeakness.OnPolicyChange or PolicyWeakness.SamePersonInStages => [],
            _ => [$"{weakness}"],
        };

    /// <summary>Stages of the policy in force for which no stage of the review, in the same order, brought enough approvals.</summary>
    private static IEnumerable<string> MissingStages(ReviewPolicy inForce, ReviewFacts facts, Review review, IReadOnlyList<Decision> counting)
    {
        var next = 0;
        foreach (var stage in inForce.Stages)
        {
            var found = next;
            while (found < review.Policy.Stages.Length && !IsEnough(stage, review.Policy.Stages[found], inForce, facts, review, counting))
            {
                found++;
            }

            if (found < review.Policy.Stages.Length)
            {
                next = found + 1;
                continue;
            }

            yield return $"the stage '{stage.Name}' needs {string.Join(" and ", stage.Roles.Select(role => $"{Describe(role.Threshold)} by '{role.Role}'"))}";
        }
    }

    private static bool IsEnough(ReviewStage asked, ReviewStage done, ReviewPolicy inForce, ReviewFacts facts, Review review, IReadOnlyList<Decision> counting) => asked.Roles.All(role =>
    {
        var given = People(counting, done.Name, role.Role);
        if (done.Roles.FirstOrDefault(other => other.Role == role.Role) is { } same && PolicyComparison.Covers(same.Threshold, role.Threshold))
        {
            // Of a share that was asked for then as well, the number counts that it was.
            return given >= Math.Max(1, review.Stages.FirstOrDefault(run => run.Name == done.Name)?.Required.GetValueOrDefault(role.Role) ?? int.MaxValue);
        }

        ImmutableArray<VersionAuthor> authors = inForce.FourEyes ? facts.Authors(Subject.Latest) : [];
        var may = facts.Holders.GetValueOrDefault(role.Role)?.Count(reviewer => !Authorship.Includes(authors, reviewer.UserId, reviewer.UserName)) ?? 0;
        return given >= role.Threshold.Required(may);
    });

    private static IEnumerable<string> InSeveralStages(IReadOnlyList<Decision> counting) => counting
        .GroupBy(decision => decision.ReviewerId, StringComparer.Ordinal)
        .Where(person => person.Select(decision => decision.Stage).Distinct(StringComparer.Ordinal).Skip(1).Any())
        .Select(person => $"{person.First().ReviewerName} signed in more than one stage");

    private static bool IsIndependent(ReviewFacts facts, Decision decision)
    {
        var authors = facts.Authors(Subject.Latest);
        return !Authorship.Includes(authors, decision.ReviewerId, decision.ReviewerName)
            && facts.FindReviewer(decision.ReviewerId) is { } reviewer && Independence.FindHolds(authors, reviewer).IsEmpty;
    }

    /// <summary>Decisions that count and whose reviewers could not make them in that role now.</summary>
    private static ImmutableArray<Decision> WhoLeft(ReviewFacts facts, IReadOnlyCollection<Decision> decisions) =>
        [.. decisions.Where(decision => decision.Counts && facts.Holders.GetValueOrDefault(decision.Role)?.Any(holder => holder.UserId == decision.ReviewerId) != true)];

    private static int People(IEnumerable<Decision> decisions, string stage, string role) => decisions
        .Where(decision => decision.Counts && decision.Stage == stage && decision.Role == role).Select(decision => decision.ReviewerId).Distinct(StringComparer.Ordinal).Count();

    private static bool Keeps(ReviewPolicy policy, ReviewPolicy inForce, Func<ReviewPolicy, EarlierApprovals> member) =>
        member(policy) == EarlierApprovals.Keep && member(inForce) == EarlierApprovals.Keep;

    private static string Describe(ImmutableArray<Decision> left) =>
        string.Join(", ", left.Select(decision => $"{decision.ReviewerName} (as '{decision.Role}')").Distinct(StringComparer.Ordinal));

    private static string Describe(Threshold threshold) => threshold.Kind switch
    {
        ThresholdKind.Most => "an approval of more than half",
        ThresholdKind.All => "an approval of everyone",
        _ when threshold.Count == 1 => "an approval",
        _ => $"{threshold.Count} approvals",
    };
}
