namespace GutCms.Core.Storage;

/// <summary>What is on file about an item's delivery document; enough to see whether it has to be written again.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Key">Its key.</param>
/// <param name="ETag">See <see cref="DeliveredDocument"/>.</param>
/// <param name="LastModifiedUtc">UTC, whole seconds.</param>
/// <param name="Title">Title as written.</param>
/// <param name="SeriesId">Series of an article as written, null when none.</param>
/// <param name="SeriesPosition">Position in it.</param>
/// <param name="PublishedUtc">First publication of the item, UTC, whole microseconds.</param>
public sealed record DeliveryStamp(
    DeliveryKind Kind,
    string Key,
    string ETag,
    DateTime LastModifiedUtc,
    string Title,
    string? SeriesId,
    decimal? SeriesPosition,
    DateTime PublishedUtc)
{
    /// <summary>The set of translations that its item was in when it was written; null: none.</summary>
    public string? Translations { get; init; }
}
