using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace GutCms.Web.Pages;

/// <summary>
/// What a page answers where delivery has no document, as the delivery API does: 301 when it is at another address, 410 with reason and replacement when it was withdrawn, else 404.
/// </summary>
internal sealed class AbsentPage(Absences absences, PublicCaching caching)
{
    /// <summary>Answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> AnswerAsync(HttpContext http, DeliveryKind kind, string slug, CancellationToken cancellationToken)
    {
        var absence = await absences.FindAsync(kind, slug, cancellationToken);
        var headers = http.Response.Headers;
        caching.ApplyMissing(headers, kind, absence);
        if (absence is MovedNotice moved)
        {
            return Moved(http, kind, moved.Key);
        }


        // A browser is answered by a page, everyone else by a problem.
        headers.Vary = "Accept";
        http.Items[ProblemPageWriter.IsCacheable] = true;
        if (absence is not WithdrawalNotice notice)
        {
            return new NotFoundResult();
        }

        var extensions = new Dictionary<string, object?> { ["reason"] = notice.Reason, ["replacement"] = notice.ReplacementUrl, ["withdrawnUtc"] = notice.WithdrawnUtc };
        http.Items[ProblemPageWriter.ReplacementTitle] = notice.ReplacementTitle;
        await TypedResults.Problem(notice.Reason, statusCode: StatusCodes.Status410Gone, title: "Withdrawn", type: ProblemTypes.Withdrawn, extensions: extensions).ExecuteAsync(http);
        return new EmptyResult();
    }

    /// <summary>The document is elsewhere, or its address is spelt in another way: 301 to the one address that it has. Null: the request came by it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="document">The document.</param>
    public IActionResult? Canonical(HttpContext http, DeliveryKind kind, DeliveredDocument document)
    {
        if (http.Request.Path.Value == "/" + FormerAddress.PathOf(kind, document.Key))
        {
            return null;
        }

        caching.Apply(http.Response.Headers, document.SurrogateKeys);
        return Moved(http, kind, document.Key);
    }

    private static RedirectResult Moved(HttpContext http, DeliveryKind kind, string key) =>
        new($"{http.Request.PathBase.ToUriComponent()}{FormerAddress.UrlOf(kind, key)}{http.Request.QueryString.ToUriComponent()}", permanent: true);
}
