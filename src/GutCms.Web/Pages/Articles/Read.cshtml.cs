using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Articles;

/// <summary>An article.</summary>
internal sealed class ReadModel(IDeliveryReader reader, WithdrawalNotices withdrawals, PageCache cache) : PageModel
{
    /// <summary>The article as delivered.</summary>
    public DeliveredArticle Article { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var document = await reader.FindAsync(DeliveryKind.Article, slug, cancellationToken);
        if (document is null)
        {
            return await withdrawals.FindAsync(DeliveryKind.Article, slug, cancellationToken) is { } notice ? await GoneAsync(notice) : NotFound();
        }

        if (document.Key != slug)
        {
            return RedirectToPagePermanent(null, new { slug = document.Key });
        }

        if (cache.IsFresh(HttpContext, document))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        Article = DeliveredJson.Article(document.Identity);
        return Page();
    }

    /// <summary>410 with the reason, as the delivery API answers; the page of the problem shows it.</summary>
    private async Task<EmptyResult> GoneAsync(WithdrawalNotice notice)
    {
        await TypedResults.Problem(notice.Reason, statusCode: StatusCodes.Status410Gone, type: ProblemTypes.Withdrawn).ExecuteAsync(HttpContext);
        return new EmptyResult();
    }
}
