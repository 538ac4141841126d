using System.Text;
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

    /// <summary>Where it stands in its series; null: it is in none that is live.</summary>
    public SeriesPlace? Place { get; private set; }

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

        Article = DeliveredJson.Article(document.Identity);
        Place = Article.Series is null ? null : (await reader.FindPlacesAsync([document.ContentItemId], cancellationToken)).GetValueOrDefault(document.ContentItemId);
        var isFresh = Place is null
            ? cache.IsFresh(HttpContext, document)
            : cache.IsFresh(HttpContext, Place.KeysBeside(document.SurrogateKeys), Encoding.UTF8.GetBytes(document.ETag), Place.ToJson());
        return isFresh ? StatusCode(StatusCodes.Status304NotModified) : Page();
    }
}
