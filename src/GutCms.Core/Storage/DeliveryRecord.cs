namespace GutCms.Core.Storage;

/// <summary>A document as it is served: written once, at publication.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Key">Slug (lower case) or ContentItemId, by <paramref name="Kind"/>.</param>
/// <param name="ContentItemId">The item it shows.</param>
/// <param name="Identity">The JSON, UTF-8.</param>
/// <param name="Gzip">The same, gzip.</param>
/// <param name="Brotli">The same, Brotli.</param>
/// <param name="ETag">Opaque tag without quotes, 32 lower-case hex digits of a SHA-256 over <paramref name="Identity"/>. The served tag of a compressed form adds <c>-gzip</c> or <c>-br</c>.</param>
/// <param name="LastModifiedUtc">UTC, whole seconds.</param>
/// <param name="SurrogateKeys">
/// Space-separated keys for a cache in front: the item's own id first, then the ids of the items whose text it shows. A series, which may have any number of
/// articles, has <c>articles</c> in their place.
/// </param>
public sealed record DeliveredDocument(
    DeliveryKind Kind,
    string Key,
    string ContentItemId,
    byte[] Identity,
    byte[] Gzip,
    byte[] Brotli,
    string ETag,
    DateTime LastModifiedUtc,
    string SurrogateKeys)
{
    /// <summary>
    /// Place for what the HTTP layer derives from this instance (header values), so that it does so once. Not part of the document's value and never stored;
    /// whoever reads it checks that it was derived from this very instance, since <c>with</c> copies it.
    /// </summary>
    public object? Companion { get; set; }

    /// <summary>When it was last known to be what is published, UTC; null: it is now. The copy with an instant is one that is served while that cannot be found out.</summary>
    public DateTime? KnownUtc { get; init; }
}

/// <summary>A document together with what lists and search need.</summary>
/// <param name="Document">The bytes.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">JSON object shown in lists, UTF-8.</param>
/// <param name="SearchText">All text of the document without mark-up; title excluded.</param>
/// <param name="SeriesId">Series that an article names, published or not; null when none.</param>
/// <param name="SeriesSlug">Slug of that series; null while it is not published.</param>
/// <param name="SeriesPosition">The article's SeriesPosition; null when it has none.</param>
/// <param name="PublishedUtc">First publication of the item, UTC, whole microseconds.</param>
/// <param name="ModifiedUtc">UTC, whole microseconds.</param>
/// <param name="DependsOn">Ids of the other items whose published text this document shows.</param>
/// <param name="ContentHash">Content hash of the text that it shows. For an item of a type under a review policy the store takes it only with a grant or an import mark for that hash.</param>
public sealed record DeliveryRecord(
    DeliveredDocument Document,
    string Title,
    byte[] Summary,
    string SearchText,
    string? SeriesId,
    string? SeriesSlug,
    decimal? SeriesPosition,
    DateTime PublishedUtc,
    DateTime ModifiedUtc,
    IReadOnlyList<string> DependsOn,
    string ContentHash)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> that it shows. The store takes it only as it was granted, for a type under a review policy.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>Type of the item.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Values by which lists find it, each once.</summary>
    public IReadOnlyList<DeliveryValue> Values { get; init; } = [];

    /// <summary>The set of translations that the item is in; null: none.</summary>
    public string? Translations { get; init; }

    /// <summary>Language tag of the text, for search; null: unknown.</summary>
    public string? Language { get; init; }
}
