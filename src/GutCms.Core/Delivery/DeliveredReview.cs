using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>An approval as readers may see it.</summary>
/// <param name="PrintedName">Printed name of who approved, as it was then.</param>
/// <param name="Credential">Their credential as it was then, null when none is on record.</param>
/// <param name="Role">The role in which they approved.</param>
/// <param name="Meaning">What their signature means.</param>
/// <param name="DecidedUtc">When, UTC.</param>
public sealed record DeliveredApproval(string PrintedName, string? Credential, string Role, string Meaning, DateTime DecidedUtc);

/// <summary>The disclaimer that a version was published with, whichever is published since.</summary>
/// <param name="Item">That version of it; null: it shows none.</param>
public sealed record PinnedDisclaimer(ContentItem? Item);

/// <summary>How a published version was reviewed.</summary>
/// <param name="ContentHash">The text that this is about. A document whose own hash differs does not show it.</param>
/// <param name="Status">The state of the live version: <c>published</c>, <c>imported</c> or <c>reviewDue</c>.</param>
/// <param name="Approvals">In the order in which they were given; empty when nobody here has approved.</param>
/// <param name="LastReviewedUtc">When it was last approved or confirmed by every stage, UTC; null when nobody did.</param>
/// <param name="NextReviewUtc">When it is due again, UTC; null: never.</param>
/// <param name="Certificate">The certificate, a compact JWS; null when there is none.</param>
public sealed record DeliveredReview(
    string ContentHash,
    string Status,
    IReadOnlyList<DeliveredApproval> Approvals,
    DateTime? LastReviewedUtc,
    DateTime? NextReviewUtc,
    string? Certificate)
{
    /// <summary>The disclaimer that it shows; null: the one that is published now.</summary>
    public PinnedDisclaimer? Disclaimer { get; init; }
}

/// <summary>Tells delivery how published versions were reviewed.</summary>
public interface IDeliveredReviews
{
    /// <summary>The reviews of those of the given published versions that have one, by version id.</summary>
    Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken);

    /// <summary>A document of this type is written only for a text that has a grant: the type has a review policy, or one that cannot be read.</summary>
    Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken);

    /// <summary>
    /// Puts on record how live texts stand to what the program would make of their versions today. One that differs becomes due for review and goes on showing what was granted;
    /// one that fits again is not due on that account any more. A type without a policy is granted what it shows.
    /// </summary>
    /// <returns>The items about whose review something changed, and those that became due.</returns>
    Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken);
}

/// <summary>What came of noting texts.</summary>
/// <param name="Changed">Items about whose review something changed.</param>
/// <param name="Due">Those of them that became due for review.</param>
public sealed record NotedTexts(IReadOnlyList<ContentItem> Changed, IReadOnlyList<ContentItem> Due)
{
    /// <summary>Nothing changed.</summary>
    public static NotedTexts None { get; } = new([], []);
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

    /// <inheritdoc/>
    public Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken) => Task.FromResult(NotedTexts.None);
}
