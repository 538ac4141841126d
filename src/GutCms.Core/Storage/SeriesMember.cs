using GutCms.Core.Content.Items;

namespace GutCms.Core.Storage;

/// <summary>A published article in its series.</summary>
/// <param name="ContentItemId">The article.</param>
/// <param name="Slug">As <see cref="ItemMeaning.SlugOf(ContentItem)"/>.</param>
/// <param name="Title">Its display text.</param>
/// <param name="Position">SeriesPosition, null when it has none.</param>
public sealed record SeriesMember(string ContentItemId, string Slug, string Title, decimal? Position);
