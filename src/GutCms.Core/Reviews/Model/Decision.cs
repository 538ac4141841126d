namespace GutCms.Core.Reviews.Model;

/// <summary>What a reviewer decided.</summary>
public enum DecisionOutcome
{
    /// <summary>The text is right.</summary>
    Approved,

    /// <summary>The text has to be changed.</summary>
    ChangesRequested,

    /// <summary>The live text is still right.</summary>
    Confirmed,
}

/// <summary>A decision of one reviewer on one text. Never changed once written, except that it may be voided, once.</summary>
/// <param name="DecisionId">Id, in the form of content ids.</param>
/// <param name="ReviewId">The run.</param>
/// <param name="VersionId">The version that the reviewer was shown.</param>
/// <param name="ContentHash">Content hash of what the reviewer was shown.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Role">The role in which it counts.</param>
/// <param name="ReviewerId">User id.</param>
/// <param name="ReviewerName">User name.</param>
/// <param name="PrintedName">Name under the signature, as it was then.</param>
/// <param name="Credential">Credential text, as it was then; null when none.</param>
/// <param name="Outcome">What.</param>
/// <param name="Meaning">What the signature means, for example <c>I approve the medical accuracy of this text.</c></param>
/// <param name="IsSigned">The reviewer proved anew who it is.</param>
/// <param name="Comment">Comment; null when none.</param>
/// <param name="DecidedUtc">UTC.</param>
public sealed record Decision(
    string DecisionId,
    string ReviewId,
    string VersionId,
    string ContentHash,
    string Stage,
    string Role,
    string ReviewerId,
    string ReviewerName,
    string PrintedName,
    string? Credential,
    DecisionOutcome Outcome,
    string Meaning,
    bool IsSigned,
    string? Comment,
    DateTime DecidedUtc)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> that the reviewer was shown; null: decided before presentations were bound, so nobody has signed it.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>When it was voided, UTC; null while it stands.</summary>
    public DateTime? VoidedUtc { get; init; }

    /// <summary>User name of whoever's act voided it; null while it stands.</summary>
    public string? VoidedBy { get; init; }

    /// <summary>Why it was voided; null while it stands.</summary>
    public string? VoidReason { get; init; }

    /// <summary>It has not been voided.</summary>
    public bool Stands => VoidedUtc is null;

    /// <summary>It counts towards a stage: an approval or confirmation that stands.</summary>
    public bool Counts => Stands && Outcome is DecisionOutcome.Approved or DecisionOutcome.Confirmed;
}
