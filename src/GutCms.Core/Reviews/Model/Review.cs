using System.Collections.Immutable;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Reviews.Model;

/// <summary>What a review is for.</summary>
public enum ReviewPurpose
{
    /// <summary>To publish the text.</summary>
    Publication,

    /// <summary>To confirm that the unchanged live text is still right.</summary>
    Renewal,
}

/// <summary>One run of a policy for one text. At most one is open for each item and purpose.</summary>
/// <param name="ReviewId">Id, in the form of content ids.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Policy">The policy as it was at submission.</param>
/// <param name="SubmittedById">User id; empty when the program opened it.</param>
/// <param name="SubmittedByName">User name.</param>
/// <param name="SubmittedUtc">UTC.</param>
public sealed record Review(
    string ReviewId,
    ReviewPurpose Purpose,
    string ContentItemId,
    string ContentType,
    ReviewPolicy Policy,
    string SubmittedById,
    string SubmittedByName,
    DateTime SubmittedUtc)
{
    /// <summary>Hash of the policy as it was filed at submission, see <see cref="PolicyTexts"/>; null in runs from before it was kept.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>InReview, ChangesRequested or Approved; Draft once it is closed without a result.</summary>
    public ReviewState State { get; init; } = ReviewState.InReview;

    /// <summary>Title of the text at submission, for lists.</summary>
    public string? Title { get; init; }

    /// <summary>User id of the item's owner, for lists of one's own.</summary>
    public string? OwnerId { get; init; }

    /// <summary>What whoever submitted it says to the reviewers, plain text of at most 4000 characters; null: nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The disclaimer that the text shows; null when none.</summary>
    public string? DisclaimerId { get; init; }

    /// <summary>For a changed disclaimer: what whoever submitted it says of the change; null: nothing, and then it counts as material.</summary>
    public ProposedChange? Change => CoveredTexts.FirstOrDefault(text => text.Cause == CoverCause.Submitted)?.Change;

    /// <summary>The stages so far, in order.</summary>
    public ImmutableArray<StageRun> Stages { get; init; } = [];

    /// <summary>Who is asked by name.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    /// <summary>The texts for which this review's decisions stand, oldest first. The last one is the current one.</summary>
    public ImmutableArray<CoveredText> CoveredTexts { get; init; } = [];

    /// <summary>When the last stage was satisfied, or the result last confirmed, UTC; null before.</summary>
    public DateTime? CompletedUtc { get; init; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTime? ClosedUtc { get; init; }

    /// <summary>Why it ended; null while it is open.</summary>
    public string? CloseReason { get; init; }

    /// <summary>Concurrency token: 0 when new, one more with each save.</summary>
    public int Revision { get; init; }

    /// <summary>It has not ended.</summary>
    public bool IsOpen => ClosedUtc is null;

    /// <summary>The first stage that is not satisfied; null when all are.</summary>
    public StageRun? CurrentStage => Stages.FirstOrDefault(stage => stage.SatisfiedUtc is null);

    /// <summary>Roles that the current stage asks for; empty when all stages are satisfied.</summary>
    public IEnumerable<string> CurrentRoles => Policy.Stages.FirstOrDefault(stage => stage.Name == CurrentStage?.Name)?.Roles.Select(role => role.Role) ?? [];

    /// <summary>Whether the decisions stand for exactly this text in exactly this presentation.</summary>
    /// <param name="versionId">The version.</param>
    /// <param name="contentHash">Content hash.</param>
    /// <param name="presentationHash">Hash of its presentation. Null fits only a text that was submitted before presentations were bound.</param>
    public bool Covers(string versionId, string contentHash, string? presentationHash) =>
        CoveredTexts.Any(text => text.VersionId == versionId && text.ContentHash == contentHash && text.PresentationHash == presentationHash);
}

/// <summary>A stage of a run.</summary>
/// <param name="Name">Name in the policy.</param>
/// <param name="DueUtc">When a decision is due, UTC; null: not begun, or no due date.</param>
/// <param name="SatisfiedUtc">When it was satisfied, UTC; null before.</param>
public sealed record StageRun(string Name, DateTime? DueUtc, DateTime? SatisfiedUtc)
{
    /// <summary>Approvals that each role needed when the stage was satisfied, by role; empty before.</summary>
    public ImmutableSortedDictionary<string, int> Required { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>For a changed disclaimer: what its approvals in this stage say of the change; null: none does.</summary>
    public IReadOnlyList<SignedChange>? SignedChanges { get; init; }
}

/// <summary>A person who is asked to decide.</summary>
/// <param name="Stage">Stage.</param>
/// <param name="Role">The role in which.</param>
/// <param name="UserId">User id.</param>
/// <param name="UserName">User name.</param>
/// <param name="AssignedById">User id of whoever assigned.</param>
/// <param name="AssignedUtc">UTC.</param>
public sealed record Assignment(string Stage, string Role, string UserId, string UserName, string AssignedById, DateTime AssignedUtc);

/// <summary>Why a review's decisions stand for a text.</summary>
public enum CoverCause
{
    /// <summary>It is the text that was submitted.</summary>
    Submitted,

    /// <summary>It was saved again without a change of what readers see.</summary>
    SavedUnchanged,

    /// <summary>Its disclaimer was changed editorially.</summary>
    DisclaimerEditorial,

    /// <summary>Its disclaimer was changed materially, and the decisions begin anew with it.</summary>
    DisclaimerMaterial,

    /// <summary>It is presented otherwise (address, series, Hot Articles), and the policy puts that on record instead of asking again.</summary>
    PresentationRecorded,
}

/// <summary>A text for which decisions stand.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash">Its content hash: <c>sha256:</c> and 64 hex digits.</param>
/// <param name="Cause">Why.</param>
/// <param name="SinceUtc">UTC.</param>
public sealed record CoveredText(string VersionId, string ContentHash, CoverCause Cause, DateTime SinceUtc)
{
    /// <summary>Hash of its <see cref="GutCms.Core.Content.Projecting.Presentation"/>; null when the text was covered before presentations were bound.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>For <see cref="CoverCause.Submitted"/>, of a changed disclaimer: what was proposed of the change; null otherwise.</summary>
    public ProposedChange? Change { get; init; }

    /// <summary>For <see cref="CoverCause.DisclaimerEditorial"/>: which disclaimer it was and is, and who signed that; null otherwise, and where that was not kept yet.</summary>
    public DisclaimerSwitch? Disclaimer { get; init; }
}
