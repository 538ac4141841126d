using System.Text;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Series;

/// <summary>All series, by title.</summary>
internal sealed class IndexModel(IDeliveryReader reader, PageCache cache) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The series of this page.</summary>
    public IReadOnlyList<SeriesSummary> Series { get; private set; } = [];

    /// <summary>It is the first page.</summary>
    public bool IsFirst { get; private set; }

    /// <summary>Cursor of the next page; null: there is no more.</summary>
    public string? Next { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        IsFirst = string.IsNullOrEmpty(after);
        try
        {
            var page = await reader.ListSeriesAsync(new(IsFirst ? null : after, PageSize), cancellationToken);
            (Series, Next) = ([.. page.Rows.Select(row => DeliveredJson.SeriesRow(row.Summary))], page.HasMore ? page.Rows[^1].Cursor : null);
            return cache.IsFresh(HttpContext, "series", [.. page.Rows.Select(row => (ReadOnlyMemory<byte>)row.Summary), Encoding.UTF8.GetBytes($"{Next} {IsFirst}")]) ? StatusCode(StatusCodes.Status304NotModified) : Page();
        }
        catch (BadCursorException)
        {
            return RedirectToPage(null, new { after = (string?)null });
        }
    }
}
