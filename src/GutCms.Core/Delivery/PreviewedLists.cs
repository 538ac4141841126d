using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>A document that is on no file, as lists know it.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">JSON object shown in lists, UTF-8.</param>
/// <param name="SeriesId">Series that an article names; null when none.</param>
/// <param name="SeriesPosition">Its position in it; null when it has none.</param>
/// <param name="PublishedUtc">First publication, UTC.</param>
/// <param name="ModifiedUtc">Last change that readers see, UTC.</param>
/// <param name="Values">Values by which lists find it.</param>
public sealed record ListedDocument(
    DeliveryKind Kind, string ContentItemId, string ContentType, string Title, byte[] Summary, string? SeriesId, decimal? SeriesPosition, DateTime PublishedUtc, DateTime ModifiedUtc,
    IReadOnlyList<DeliveryValue> Values);

/// <summary>What a list shows in place of what is on file.</summary>
/// <param name="ItemIds">Items of which nothing on file is shown.</param>
/// <param name="Documents">What is shown of them.</param>
/// <param name="SeriesId">The series that a list of one series asks for, whatever its address is on file; null: no series has the address that was asked for.</param>
public sealed record ListedInstead(IReadOnlyCollection<string> ItemIds, IReadOnlyList<ListedDocument> Documents, string? SeriesId);

/// <summary>Lists what is delivered as a preview shows it: the same lists, in which other documents stand in place of some.</summary>
public interface IPreviewedLists
{
    /// <summary>A page of articles; not of a search.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, ListedInstead instead, CancellationToken cancellationToken);

    /// <summary>A page of series by title.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, ListedInstead instead, CancellationToken cancellationToken);

    /// <summary>A page of the items of a type.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListAsync(ItemListQuery query, ListedInstead instead, CancellationToken cancellationToken);
}
