using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Policies;

/// <summary>A way in which a policy asks for less than another.</summary>
public enum PolicyWeakness
{
    /// <summary>There is no policy any more.</summary>
    Removed,

    /// <summary>The policy before could not be read, which shut everything; any other one opens.</summary>
    WasUnreadable,

    /// <summary>Approvals that a stage asked for are not asked for any more: a stage or role is gone, its place in the order is another, or fewer approvals are enough.</summary>
    Approvals,

    /// <summary>Authors may approve their own text.</summary>
    FourEyes,

    /// <summary>Approvals are not signed any more.</summary>
    SignatureRequired,

    /// <summary>A text needs no disclaimer any more.</summary>
    RequireDisclaimer,

    /// <summary>Comments may stay open.</summary>
    RequireResolvedComments,

    /// <summary>A translation may be stale against its source.</summary>
    RequireCurrentTranslations,

    /// <summary>The next review comes later, or never.</summary>
    ReviewEveryMonths,

    /// <summary>Another address, series or choice of Hot Articles does not void approvals any more.</summary>
    OnPresentationChange,

    /// <summary>One person may sign in more than one stage.</summary>
    SamePersonInStages,

    /// <summary>Approvals of people who could not give them any more count.</summary>
    OnReviewerLeft,

    /// <summary>Approvals that the policy in force would not have found enough count.</summary>
    OnPolicyChange,

    /// <summary>Whoever suggested words that were accepted is no author by that any more.</summary>
    SuggestionsMakeAuthors,
}

/// <summary>Says which of two policies asks for more. The one comparison that everything uses which treats a weaker policy differently.</summary>
/// <remarks>
/// A policy is weaker than another when some text could be live under it that could not be live under the other. Where that cannot be told for certain (stages in
/// another order, stages merged or split) it counts as weaker. Two policies can each be weaker than the other. Names of stages, days until a decision is due and reminders do not count.
/// </remarks>
public static class PolicyComparison
{
    /// <summary>The ways in which <paramref name="after"/> asks for less than <paramref name="before"/>; empty: in none.</summary>
    /// <param name="before">The policy that was; null: none.</param>
    /// <param name="after">The policy that is to be; null: none.</param>
    public static ImmutableArray<PolicyWeakness> Weaknesses(ReviewPolicy? before, ReviewPolicy? after)
    {
        if (before is null)
        {
            return [];
        }

        if (after is null)
        {
            return [PolicyWeakness.Removed];
        }

        var found = ImmutableArray.CreateBuilder<PolicyWeakness>();
        void When(bool weaker, PolicyWeakness weakness)
        {
            if (weaker)
            {
                found.Add(weakness);
            }
        }

        When(!Covers(after.Stages, before.Stages), PolicyWeakness.Approvals);
        When(before.FourEyes && !after.FourEyes, PolicyWeakness.FourEyes);
        When(before.SignatureRequired && !after.SignatureRequired, PolicyWeakness.SignatureRequired);
        When(before.RequireDisclaimer && !after.RequireDisclaimer, PolicyWeakness.RequireDisclaimer);
        When(before.RequireResolvedComments && !after.RequireResolvedComments, PolicyWeakness.RequireResolvedComments);
        When(before.RequireCurrentTranslations && !after.RequireCurrentTranslations, PolicyWeakness.RequireCurrentTranslations);
        When(before.ReviewEveryMonths is { } often && !(after.ReviewEveryMonths <= often), PolicyWeakness.ReviewEveryMonths);
        When(before.OnPresentationChange == PresentationChange.Void && after.OnPresentationChange != PresentationChange.Void, PolicyWeakness.OnPresentationChange);
        When(!before.AllowSamePersonInStages && after.AllowSamePersonInStages, PolicyWeakness.SamePersonInStages);
        When(before.OnReviewerLeft != EarlierApprovals.Keep && after.OnReviewerLeft == EarlierApprovals.Keep, PolicyWeakness.OnReviewerLeft);
        When(before.OnPolicyChange != EarlierApprovals.Keep && after.OnPolicyChange == EarlierApprovals.Keep, PolicyWeakness.OnPolicyChange);
        When(before.SuggestionsMakeAuthors && !after.SuggestionsMakeAuthors, PolicyWeakness.SuggestionsMakeAuthors);
        return found.ToImmutable();
    }

    /// <summary>Whether <paramref name="after"/> asks for something that <paramref name="before"/> does not.</summary>
    public static bool IsStricter(ReviewPolicy? before, ReviewPolicy? after) => !Weaknesses(after, before).IsEmpty;

    // Every earlier stage has to be found again, in the same order, with at least its approvals. Taking the first stage that fits never spoils a later match.
    private static bool Covers(ImmutableArray<ReviewStage> after, ImmutableArray<ReviewStage> before)
    {
        var next = 0;
        foreach (var stage in before)
        {
            while (next < after.Length && !Covers(after[next], stage))
            {
                next++;
            }

            if (next++ >= after.Length)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Covers(ReviewStage after, ReviewStage before) =>
        before.Roles.All(asked => after.Roles.Any(role => role.Role == asked.Role && Covers(role.Threshold, asked.Threshold)));

    /// <summary>Whether a threshold asks, however many people may decide, for at least as many approvals.</summary>
    internal static bool Covers(Threshold after, Threshold before) => (after.Kind, before.Kind) switch
    {
        (ThresholdKind.Number, ThresholdKind.Number) => after.Count >= before.Count,
        (_, ThresholdKind.Number) => before.Count <= 1,
        (ThresholdKind.All, _) => true,
        (ThresholdKind.Most, ThresholdKind.Most) => true,
        _ => false,
    };
}
