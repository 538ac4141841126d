using System.Globalization;
using System.Text;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Web.Pages.Delivered;

namespace GutCms.Web.Pages;

/// <summary>A page of a list of articles.</summary>
/// <param name="Total">Number of articles over all pages.</param>
/// <param name="Cards">The articles of this page.</param>
/// <param name="After">Cursor of the next page; null on the last.</param>
/// <param name="IsFirst">Nothing comes before it.</param>
/// <param name="Read">What it was made of, for <see cref="PageCache"/>.</param>
internal sealed record ArticleListing(int Total, IReadOnlyList<ArticleCard> Cards, string? After, bool IsFirst, IReadOnlyList<ReadOnlyMemory<byte>> Read)
{
    /// <summary>No articles.</summary>
    public static ArticleListing Empty { get; } = new(0, [], null, IsFirst: true, []);

    /// <summary>Reads it.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public static async Task<ArticleListing> ReadAsync(IDeliveryReader reader, ArticleQuery query, string? after, CancellationToken cancellationToken) =>
        Of(await reader.ListArticlesAsync(query, cancellationToken), after);

    /// <summary>The listing of a page of summaries.</summary>
    public static ArticleListing Of(DeliveryPage page, string? after)
    {
        var next = page.HasMore ? page.Rows[^1].Cursor : null;
        return new ArticleListing(
            page.Total,
            [.. page.Rows.Select(row => new ArticleCard(DeliveredJson.ArticleRow(row.Summary), row.Snippet, IsInSeries: false))],
            next,
            IsFirst: after is null,
            [
                .. page.Rows.SelectMany(row => new ReadOnlyMemory<byte>[] { row.Summary, Encoding.UTF8.GetBytes(row.Snippet ?? "") }),
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{page.Total} {next} {after is null}")),
            ]);
    }
}
