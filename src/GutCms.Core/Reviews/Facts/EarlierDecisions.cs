using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Facts;

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
            (Rule: Rules.ReviewersMustStillBeEligible, Sentence: FindLeft(facts, review, decisions)),
            (Rule: Rules.PolicyInForceMustBeSatisfied, Sentence: FindShortfall(facts, review, decisions, atUtc)),
        }.Where(found => found.Sentence is not null).Select(found => new UnmetRule(found.Rule, found.Sentence!)),
    ];

    /// <summary>Why what was confirmed so far in a renewal that is under way does not count any more; null: it does.</summary>
    public static Sentence? FindLapse(ReviewFacts facts, Review renewal, IReadOnlyCollection<Decision> decisions)
    {
        if (facts.Policy.Policy is not { } inForce)
        {
            return null;
        }

        var left = Keeps(renewal.Policy, inForce, policy => policy.OnReviewerLeft) ? [] : WhoLeft(facts, decisions);
        return !left.IsEmpty ? Sentence.Of("RenewalLapse.ReviewersLeft", Describe(left))
            : !Keeps(renewal.Policy, inForce, policy => policy.OnPolicyChange) && PolicyComparison.IsStricter(renewal.Policy, inForce)
                ? Sentence.Of("RenewalLapse.Policy", inForce.Version) : null;
    }

    /// <summary>When the next review is due, UTC: by the shorter interval of the two policies, unless approvals of before are kept as they are. Null: never.</summary>
    public static DateTime? NextReview(ReviewPolicy policy, ReviewPolicy? inForce, DateTime? reviewedUtc)
    {
        var kept = inForce is null || Keeps(policy, inForce, either => either.OnPolicyChange);
        var months = kept ? policy.ReviewEveryMonths : new[] { policy.ReviewEveryMonths, inForce!.ReviewEveryMonths }.Min();
        return months is { } interval ? reviewedUtc?.AddMonths(interval) : null;
    }

    private static Sentence? FindLeft(ReviewFacts facts, Review review, IReadOnlyCollection<Decision> decisions)
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
            select Sentence.Of("ReviewersMustStillBeEligible.Missing", role.Role, stage.Name)).ToList();
        return missing.Count == 0 ? null
            : Sentence.Of("ReviewersMustStillBeEligible", Describe(left), Sentence.Join(", ", missing));
    }

    private static Sentence? FindShortfall(ReviewFacts facts, Review review, IReadOnlyCollection<Decision> decisions, DateTime atUtc)
    {
        if (facts.Policy.Policy is not { } inForce || Keeps(review.Policy, inForce, policy => policy.OnPolicyChange))
        {
            return null;
        }

        var left = Keeps(review.Policy, inForce, policy => policy.OnReviewerLeft) ? [] : WhoLeft(facts, decisions);
        var counting = decisions.Where(decision => decision.Counts).Except(left).ToList();
        var missing = PolicyComparison.Weaknesses(inForce, review.Policy).SelectMany(weakness => Missing(weakness, inForce, facts, review, counting, atUtc))
            .Concat(inForce.AllowSamePersonInStages ? [] : InSeveralStages(counting)).Distinct().ToList();
        return missing.Count == 0 ? null
            : Sentence.Of("PolicyInForceMustBeSatisfied", inForce.Version, review.Policy.Version, Sentence.Join("; ", missing));
    }

    private static IEnumerable<Sentence> Missing(
        PolicyWeakness weakness, ReviewPolicy inForce, ReviewFacts facts, Review review, IReadOnlyList<Decision> counting, DateTime atUtc) => weakness switch
        {
            PolicyWeakness.Approvals => MissingStages(inForce, facts, review, counting),
            PolicyWeakness.FourEyes => counting.Where(decision => !IsIndependent(facts, decision)).Select(decision => Sentence.Of("PolicyInForce.FourEyes", decision.ReviewerName)),
            PolicyWeakness.SignatureRequired => counting.Where(decision => !decision.IsSigned).Select(decision => Sentence.Of("PolicyInForce.SignatureRequired", decision.ReviewerName)),
            PolicyWeakness.RequireDisclaimer => facts.Disclaimer is null ? [Sentence.Of("PolicyInForce.RequireDisclaimer")] : [],
            PolicyWeakness.RequireResolvedComments => facts.Threads.All(thread => thread.IsResolved) ? [] : [Sentence.Of("PolicyInForce.RequireResolvedComments")],
            PolicyWeakness.RequireCurrentTranslations => facts.Translation is { IsStale: true } ? [Sentence.Of("PolicyInForce.RequireCurrentTranslations")] : [],
            PolicyWeakness.ReviewEveryMonths => review.CompletedUtc?.AddMonths(inForce.ReviewEveryMonths ?? 0) > atUtc ? [] : [Sentence.Of("PolicyInForce.ReviewEveryMonths", inForce.ReviewEveryMonths)],
            PolicyWeakness.OnPresentationChange => counting.All(decision => decision.PresentationHash == facts.LatestPresentationHash) ? [] : [Sentence.Of("PolicyInForce.OnPresentationChange")],

            // What both say of approvals of before is asked where it counts, and so are two stages of one person. Who is an author was settled when the words were accepted.
            PolicyWeakness.OnReviewerLeft or PolicyWeakness.OnPolicyChange or PolicyWeakness.SamePersonInStages or PolicyWeakness.SuggestionsMakeAuthors => [],
            _ => [Sentence.Verbatim($"{weakness}")],
        };

    /// <summary>Stages of the policy in force for which no stage of the review, in the same order, brought enough approvals.</summary>
    private static IEnumerable<Sentence> MissingStages(ReviewPolicy inForce, ReviewFacts facts, Review review, IReadOnlyList<Decision> counting)
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

            yield return Sentence.Of("PolicyInForce.Approvals", stage.Name, stage.Roles.Select(role => Sentence.Of("PolicyInForce.Role", Describe(role.Threshold), role.Role)).Aggregate((one, other) => Sentence.Of("And", one, other)));
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

    private static IEnumerable<Sentence> InSeveralStages(IReadOnlyList<Decision> counting) => counting
        .GroupBy(decision => decision.ReviewerId, StringComparer.Ordinal)
        .Where(person => person.Select(decision => decision.Stage).Distinct(StringComparer.Ordinal).Skip(1).Any())
        .Select(person => Sentence.Of("PolicyInForce.SamePersonInStages", person.First().ReviewerName));

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

    private static Sentence Describe(ImmutableArray<Decision> left) =>
        Sentence.Join(", ", left.Select(decision => Sentence.Of("Word.As", decision.ReviewerName, decision.Role)).Distinct());

    private static Sentence Describe(Threshold threshold) => threshold.Kind switch
    {
        ThresholdKind.Most => Sentence.Of("Word.Approvals.Most"),
        ThresholdKind.All => Sentence.Of("Word.Approvals.All"),
        _ when threshold.Count == 1 => Sentence.Of("Word.Approvals.One"),
        _ => Sentence.Of("Word.Approvals.Number", threshold.Count),
    };
}
