using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>How delivery files an item: addresses and instants.</summary>
internal static class DeliveredItem
{
    public static string ArticleUrl(string slug) => FormerAddress.UrlOf(DeliveryKind.Article, slug);

    public static string SeriesUrl(string slug) => FormerAddress.UrlOf(DeliveryKind.Series, slug);

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
}
