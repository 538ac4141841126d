using GutCms.Core.Reviews.Facts;

namespace GutCms.Core.Reviews.Model;

/// <summary>On what ground a text is live.</summary>
public enum PublicationBasis
{
    /// <summary>Every stage of its policy was satisfied for it.</summary>
    Approved,

    /// <summary>A trusted recipe brought it in; nobody here has reviewed it.</summary>
    Imported,

    /// <summary>Its type has no review policy.</summary>
    NoPolicy,
}

/// <summary>What is live of an item and on what ground; one for each live item that was published here or whose disclaimer was pinned.</summary>
/// <remarks>A version that a trusted recipe brought in has none until something about it changes; its grant tells its basis.</remarks>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The live version.</param>
/// <param name="ContentHash">Its content hash, with the pinned disclaimer.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="PublishedUtc">UTC.</param>
public sealed record Publication(string ContentItemId, string VersionId, string ContentHash, PublicationBasis Basis, DateTime PublishedUtc)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> in which it is live; null when it was published before presentations were bound.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>The run that approved it; null unless <see cref="PublicationBasis.Approved"/>.</summary>
    public string? ReviewId { get; init; }

    /// <summary>The last run that confirmed it; null when none did.</summary>
    public string? RenewalId { get; init; }

    /// <summary>The disclaimer that it shows; null when none.</summary>
    public string? DisclaimerItemId { get; init; }

    /// <summary>The version of the disclaimer that it shows, whichever is published since; null when none.</summary>
    public string? DisclaimerVersionId { get; init; }

    /// <summary>The review certificate, a JWS in compact form; null unless approved.</summary>
    public string? Certificate { get; init; }

    /// <summary>When the text was last approved or confirmed, UTC; null when nobody did.</summary>
    public DateTime? ReviewedUtc { get; init; }

    /// <summary>When it is due to be reviewed again, UTC; null: never.</summary>
    public DateTime? NextReviewUtc { get; init; }

    /// <summary>Since when it is due, UTC; null when it is not.</summary>
    public DateTime? ReviewDueUtc { get; init; }

    /// <summary>Why it is due; null when it is not.</summary>
    public ReviewDueReason? ReviewDueReason { get; init; }
}

/// <summary>Why a live text is due to be reviewed.</summary>
public enum ReviewDueReason
{
    /// <summary>The interval of its policy has passed.</summary>
    Interval,

    /// <summary>Its disclaimer was changed materially.</summary>
    Disclaimer,

    /// <summary>
    /// The program would make another text of its version today than was granted: type definitions, the site's language or the program itself have changed. It goes on showing what was granted.
    /// </summary>
    Projection,
}

/// <summary>Permission for one text of one version to be live: the row for which the database's own gate looks.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash">The exact text.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="ReviewId">The run that approved it; null unless <see cref="PublicationBasis.Approved"/>.</param>
/// <param name="GrantedUtc">UTC.</param>
public sealed record PublicationGrant(string VersionId, string ContentHash, PublicationBasis Basis, string? ReviewId, DateTime GrantedUtc)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> that was granted with the text; null: granted before presentations were bound, or imported with the version as a whole.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>Hash of the policy under which it was approved, see <see cref="PolicyTexts"/>; null unless <see cref="PublicationBasis.Approved"/>, and in grants from before it was kept.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>It takes the place of the one given before for the same text: another review approved it.</summary>
    public bool Supersedes(PublicationGrant given) => Basis == PublicationBasis.Approved && ReviewId != given.ReviewId;
}

/// <summary>An item that was taken down for the safety of readers. Delivery answers 410 with reason and replacement at its path.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="VersionId">The version that was live.</param>
/// <param name="Path">Its path without a leading slash; null when it had none.</param>
/// <param name="Reason">What readers are told; 1 to 2000 characters.</param>
/// <param name="ReplacementItemId">Item to read instead; null when none.</param>
/// <param name="ReplacementUrl">Address to read instead, http(s) or a path with a leading slash; null when none.</param>
/// <param name="WithdrawnById">User id.</param>
/// <param name="WithdrawnByName">User name.</param>
/// <param name="WithdrawnUtc">UTC.</param>
public sealed record Withdrawal(
    string ContentItemId,
    string ContentType,
    string VersionId,
    string? Path,
    string Reason,
    string? ReplacementItemId,
    string? ReplacementUrl,
    string WithdrawnById,
    string WithdrawnByName,
    DateTime WithdrawnUtc)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MostCharacters = 2000;
}

/// <summary>A publication that is to happen later. At most one for each item; it is bound to one text and goes when that text changes.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash">The exact text.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="ScheduledById">User id of whoever scheduled it.</param>
/// <param name="ScheduledByName">User name.</param>
/// <param name="ScheduledUtc">When it was scheduled, UTC.</param>
public sealed record ScheduledPublication(string ContentItemId, string VersionId, string ContentHash, DateTime AtUtc, string ScheduledById, string ScheduledByName, DateTime ScheduledUtc)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> that it is bound to; null when it was scheduled before presentations were bound.</summary>
    public string? PresentationHash { get; init; }
}

/// <summary>A take-down that is to happen later. At most one for each item; it is about whatever is live by then, and goes when the item is taken down before.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="ScheduledById">User id of whoever scheduled it.</param>
/// <param name="ScheduledByName">User name.</param>
/// <param name="ScheduledUtc">When it was scheduled, UTC.</param>
public sealed record ScheduledTakeDown(string ContentItemId, DateTime AtUtc, string ScheduledById, string ScheduledByName, DateTime ScheduledUtc);
