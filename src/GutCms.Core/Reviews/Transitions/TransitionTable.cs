using System.Collections.Immutable;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Transitions;

/// <summary>One permitted transition.</summary>
/// <param name="From">State of the version that the trigger acts on.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Subject">Which version it acts on.</param>
/// <param name="Permission">What the actor has to hold for the type.</param>
/// <param name="Guards">Rules that all have to be met.</param>
/// <param name="To">States in which it can end; more than one where the facts decide.</param>
public sealed record Transition(
    ReviewState From,
    Trigger Trigger,
    Subject Subject,
    string Permission,
    ImmutableArray<string> Guards,
    ImmutableArray<ReviewState> To);

/// <summary>The whole state table. What has no row here is refused.</summary>
public static class TransitionTable
{
    private static readonly ImmutableArray<string> Submitting = [Rules.PolicyMustBeReadable, Rules.TypeMustHavePolicy, Rules.ContentMustBeComplete, Rules.DisclaimerMustBePublished, Rules.ChangeMustBeClassified, Rules.StageMustBeSatisfiable];
    private static readonly ImmutableArray<string> Deciding = [Rules.MustBeAPerson, Rules.MustHaveOwnSession, Rules.MustHaveOwnPassword, Rules.MustBeEligibleReviewer];
    private static readonly ImmutableArray<string> Approving =
        [.. Deciding, Rules.MustNotBeAuthor, Rules.MustBeIndependentOfAuthors, Rules.MustNotHaveDecided, Rules.MustNotHaveSignedOtherStage, Rules.MustBeAssignedReviewer, Rules.CommentsMustBeResolved, Rules.TranslationMustBeCurrent, Rules.DisclaimerMustBePublished, Rules.ImpactMustBeShown, Rules.MustSign];

    private static readonly ImmutableArray<string> Publishing =
        [
            Rules.PolicyMustBeReadable, Rules.StagesMustBeSatisfied, Rules.ReviewersMustStillBeEligible, Rules.PolicyInForceMustBeSatisfied, Rules.ApprovalMustNotBeOverdue,
            Rules.DisclaimerMustBePublished, Rules.TranslationMustBeCurrent, Rules.ContentMustBeComplete, Rules.ImpactMustBeShown, Rules.CertificateMustBeIssuable,
        ];

    private static readonly ImmutableArray<string> PublishingUnreviewed = [Rules.PolicyMustBeReadable, Rules.TypeMustHaveNoPolicy, Rules.ContentMustBeComplete, Rules.ImpactMustBeShown];
    private static readonly ImmutableArray<string> Renewing =
        [
            Rules.PolicyMustBeReadable, Rules.TypeMustHavePolicy, Rules.MustHaveBeenApproved, Rules.MustNotBeInReview, Rules.MustShowCurrentDisclaimer,
            .. Deciding, Rules.MustNotBeAuthor, Rules.MustBeIndependentOfAuthors, Rules.MustNotHaveDecided, Rules.MustNotHaveSignedOtherStage,
            Rules.CertificateMustBeIssuable, Rules.MustSign,
        ];

