using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>Answers 503: no fault of the request, nothing was changed, and trying again may succeed.</summary>
public static class Unavailable
{
    /// <summary>What to say, and when to come back, while other changes keep the database.</summary>
    public static (string Title, string Detail, string RetryAfter) Busy => ("Busy", ApiText.Say("Busy"), "5");

    /// <summary>What to say, and when to come back, while the database cannot be reached, written or read.</summary>
    public static (string Title, string Detail, string RetryAfter) DatabaseAway => ("Not available", ApiText.Say("DatabaseAway"), "10");

    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">What it is, in short and in full, and when to try again, in seconds.</param>
    public static Task AnswerAsync(HttpContext context, (string Title, string Detail, string RetryAfter) answer)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.RetryAfter = answer.RetryAfter;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(answer.Detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: answer.Title, type: ProblemTypes.Unavailable).ExecuteAsync(context);
    }
}
