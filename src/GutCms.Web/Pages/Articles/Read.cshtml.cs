using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Articles;

/// <summary>An article.</summary>
internal sealed class ReadModel(IDeliveryReader reader, AbsentPage absent, PageCache cache) : PageModel
{
    /// <summary>The article as delivered.</summary>
    public DeliveredArticle Article { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var document = await reader.FindAsync(DeliveryKind.Article, slug, cancellationToken);
        if (document is null)
        {
            return await absent.AnswerAsync(HttpContext, DeliveryKind.Article, slug, cancellationToken);
        }

        if (absent.Canonical(HttpContext, DeliveryKind.Article, document) is { } elsewhere)
        {
            return elsewhere;
        }

        if (cache.IsFresh(HttpContext, document))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        Article = DeliveredJson.Article(document.Identity);
        return Page();
    }
}