    /// <summary>Every permitted transition, by state and trigger; at most one row for each pair.</summary>
    public static ImmutableArray<Transition> Rows { get; } =
    [
        .. Each([ReviewState.Draft, ReviewState.ChangesRequested, ReviewState.Imported, ReviewState.ReviewDue, ReviewState.Withdrawn],
            Trigger.Submit, Subject.Latest, Permissions.SubmitContent, Submitting, ReviewState.InReview),
        .. Each([ReviewState.InReview, ReviewState.Approved],
            Trigger.WithdrawSubmission, Subject.Latest, Permissions.SubmitContent, [], ReviewState.Draft, ReviewState.Imported, ReviewState.Published, ReviewState.ReviewDue, ReviewState.Withdrawn),
        .. Each([ReviewState.InReview],
            Trigger.Approve, Subject.Latest, Permissions.ApproveContent, Approving, ReviewState.InReview, ReviewState.Approved),
        .. Each([ReviewState.InReview, ReviewState.Approved],
            Trigger.RequestChanges, Subject.Latest, Permissions.ApproveContent, [.. Deciding, Rules.MustSayWhy], ReviewState.ChangesRequested),
        .. Each([ReviewState.Approved],
            Trigger.Publish, Subject.Latest, Permissions.PublishContent, Publishing, ReviewState.Published),
        .. Each([ReviewState.Draft, ReviewState.Withdrawn],
            Trigger.Publish, Subject.Latest, Permissions.PublishContent, PublishingUnreviewed, ReviewState.Published),
        .. Each([ReviewState.Approved],
            Trigger.Schedule, Subject.Latest, Permissions.PublishContent, [.. Publishing, Rules.ChangeMustBeClassified, Rules.MustBeInTheFuture, Rules.TakeDownMustFollowPublication], ReviewState.Approved),
        .. Each([ReviewState.Draft],
            Trigger.Schedule, Subject.Latest, Permissions.PublishContent, [.. PublishingUnreviewed, Rules.ChangeMustBeClassified, Rules.MustBeInTheFuture, Rules.TakeDownMustFollowPublication], ReviewState.Draft),
        .. Each([ReviewState.Published],
            Trigger.Unpublish, Subject.Published, Permissions.PublishContent, [Rules.DisclaimerMustNotBeInUse, Rules.ScheduleMustBeDecided], ReviewState.Approved, ReviewState.Draft),
        .. Each([ReviewState.ReviewDue, ReviewState.Imported],
            Trigger.Unpublish, Subject.Published, Permissions.PublishContent, [Rules.DisclaimerMustNotBeInUse, Rules.ScheduleMustBeDecided],
            ReviewState.Draft, ReviewState.InReview, ReviewState.ChangesRequested, ReviewState.Approved),
        .. new[] { ReviewState.Published, ReviewState.ReviewDue, ReviewState.Imported }.SelectMany(state => Each([state],
            Trigger.ScheduleUnpublish, Subject.Published, Permissions.PublishContent, [Rules.DisclaimerMustNotBeInUse, Rules.MustBeInTheFuture], state)),
        .. new[] { ReviewState.Approved, ReviewState.Draft }.SelectMany(state => Each([state],
            Trigger.ScheduleUnpublish, Subject.Latest, Permissions.PublishContent, [Rules.MustBeInTheFuture, Rules.TakeDownMustFollowPublication], state)),
        .. Each([ReviewState.Published],
            Trigger.Renew, Subject.Published, Permissions.ApproveContent, Renewing, ReviewState.Published),
        .. Each([ReviewState.ReviewDue],
            Trigger.Renew, Subject.Published, Permissions.ApproveContent, Renewing, ReviewState.ReviewDue, ReviewState.Published),
        .. Each([ReviewState.Published, ReviewState.ReviewDue, ReviewState.Imported],
            Trigger.Withdraw, Subject.Published, Permissions.WithdrawContent, [Rules.MustSayWhy, Rules.ReplacementMustBeLive, Rules.DisclaimerMustNotBeInUse], ReviewState.Withdrawn),
    ];

    /// <summary>The row of a state and a trigger, or null: refused.</summary>
    public static Transition? Find(ReviewState from, Trigger trigger) => Rows.FirstOrDefault(row => row.From == from && row.Trigger == trigger);

    /// <summary>Which version a trigger acts on.</summary>
    public static Subject SubjectOf(Trigger trigger) => trigger is Trigger.Unpublish or Trigger.ScheduleUnpublish or Trigger.Renew or Trigger.Withdraw ? Subject.Published : Subject.Latest;

    /// <summary>Which version a trigger acts on as things stand: a take-down is planned also of what is to become live, while nothing is.</summary>
    internal static Subject SubjectOf(Trigger trigger, ReviewFacts facts) =>
        trigger == Trigger.ScheduleUnpublish && facts is { Published: null, Schedule: not null } ? Subject.Latest : SubjectOf(trigger);

    /// <summary>What an actor has to hold for a trigger, whatever the state.</summary>
    public static string PermissionFor(Trigger trigger) => Rows.First(row => row.Trigger == trigger).Permission;

    private static IEnumerable<Transition> Each(ReviewState[] from, Trigger trigger, Subject subject, string permission, ImmutableArray<string> guards, params ReviewState[] to) =>
        from.Select(state => new Transition(state, trigger, subject, permission, guards, [.. to]));
}
