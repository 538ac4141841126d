using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Of(HttpContext context, ContentItem item, string tag) => Of(context, item, tag, []);

    /// <summary>As <see cref="Of(HttpContext, ContentItem, string)"/>, with what was left out of what was sent.</summary>
    public static IResult Of(HttpContext context, ContentItem item, string tag, IReadOnlyList<ContentLoss> losses)
    {
        EntityTags.Write(context, tag);
        return TypedResults.Bytes(losses.Count == 0 ? ContentItemJson.ToUtf8(item) : WithWarnings(item, losses), "application/json; charset=utf-8");
    }

    private static byte[] WithWarnings(ContentItem item, IReadOnlyList<ContentLoss> losses)
    {
        var json = ContentItemJson.Write(item);
        json[Warnings] = new JsonArray([.. losses.Select(loss => new JsonObject
        {
            ["path"] = loss.Path,
            ["element"] = loss.Element,
            ["text"] = loss.Text,
            ["message"] = loss.Sentence.ToCurrent(),
        })]);
        return JsonSerializer.SerializeToUtf8Bytes(json, Readable);
    }
}
