using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Http;

/// <summary>A form in which bytes are served.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,

    /// <summary>The client excludes all of them.</summary>
    None,
}

/// <summary>Chooses the content coding of an answer: RFC 9110 §12.5.3. The higher weight wins; at equal weights br, then gzip, then identity.</summary>
internal static class ContentCodings
{
    // What practically all clients send; anything else is parsed.
    private static readonly FrozenDictionary<string, ContentCoding> Usual = new[]
    {
        "", "identity", "gzip", "gzip, deflate", "gzip,deflate", "br", "gzip, br", "br, gzip", "gzip,br", "gzip, deflate, br", "gzip,deflate,br",
        "gzip, deflate, br, zstd", "deflate, gzip, br, zstd", "*",
    }.ToFrozenDictionary(header => header, header => Parse(header), StringComparer.Ordinal);

    /// <summary>The coding for an Accept-Encoding header. Without the header: identity, since nothing says that the client could decode more.</summary>
    public static ContentCoding Choose(StringValues acceptEncoding) =>
        acceptEncoding.Count == 0 ? ContentCoding.Identity
        : acceptEncoding.Count == 1 && Usual.TryGetValue(acceptEncoding[0] ?? "", out var known) ? known
        : Parse(acceptEncoding);

    /// <summary>Token for Content-Encoding; null for identity.</summary>
    public static string? Token(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>The quoted strong entity tag of a form, from the opaque tag of the identity form.</summary>
    public static string EntityTag(string tag, ContentCoding coding) => Token(coding) is { } token ? $"\"{tag}-{token}\"" : $"\"{tag}\"";

    private static ContentCoding Parse(StringValues acceptEncoding)
    {
        // A header that cannot be parsed says nothing: identity is the form that every client understands.
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var entries))
        {
            return ContentCoding.Identity;
        }

        var any = Weight(entries, "*");
        var brotli = Weight(entries, "br") ?? any ?? 0;
        var gzip = Weight(entries, "gzip") ?? Weight(entries, "x-gzip") ?? any ?? 0;

        // Identity is acceptable unless it is excluded, by name or by *;q=0; unmentioned it comes last.
        var identity = Weight(entries, "identity") ?? (any is 0 ? 0 : double.Epsilon);

        return brotli > 0 && brotli >= gzip && brotli >= identity ? ContentCoding.Brotli
            : gzip > 0 && gzip >= identity ? ContentCoding.Gzip
            : identity > 0 ? ContentCoding.Identity
            : ContentCoding.None;
    }

    private static double? Weight(IList<StringWithQualityHeaderValue> entries, string coding)
    {
        foreach (var entry in entries)
        {
            if (entry.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Quality ?? 1;
            }
        }

        return null;
    }
}
