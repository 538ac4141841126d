using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Http;

/// <summary>Entity tags of what can be changed: RFC 9110 §8.8.3 and §13.1.1.</summary>
internal static class EntityTags
{
    /// <summary>Says the tag of what is there now.</summary>
    public static void Write(HttpContext context, string tag) => context.Response.Headers.ETag = $"\"{tag}\"";

    /// <summary>Reads the tag that a change is conditional on.</summary>
    /// <returns>The opaque tag, or the problem: 428 when no particular one is named, 400 when it cannot be read.</returns>
    /// <remarks>A proxy that compresses answers makes tags weak; what it names is the same text, so that is not asked. <c>*</c> is no answer: whoever decides about a text has to say which one was on the screen.</remarks>
    public static (string? Tag, IResult? Problem) ReadRequired(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0 || string.IsNullOrWhiteSpace(header.ToString()) || header.ToString().Trim() == "*")
        {
            return (null, Problems.Problem(
                StatusCodes.Status428PreconditionRequired,
                "Precondition required",
                ApiText.Say("IfMatch"),
                ProblemTypes.PreconditionRequired));
        }

        return EntityTagHeaderValue.TryParseList(header, out var tags) && tags is [var tag] && tag.Tag.Length > 2
            ? (tag.Tag.Substring(1, tag.Tag.Length - 2), null)
            : (null, Problems.Problem(StatusCodes.Status400BadRequest, "Bad request", ApiText.Say("OneTag"), ProblemTypes.BadRequest));
    }
}
