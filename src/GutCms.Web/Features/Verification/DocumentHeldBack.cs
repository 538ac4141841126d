using GutCms.Api.Http;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Diagnostics;

namespace GutCms.Web.Features.Verification;

/// <summary>Answers 503 in place of a document that is not what was approved.</summary>
internal sealed class DocumentHeldBack : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DocumentNotWholeException)
        {
            return false;
        }

        httpContext.Response.Headers.CacheControl = "no-store";
        await TypedResults.Problem(
            SiteSentence.Of("HeldBack").ToCurrent(),
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Not served",
            type: ProblemTypes.Unavailable).ExecuteAsync(httpContext);
        return true;
    }
}
