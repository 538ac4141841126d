using System.Globalization;
using GutCms.Api.Http;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Views;

namespace GutCms.Api.Review;

/// <summary>What has to be approved, and by whom.</summary>
/// <param name="Version">Version of the policy.</param>
/// <param name="Stages">Stages in the order in which they are done.</param>
/// <param name="FourEyes">Who wrote any part cannot approve it.</param>
/// <param name="SignatureRequired">Approvals are signed.</param>
/// <param name="RequireDisclaimer">The text needs a published disclaimer.</param>
/// <param name="RequireResolvedComments">Threads have to be resolved before an approval.</param>
/// <param name="RequireCurrentTranslations">A translation is neither approved nor published while something else is live of its source than it was made from.</param>
/// <param name="OnPresentationChange">What another address, series or choice of Hot Articles does to approvals: `void` or `record`.</param>
/// <param name="ReviewEveryMonths">Months from one review to the next; null: never due.</param>
/// <param name="AllowSamePersonInStages">One person may sign in more than one stage.</param>
/// <param name="SuggestionsMakeAuthors">Whoever suggested words that were accepted counts as an author.</param>
/// <param name="OnReviewerLeft">Approvals of people who could not give them any more: `void` or `keep`.</param>
/// <param name="OnPolicyChange">Approvals that the policy in force would not have found enough: `void` or `keep`.</param>
public sealed record PolicyResponse(
    string Version,
    IReadOnlyList<PolicyStageResponse> Stages,
    bool FourEyes,
    bool SignatureRequired,
    bool RequireDisclaimer,
    bool RequireResolvedComments,
    bool RequireCurrentTranslations,
    [property: ClosedSet(typeof(PresentationChange))] string OnPresentationChange,
    int? ReviewEveryMonths,
    bool AllowSamePersonInStages,
    bool SuggestionsMakeAuthors,
    [property: ClosedSet("ApprovalsChange", "void", "keep")] string OnReviewerLeft,
    [property: ClosedSet("ApprovalsChange", "void", "keep")] string OnPolicyChange)
{
    internal static PolicyResponse Of(ReviewPolicy policy) => new(
        policy.Version,
        [.. policy.Stages.Select(stage => new PolicyStageResponse(stage.Name, [.. stage.Roles.Select(role => new PolicyRoleResponse(role.Role, Name(role.Threshold)))], stage.DueDays))],
        policy.FourEyes,
        policy.SignatureRequired,
        policy.RequireDisclaimer,
        policy.RequireResolvedComments,
        policy.RequireCurrentTranslations,
        ReviewResponse.Name<PresentationChange>(policy.OnPresentationChange)!,
        policy.ReviewEveryMonths,
        policy.AllowSamePersonInStages,
        policy.SuggestionsMakeAuthors,
        ReviewPolicyJson.ToName(policy.OnReviewerLeft),
        ReviewPolicyJson.ToName(policy.OnPolicyChange));

    private static string Name(Threshold threshold) =>
        threshold.Kind == ThresholdKind.Number ? threshold.Count.ToString(CultureInfo.InvariantCulture) : threshold.Kind.ToString();
}

/// <summary>A stage of a policy.</summary>
/// <param name="Name">Name.</param>
/// <param name="Roles">Roles that decide in parallel, each of which has to be satisfied.</param>
/// <param name="DueDays">Days until a decision is due; null: no due date.</param>
public sealed record PolicyStageResponse(string Name, IReadOnlyList<PolicyRoleResponse> Roles, int? DueDays);

/// <summary>How many holders of a role have to approve.</summary>
/// <param name="Role">Role.</param>
/// <param name="Threshold">A number from 1, `Most` (more than half) or `All` of those who may decide.</param>
public sealed record PolicyRoleResponse(string Role, string Threshold);

/// <summary>One run of a policy.</summary>
/// <param name="ReviewId">Id.</param>
/// <param name="Purpose">`publication` or `renewal`.</param>
/// <param name="State">`inReview`, `changesRequested`, `approved`; `draft` when it ended without a result.</param>
/// <param name="PolicyVersion">Version of the policy at submission.</param>
/// <param name="SubmittedBy">User name.</param>
/// <param name="SubmittedUtc">When.</param>
/// <param name="Stages">How far each stage is; empty for a run that has ended.</param>
/// <param name="Decisions">All decisions, voided ones too, oldest first.</param>
/// <param name="ClosedUtc">When it ended; null while it is open.</param>
/// <param name="CloseReason">Why it ended; null while it is open.</param>
public sealed record ReviewRunResponse(
    string ReviewId,
    [property: ClosedSet(typeof(ReviewPurpose))] string Purpose,
    [property: ClosedSet(typeof(ReviewState))] string State,
    string PolicyVersion,
    string SubmittedBy,
    DateTime SubmittedUtc,
    IReadOnlyList<StageView> Stages,
    IReadOnlyList<DecisionResponse> Decisions,
    DateTime? ClosedUtc,
    string? CloseReason)
{
    internal static ReviewRunResponse Of(ReviewRunView run) => new(
        run.Review.ReviewId,
        ReviewResponse.Name<ReviewPurpose>(run.Review.Purpose)!,
        run.Review.State.ToName(),
        run.Review.Policy.Version,
        run.Review.SubmittedByName,
        run.Review.SubmittedUtc,
        run.Stages,
        [.. run.Decisions.Select(DecisionResponse.Of)],
        run.Review.ClosedUtc,
        run.Review.CloseReason);
}

/// <summary>What a reviewer decided.</summary>
/// <param name="DecisionId">Id.</param>
/// <param name="Outcome">`approved`, `changesRequested`, `confirmed`.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Role">Role in which it counts.</param>
/// <param name="VersionId">The version that the reviewer was shown.</param>
/// <param name="ContentHash">The text that the reviewer was shown.</param>
/// <param name="PresentationHash">The presentation that the reviewer was shown; null: decided before presentations were bound.</param>
/// <param name="ReviewerId">User id.</param>
/// <param name="PrintedName">Name under the signature.</param>
/// <param name="Credential">Credential at that moment; null when none.</param>
/// <param name="Meaning">What the signature means.</param>
/// <param name="IsSigned">The reviewer proved anew who it is.</param>
/// <param name="Comment">Comment; null when none.</param>
/// <param name="DecidedUtc">When.</param>
/// <param name="VoidedUtc">When it was voided; null while it stands.</param>
/// <param name="VoidedBy">User name of whoever's act voided it; null while it stands.</param>
/// <param name="VoidReason">Why; null while it stands.</param>
public sealed record DecisionResponse(
    string DecisionId,
    [property: ClosedSet(typeof(DecisionOutcome))] string Outcome,
    string Stage,
    string Role,
    string VersionId,
    string ContentHash,
    string? PresentationHash,
    string ReviewerId,
    string PrintedName,
    string? Credential,
    string Meaning,
    bool IsSigned,
    string? Comment,
    DateTime DecidedUtc,
    DateTime? VoidedUtc,
    string? VoidedBy,
    string? VoidReason)
{
    internal static DecisionResponse Of(Decision decision) => new(
        decision.DecisionId,
        ReviewResponse.Name<DecisionOutcome>(decision.Outcome)!,
        decision.Stage,
        decision.Role,
        decision.VersionId,
        decision.ContentHash,
        decision.PresentationHash,
        decision.ReviewerId,
        decision.PrintedName,
        decision.Credential,
        decision.Meaning,
        decision.IsSigned,
        decision.Comment,
        decision.DecidedUtc,
        decision.VoidedUtc,
        decision.VoidedBy,
        decision.VoidReason);
}
