using System.Text.Encodings.Web;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Content;

/// <summary>Answers with a version and the tag of its item.</summary>
internal static class ContentResponse
{
    /// <summary>Member that names what was left out; not part of the item.</summary>
    public const string Warnings = "warnings";

    private const string RepeatedElement = "#source";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Of(HttpContext context, ContentItem item, string tag) => Of(context, item, tag, [], []);

    /// <summary>As <see cref="Of(HttpContext, ContentItem, string)"/>, with what was left out of what was sent, and which sources stand in it twice.</summary>
    public static IResult Of(HttpContext context, ContentItem item, string tag, IReadOnlyList<ContentLoss> losses, IReadOnlyList<RepeatedSource> repeated)
    {
        EntityTags.Write(context, tag);
        return TypedResults.Bytes(losses.Count + repeated.Count == 0 ? ContentItemJson.ToUtf8(item) : WithWarnings(item, losses, repeated), "application/json; charset=utf-8");
    }

    private static byte[] WithWarnings(ContentItem item, IReadOnlyList<ContentLoss> losses, IReadOnlyList<RepeatedSource> repeated)
    {
        var json = ContentItemJson.Write(item);
        IEnumerable<ContentWarning> warnings =
        [
            .. losses.Select(loss => new ContentWarning(loss.Path, loss.Element, loss.Text, loss.Sentence.ToCurrent())),
            .. repeated.Select(source => new ContentWarning(source.Path, RepeatedElement, source.Identifier, source.Sentence.ToCurrent())),
        ];
        json[Warnings] = JsonSerializer.SerializeToNode(warnings, JsonSerializerOptions.Web);
        return JsonSerializer.SerializeToUtf8Bytes(json, Readable);
    }
}
