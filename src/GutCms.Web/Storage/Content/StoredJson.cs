using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;

namespace GutCms.Web.Storage.Content;

/// <summary>JSON as it stands in the database, and what the store reads out of content.</summary>
internal static class StoredJson
{
    private const int MaxDepth = 1000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth };

    // Text in the database is never put into a page as it is, so nothing has to be escaped for HTML.
    private static readonly JsonWriterOptions Writing = new() { MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Parse(string json) => JsonNode.Parse(json, null, Reading)!.AsObject();

    public static string Write(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Whether an item has a body and cites nothing.</summary>
    public static bool IsUncited(ContentItem item) => HasBlocks(item, "Body") && !HasBlocks(item, "References");

    private static bool HasBlocks(ContentItem item, string bag) => item.Parts[bag] is JsonObject part && part["ContentItems"] is JsonArray { Count: > 0 };
}
