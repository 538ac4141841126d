using System.Globalization;
using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Searching;
using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Delivery;

/// <summary>The order of what a search found: by a key and then by id. A page can begin anywhere, whatever became of the article that stood there.</summary>
internal sealed class FoundOrder(ArticleSort sort) : IComparer<(string Key, string Id)>
{
    private readonly int _direction = sort is ArticleSort.PublishedDescending or ArticleSort.Relevance or ArticleSort.ModifiedDescending ? -1 : 1;

    /// <summary>Where a find stands. Keys compare as texts.</summary>
    /// <param name="entry">The article.</param>
    /// <param name="tier">Which of <see cref="SearchCondition.Tiers"/> it is in.</param>
    public (string Key, string Id) Place(GutCmsDelivery entry, int tier) => (sort switch
    {
        ArticleSort.Title => SearchTokens.SortKey(entry.Title, GutCmsDeliveryIndex.MaxSortTitle),
        ArticleSort.Position => Position(entry.SeriesPosition) + Instant(entry),
        ArticleSort.Relevance => (9 - tier).ToString(CultureInfo.InvariantCulture) + Instant(entry),
        ArticleSort.ModifiedDescending => Modified(entry),
        _ => Instant(entry),
    }, entry.ContentItemId);

    /// <summary>Where a page begins.</summary>
    public static (string Key, string Id) Place(ListCursor start) => (start.Text(0), start.Text(1));

    /// <inheritdoc/>
    public int Compare((string Key, string Id) x, (string Key, string Id) y) =>
        _direction * (string.CompareOrdinal(x.Key, y.Key) is not 0 and var byKey ? byKey : string.CompareOrdinal(x.Id, y.Id));

    private static string Instant(GutCmsDelivery entry) => entry.PublishedUtc.Ticks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Modified(GutCmsDelivery entry)
    {
        using var summary = JsonDocument.Parse(entry.Summary);
        return summary.RootElement.GetProperty("modifiedUtc").GetString()!;
    }

    /// <summary>The bits of a number in an order that compares as text; the negative ones turned round.</summary>
    private static string Position(decimal? position)
    {
        var bits = BitConverter.DoubleToInt64Bits(position is { } number ? (double)number : double.MaxValue);
        return (bits < 0 ? ~(ulong)bits : (ulong)bits | 1UL << 63).ToString("D20", CultureInfo.InvariantCulture);
    }
}
