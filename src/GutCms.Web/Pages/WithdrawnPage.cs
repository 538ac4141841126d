using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace GutCms.Web.Pages;

/// <summary>What a page answers where delivery has no document: 410 with reason and replacement when it was withdrawn, as the delivery API does, else 404.</summary>
internal sealed class WithdrawnPage(WithdrawalNotices withdrawals, PublicCaching caching)
{
    /// <summary>Answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> AnswerAsync(HttpContext http, DeliveryKind kind, string slug, CancellationToken cancellationToken)
    {
        var notice = await withdrawals.FindAsync(kind, slug, cancellationToken);
        var headers = http.Response.Headers;
        caching.ApplyMissing(headers, kind, notice);

        // A browser is answered by a page, everyone else by a problem.
        headers.Vary = "Accept";
        http.Items[ProblemPageWriter.IsCacheable] = true;
        if (notice is null)
        {
            return new NotFoundResult();
        }

        var extensions = new Dictionary<string, object?> { ["reason"] = notice.Reason, ["replacement"] = notice.ReplacementUrl, ["withdrawnUtc"] = notice.WithdrawnUtc };
        http.Items[ProblemPageWriter.ReplacementTitle] = notice.ReplacementTitle;
        await TypedResults.Problem(notice.Reason, statusCode: StatusCodes.Status410Gone, title: "Withdrawn", type: ProblemTypes.Withdrawn, extensions: extensions).ExecuteAsync(http);
        return new EmptyResult();
    }
}
