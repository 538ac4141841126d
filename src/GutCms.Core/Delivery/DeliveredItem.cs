using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>What delivery reads from an item beside its medical content: paths, pickers, position.</summary>
internal static class DeliveredItem
{
    public const string Article = "Article";
    public const string Series = "Series";
    public const string Disclaimer = "Disclaimer";

    /// <summary>Reference fields, as the store indexes them.</summary>
    public const string SeriesField = "Article.Series";
    public const string DisclaimerField = "Article.Disclaimer";
    public const string HotArticlesField = "Article.HotArticles";

    public static DeliveryKind? KindOf(ContentItem item) => item.ContentType switch
    {
        Article => DeliveryKind.Article,
        Series => DeliveryKind.Series,
        Disclaimer => DeliveryKind.Disclaimer,
        _ => null,
    };

    /// <summary>Last segment of the path, lower case; the id of an item that has no path.</summary>
    public static string SlugOf(ContentItem item)
    {
        var path = Presentation.Of(item).Path;
        return path is null ? item.ContentItemId : path[(path.LastIndexOf('/') + 1)..];
    }

    public static string ArticleUrl(string slug) => $"/articles/{Uri.EscapeDataString(slug)}";

    public static string SeriesUrl(string slug) => $"/series/{Uri.EscapeDataString(slug)}";

    public static string? SeriesOf(ContentItem item) => Presentation.Of(item).SeriesId;

    public static string? DisclaimerOf(ContentItem item) => Picked(item, "Disclaimer").FirstOrDefault();

    public static IEnumerable<string> HotArticlesOf(ContentItem item) => Presentation.Of(item).HotArticles;

    public static decimal? SeriesPositionOf(ContentItem item) => Presentation.Of(item).SeriesPosition;

    /// <summary>Instant of the first publication of the item, in whole microseconds: what every database keeps. Neither a correction nor taking down and publishing again moves it.</summary>
    public static DateTime PublishedUtcOf(StoredVersion version) => version.FirstPublishedUtc is { } first ? WholeMicroseconds(first) : LiveSinceUtcOf(version.Item);

    /// <summary>Instant since when this version is live, in whole microseconds.</summary>
    public static DateTime LiveSinceUtcOf(ContentItem item) => WholeMicroseconds(item.PublishedUtc ?? item.ModifiedUtc ?? item.CreatedUtc ?? DateTime.UnixEpoch);

    /// <summary>Instant of the last change that readers see: of the text, never before this version was live, and of the disclaimer that it shows.</summary>
    public static DateTime ModifiedUtcOf(ContentItem item, ContentItem? disclaimer = null)
    {
        var live = LiveSinceUtcOf(item);
        var modified = item.ModifiedUtc is { } changed && changed > live ? WholeMicroseconds(changed) : live;
        return disclaimer?.PublishedUtc is { } shown && shown > modified ? WholeMicroseconds(shown) : modified;
    }

    private static DateTime WholeMicroseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static IEnumerable<string> Picked(ContentItem item, string field) => Field(item, field).Texts("ContentItemIds").Where(id => id.Length > 0);

    private static JsonObject? Field(ContentItem item, string field) => item.Parts.Object(Article).Object(field);
}
