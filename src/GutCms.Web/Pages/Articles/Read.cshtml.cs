using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Articles;

/// <summary>An article.</summary>
internal sealed class ReadModel(IDeliveryReader reader, WithdrawnPage withdrawn, PageCache cache) : PageModel
{
    /// <summary>The article as delivered.</summary>
    public DeliveredArticle Article { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var document = await reader.FindAsync(DeliveryKind.Article, slug, cancellationToken);
        if (document is null)
        {
            return await withdrawn.AnswerAsync(HttpContext, DeliveryKind.Article, slug, cancellationToken);
        }

        if (document.Key != slug)
        {
            cache.Apply(HttpContext, document.SurrogateKeys);
            return RedirectToPagePermanent(null, new { slug = document.Key });
        }

        if (cache.IsFresh(HttpContext, document))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        Article = DeliveredJson.Article(document.Identity);
        return Page();
    }
}
