using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>The text of a live version as readers are shown it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Content">The text: the <c>content</c> of its document.</param>
/// <param name="ContentHash">Its content hash.</param>
/// <param name="IsKept">
/// It is the text that was granted, out of the archive: the program would make another one of the version today, because definitions, language or the program itself have changed since.
/// </param>
public sealed record ShownText(StoredVersion Version, JsonObject Content, string ContentHash, bool IsKept)
{
    private static readonly JsonSerializerOptions Kept = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The disclaimer that it is shown with; null when none.</summary>
    public ContentItem? Disclaimer { get; init; }

    /// <summary>The version.</summary>
    public ContentItem Item => Version.Item;

    /// <summary>The text as it is kept: its members in the order in which they are delivered.</summary>
    public string ToJson() => ToJson(Content);

    /// <summary>A text as it is kept.</summary>
    public static string ToJson(JsonObject content) => content.ToJsonString(Kept);

    /// <summary>The text out of what is kept under a content hash; null when that is not the text of the hash.</summary>
    public static JsonObject? Read(string json, string contentHash) => JsonNode.Parse(json) is JsonObject content && MedicalContent.Hash(content) == contentHash ? content : null;

    /// <summary>The title that readers see; empty without one.</summary>
    public string Title => Content.Text("title") ?? "";
}
