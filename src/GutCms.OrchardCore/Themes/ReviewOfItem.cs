namespace GutCms.OrchardCore.Themes;

/// <summary>What readers may know of the review of a live item: the shape <c>ReviewPart</c>, and what the Liquid filter <c>review</c> gives.</summary>
/// <param name="Status"><c>published</c>: reviewed here; <c>reviewDue</c>: reviewed here, and due to be reviewed again; <c>imported</c>: reviewed by nobody here.</param>
/// <param name="Reviewers">Who approved it, in their order; empty when nobody here did.</param>
/// <param name="LastReviewedUtc">When every stage last approved or confirmed it, UTC; null when nobody did.</param>
/// <param name="NextReviewUtc">When it is due to be reviewed again, UTC; null: never by itself.</param>
/// <param name="Certificate">The certificate, a compact JWS; null when it has none.</param>
public sealed record ReviewOfItem(string Status, IReadOnlyList<ReviewerOfItem> Reviewers, DateTime? LastReviewedUtc, DateTime? NextReviewUtc, string? Certificate)
{
    /// <summary>It is due to be reviewed again.</summary>
    public bool IsDue => Status == "reviewDue";
}

/// <summary>Somebody who approved.</summary>
/// <param name="Name">Printed name, as it was then.</param>
/// <param name="Credential">Credential, as it was then; null when none was on record.</param>
/// <param name="Role">The role in which they approved, such as <c>MedicalReviewer</c>.</param>
/// <param name="DecidedUtc">When, UTC.</param>
public sealed record ReviewerOfItem(string Name, string? Credential, string Role, DateTime DecidedUtc);

/// <summary>The shape of a review in a theme. Not sealed: Orchard Core makes a shape of it.</summary>
public class ReviewShape
{
    /// <summary>The review.</summary>
    public ReviewOfItem Review { get; set; } = null!;
}
