using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages;

/// <summary>The list of articles, with search, and the list of series.</summary>
internal sealed class IndexModel(IDeliveryReader reader, PageCache cache) : PageModel
{
    private const int PageSize = 12;
    private const int MostSeries = 100;

    /// <summary>The list of articles.</summary>
    public ArticleListing Articles { get; private set; } = null!;

    /// <summary>Series by title.</summary>
    public IReadOnlyList<SeriesSummary> Series { get; private set; } = [];

    /// <summary>What the reader asked for.</summary>
    public ArticleFilter Filter { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    /// <param name="q">Words to search for.</param>
    /// <param name="series">Slug of a series.</param>
    /// <param name="sort">Order; see <see cref="ArticleFilter"/>.</param>
    /// <param name="after">Cursor of the page before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetAsync(string? q, string? series, string? sort, string? after, CancellationToken cancellationToken)
    {
        Filter = ArticleFilter.Of(q, series, sort);
        var all = (await reader.ListSeriesAsync(new(null, MostSeries), cancellationToken)).Rows;
        Series = [.. all.Select(row => DeliveredJson.SeriesRow(row.Summary))];
        try
        {
            Articles = Filter.Fault is null
                ? await ArticleListing.ReadAsync(reader, Filter.ToQuery(after, PageSize), after, cancellationToken)
                : ArticleListing.Empty;
            return cache.IsFresh(HttpContext, "articles series", [.. all.Select(row => (ReadOnlyMemory<byte>)row.Summary), .. Articles.Read]) ? StatusCode(StatusCodes.Status304NotModified) : Page();
        }
        catch (BadCursorException)
        {
            // An old link into the middle of a list: its beginning is the next best thing.
            return RedirectToPage(Filter.ToRoute(null));
        }
    }
}
