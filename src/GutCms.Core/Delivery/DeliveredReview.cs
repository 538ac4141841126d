using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>An approval as readers may see it.</summary>
/// <param name="Stage">Name of the stage in the policy.</param>
/// <param name="Name">Printed name of who approved.</param>
/// <param name="Credential">Their credential, null when none is on record.</param>
/// <param name="ApprovedUtc">When, UTC.</param>
public sealed record DeliveredApproval(string Stage, string Name, string? Credential, DateTime ApprovedUtc);

/// <summary>How a published version was reviewed.</summary>
/// <param name="ContentHash">The text that this is about. A document whose own hash differs does not show it.</param>
/// <param name="Status"><c>imported</c>, <c>approved</c> … ; lower case.</param>
/// <param name="Approvals">In the order in which they were given; empty when nobody here has approved.</param>
/// <param name="LastReviewedUtc">When the last approval was given, UTC.</param>
/// <param name="NextReviewUtc">When it is due again, UTC.</param>
/// <param name="Certificate">The certificate, a compact JWS; null when there is none.</param>
public sealed record DeliveredReview(
    string ContentHash,
    string Status,
    IReadOnlyList<DeliveredApproval> Approvals,
    DateTime? LastReviewedUtc,
    DateTime? NextReviewUtc,
    string? Certificate);

/// <summary>Tells delivery how published versions were reviewed.</summary>
public interface IDeliveredReviews
{
    /// <summary>The reviews of those of the given published versions that have one, by version id.</summary>
    Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken);
}

/// <summary>Knows only what trusted recipes brought in: <c>imported</c>, never approved.</summary>
public sealed class ImportedReviews : IDeliveredReviews
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(
        IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken)
    {
        var marks = await work.FindImportedMarksAsync([.. published.Select(item => item.ContentItemVersionId)], cancellationToken);
        return marks.ToDictionary(
            mark => mark.Key,
            mark => new DeliveredReview(mark.Value.ContentHash, "imported", [], null, null, null),
            StringComparer.Ordinal);
    }
}
