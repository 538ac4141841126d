using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Http;

/// <summary>What the preconditions of a request say about a representation.</summary>
internal enum PreconditionResult
{
    /// <summary>Answer as if there were none.</summary>
    Proceed,

    /// <summary>304: the client has it.</summary>
    NotModified,

    /// <summary>412: it is not the one that the client means.</summary>
    Failed,
}

/// <summary>Evaluates If-Match, If-None-Match and If-Modified-Since of a GET or HEAD: RFC 9110 §13.2.2.</summary>
internal static class Preconditions
{
    /// <param name="headers">Headers of the request.</param>
    /// <param name="entityTag">Quoted strong entity tag of the form that would be served.</param>
    /// <param name="lastModified">Its Last-Modified as a header value; null: it has none.</param>
    public static PreconditionResult Evaluate(IHeaderDictionary headers, string entityTag, string? lastModified)
    {
        if (headers.IfMatch is { Count: > 0 } ifMatch && !Matches(ifMatch, entityTag, strong: true))
        {
            return PreconditionResult.Failed;
        }

        // If-None-Match takes the place of If-Modified-Since, whatever it says.
        if (headers.IfNoneMatch is { Count: > 0 } ifNoneMatch)
        {
            return Matches(ifNoneMatch, entityTag, strong: false) ? PreconditionResult.NotModified : PreconditionResult.Proceed;
        }

        return lastModified is not null && headers.IfModifiedSince is { Count: 1 } since && IsUnmodifiedSince(lastModified, since.ToString())
            ? PreconditionResult.NotModified
            : PreconditionResult.Proceed;
    }

    private static bool Matches(StringValues header, string entityTag, bool strong)
    {
        if (header.Count == 1 && header[0] == entityTag)
        {
            return true;
        }

        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
        {
            return false;
        }

        var current = new EntityTagHeaderValue(entityTag);
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, strong));
    }

    private static bool IsUnmodifiedSince(string lastModified, string since) =>
        since == lastModified
        || (HeaderUtilities.TryParseDate(since, out var sinceInstant)
            && DateTimeOffset.ParseExact(lastModified, "R", CultureInfo.InvariantCulture) <= sinceInstant);
}
