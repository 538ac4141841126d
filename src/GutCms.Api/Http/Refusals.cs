using GutCms.Core.Reviews.Model;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>The one mapping from a use case's refusal to HTTP.</summary>
internal static class Refusals
{
    /// <summary>The answer to an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="context">The request; a stale one is told the current tag.</param>
    /// <param name="done">The answer when it was done.</param>
    public static IResult ToResult<T>(this Outcome<T> outcome, HttpContext context, Func<T, IResult> done)
        where T : class =>
        outcome.Succeeded ? done(outcome.Value) : outcome.Refusal.ToResult(context);

    /// <summary>The problem that a refusal is.</summary>
    public static IResult ToResult(this Refusal refusal, HttpContext context)
    {
        if (refusal is { Kind: RefusalKind.Stale, CurrentTag: { } tag })
        {
            EntityTags.Write(context, tag);
        }

        if (refusal is { Kind: RefusalKind.Invalid, Faults.IsEmpty: false })
        {
            var errors = refusal.Faults.GroupBy(fault => fault.Path, StringComparer.Ordinal)
                .ToDictionary(faults => faults.Key, faults => faults.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal);
            return TypedResults.ValidationProblem(errors, refusal.Message, title: "Invalid content", type: ProblemTypes.ContentInvalid);
        }

        var (status, title, type) = refusal.Kind switch
        {
            RefusalKind.Invalid => (StatusCodes.Status400BadRequest, "Bad request", ProblemTypes.BadRequest),
            RefusalKind.Forbidden => (StatusCodes.Status403Forbidden, "Forbidden", ProblemTypes.Forbidden),
            RefusalKind.NotFound => (StatusCodes.Status404NotFound, "Not found", ProblemTypes.NotFound),
            RefusalKind.Stale => (StatusCodes.Status412PreconditionFailed, "Precondition failed", ProblemTypes.PreconditionFailed),
            RefusalKind.TooLarge => (StatusCodes.Status413PayloadTooLarge, "Content too large", ProblemTypes.ContentTooLarge),
            RefusalKind.Unsupported => (StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", ProblemTypes.UnsupportedMediaType),
            RefusalKind.Unprocessable => (StatusCodes.Status422UnprocessableEntity, "Unprocessable content", ProblemTypes.UnprocessableContent),
            _ when refusal.CurrentState is not null => (StatusCodes.Status409Conflict, "Not permitted", ProblemTypes.TransitionNotPermitted),
            _ => (StatusCodes.Status409Conflict, "Conflict", ProblemTypes.Conflict),
        };
        return Problems.Problem(status, title, refusal.Message, type, Extensions(refusal));
    }

    private static Dictionary<string, object?>? Extensions(Refusal refusal)
    {
        if (refusal.Kind is RefusalKind.NotFound or RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.Unsupported or RefusalKind.Unprocessable)
        {
            return null;
        }

        var extensions = new Dictionary<string, object?>
        {
            ["currentState"] = refusal.CurrentState?.ToName(),
            ["permittedTriggers"] = refusal.PermittedTriggers.Select(trigger => trigger.ToName()).ToArray(),
            ["unmetRules"] = refusal.UnmetRules,
        };
        if (refusal.Kind == RefusalKind.Stale)
        {
            extensions["currentETag"] = refusal.CurrentTag is { } tag ? $"\"{tag}\"" : null;
        }

        return extensions;
    }
}
