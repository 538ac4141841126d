using GutCms.Api.Http;
using GutCms.Core.Texts;

namespace GutCms.Web.Features.Errors;

/// <summary>Answers 503: no fault of the request, nothing was changed, and trying again may succeed.</summary>
internal static class Unavailable
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">What it is, in short.</param>
    /// <param name="detail">What it is.</param>
    /// <param name="retryAfter">When to try again, in seconds.</param>
    public static Task AnswerAsync(HttpContext context, string title, Sentence detail, string retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(detail.ToCurrent(), statusCode: StatusCodes.Status503ServiceUnavailable, title: title, type: ProblemTypes.Unavailable).ExecuteAsync(context);
    }
}
