using System.Collections.Frozen;
using GutCms.Api.Texts;
using GutCms.Core.Reviews.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GutCms.Api.Http;

/// <summary>Writes the problems that endpoints without model binding have to tell.</summary>
internal static class Problems
{
    /// <summary>308 to the one address of what was asked for. Caches keep it as its headers, which the caller sets, say.</summary>
    /// <param name="context">The request.</param>
    /// <param name="location">Path from the root of the host, escaped.</param>
    public static Task MovedAsync(HttpContext context, string location)
    {
        context.Response.Headers.Location = location;
        return Problem(StatusCodes.Status308PermanentRedirect, "Moved", ApiText.Say("Moved", location), ProblemTypes.Moved, new Dictionary<string, object?> { ["location"] = location }).ExecuteAsync(context);
    }

    /// <summary>404. Caches keep it as its headers, which the caller sets, say.</summary>
    public static Task NotFoundAsync(HttpContext context, string detail) =>
        Problem(StatusCodes.Status404NotFound, "Not found", detail, ProblemTypes.NotFound).ExecuteAsync(context);

    /// <summary>410 with the reason; what to read instead is null when there is nothing. Caches keep it as its headers, which the caller sets, say.</summary>
    public static Task WithdrawnAsync(HttpContext context, WithdrawalNotice notice)
    {
        var extensions = new Dictionary<string, object?> { ["reason"] = notice.Reason, ["replacement"] = notice.ReplacementUrl, ["withdrawnUtc"] = notice.WithdrawnUtc };
        return Problem(StatusCodes.Status410Gone, "Withdrawn", notice.Reason, ProblemTypes.Withdrawn, extensions).ExecuteAsync(context);
    }

    public static Task ChangesLostAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status410Gone, "Changes lost", ApiText.Say("ChangesLost"), ProblemTypes.ChangesLost);

    public static Task ChangesNotReadyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Unavailable", ApiText.Say("ChangesNotReady"), ProblemTypes.Unavailable);
    }

    public static Task MethodNotAllowedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method not allowed", ApiText.Say("OnlyRead"), ProblemTypes.MethodNotAllowed);

    public static Task NotAcceptableAsync(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status406NotAcceptable,
            "Not acceptable",
            ApiText.Say("NoEncoding"),
            ProblemTypes.NotAcceptable);

    public static Task PreconditionFailedAsync(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status412PreconditionFailed,
            "Precondition failed",
            ApiText.Say("NotCurrent"),
            ProblemTypes.PreconditionFailed);

    public static Task UnknownParametersAsync(HttpContext context, IReadOnlyList<string> unknown, IReadOnlyList<string> permitted) =>
        UnknownParameters(context, unknown, permitted).ExecuteAsync(context);

    public static Task InvalidParametersAsync(HttpContext context, IReadOnlyDictionary<string, string> errors) =>
        InvalidParameters(context, errors).ExecuteAsync(context);

    /// <summary>Answers a query that has parameters which are not permitted, or wrong ones.</summary>
    /// <param name="context">The request.</param>
    /// <param name="permitted">Names of those that are permitted.</param>
    /// <param name="errors">What is wrong, by name of the parameter.</param>
    /// <returns>Whether it was answered.</returns>
    public static async Task<bool> RefuseQueryAsync(HttpContext context, IReadOnlyList<string> permitted, IReadOnlyDictionary<string, string> errors)
    {
        if (QueryParameters.Unknown(context.Request.Query, permitted) is { Count: > 0 } unknown)
        {
            await UnknownParametersAsync(context, unknown, permitted);
            return true;
        }

        if (errors.Count > 0)
        {
            await InvalidParametersAsync(context, errors);
            return true;
        }

        return false;
    }

    /// <summary>Answers a query that has parameters which are not permitted, where each of the others is read later.</summary>
    /// <param name="context">The request.</param>
    /// <param name="permitted">Names of those that are permitted.</param>
    /// <returns>Whether it was answered.</returns>
    public static Task<bool> RefuseQueryAsync(HttpContext context, params IReadOnlyList<string> permitted) => RefuseQueryAsync(context, permitted, FrozenDictionary<string, string>.Empty);

    public static Task InvalidCursorAsync(HttpContext context) => InvalidCursor(context).ExecuteAsync(context);

    public static IResult UnknownParameters(HttpContext context, IReadOnlyList<string> unknown, IReadOnlyList<string> permitted)
    {
        var message = permitted.Count == 0
            ? ApiText.Say("NoParameters")
            : ApiText.Say("PermittedParameters", string.Join(", ", permitted));
        return Validation(
            context,
            ProblemTypes.UnknownQueryParameter,
            "Unknown query parameter",
            unknown.ToDictionary(name => name, _ => new[] { message }, StringComparer.Ordinal),
            new Dictionary<string, object?> { ["permitted"] = permitted });
    }

    public static IResult InvalidParameters(HttpContext context, IReadOnlyDictionary<string, string> errors) =>
        Validation(
            context,
            ProblemTypes.InvalidQueryParameter,
            "Invalid query parameter",
            errors.ToDictionary(error => error.Key, error => new[] { error.Value }, StringComparer.Ordinal));

    public static IResult InvalidCursor(HttpContext context) =>
        Validation(
            context,
            ProblemTypes.InvalidCursor,
            "Invalid cursor",
            new Dictionary<string, string[]> { ["after"] = [ApiText.Say("NoCursor")] });

    public static IResult Problem(int status, string title, string detail, string type, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: type, extensions: extensions);

    private static ValidationProblem Validation(
        HttpContext context, string type, string title, Dictionary<string, string[]> errors, IDictionary<string, object?>? extensions = null)
    {
        NeverStore(context);
        return TypedResults.ValidationProblem(errors, title: title, type: type, extensions: extensions);
    }

    private static Task WriteAsync(HttpContext context, int status, string title, string detail, string type)
    {
        NeverStore(context);
        return Problem(status, title, detail, type).ExecuteAsync(context);
    }

    private static void NeverStore(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
