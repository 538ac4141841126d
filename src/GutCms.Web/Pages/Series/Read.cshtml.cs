using System.Text;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Series;

/// <summary>A series and its articles.</summary>
internal sealed class ReadModel(IDeliveryReader reader, AbsentPage absent, PageCache cache) : PageModel
{
    private const int PageSize = 24;

    /// <summary>The series as delivered.</summary>
    public DeliveredSeries Series { get; private set; } = null!;

    /// <summary>Its articles by position.</summary>
    public ArticleListing Articles { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, string? after, CancellationToken cancellationToken)
    {
        var document = await reader.FindAsync(DeliveryKind.Series, slug, cancellationToken);
        if (document is null)
        {
            return await absent.AnswerAsync(HttpContext, DeliveryKind.Series, slug, cancellationToken);
        }

        if (absent.Canonical(HttpContext, DeliveryKind.Series, document) is { } elsewhere)
        {
            return elsewhere;
        }

        Series = DeliveredJson.Series(document.Identity);
        after = string.IsNullOrEmpty(after) ? null : after;
        try
        {
            Articles = await ArticleListing.ReadAsync(reader, new ArticleQuery(slug, null, ArticleSort.Position, after, PageSize), after, cancellationToken);
            return cache.IsFresh(HttpContext, document.SurrogateKeys, [Encoding.UTF8.GetBytes(document.ETag), .. Articles.Read]) ? StatusCode(StatusCodes.Status304NotModified) : Page();
        }
        catch (BadCursorException)
        {
            return RedirectToPage(null, new { slug });
        }
    }
}
