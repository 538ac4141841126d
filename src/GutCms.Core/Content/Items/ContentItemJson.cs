using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Items;

/// <summary>Reads and writes content items in Orchard Core's JSON shape.</summary>
/// <remarks>
/// Eleven well-known members come first, PascalCase, always written, null when absent; then one member per part. Reading is case-sensitive,
/// drops unknown scalars at the root and keeps objects and arrays. Source: Orchard Core's content item converter.
/// </remarks>
public static class ContentItemJson
{
    // The JSON is stored and sent as JSON, never inside HTML: text stays readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an item. The argument stays as it is; the item shares nothing with it.</summary>
    /// <exception cref="ContentJsonException">A well-known member has a wrong JSON type or is not a date.</exception>
    public static ContentItem Read(JsonObject json)
    {
        var parts = new JsonObject();
        foreach (var (name, value) in json)
        {
            if (value is JsonObject or JsonArray && !WellKnown.Contains(name))
            {
                parts.Add(name, value.DeepClone());
            }
        }

        return Read(json, parts);
    }

    /// <summary>Reads an item from UTF-8.</summary>
    /// <exception cref="ContentJsonException">Not a JSON object, a duplicate member, text that is not Unicode, or as <see cref="Read(JsonObject)"/>.</exception>
    public static ContentItem Parse(ReadOnlySpan<byte> utf8)
    {
        var json = StrictJson.ParseObject(utf8);
        var item = Read(json, []);
        foreach (var name in json.Where(member => member.Value is not (JsonObject or JsonArray) || WellKnown.Contains(member.Key)).Select(member => member.Key).ToList())
        {
            json.Remove(name);
        }

        return item with { Parts = json };
    }

    /// <summary>The item as a new JSON object that shares nothing with it.</summary>
    public static JsonObject Write(ContentItem item)
    {
        var json = new JsonObject
        {
            [WellKnown.ContentItemId] = item.ContentItemId,
            [WellKnown.ContentItemVersionId] = item.ContentItemVersionId,
            [WellKnown.ContentType] = item.ContentType,
            [WellKnown.DisplayText] = item.DisplayText,
            [WellKnown.Latest] = item.Latest,
            [WellKnown.Published] = item.Published,
            [WellKnown.ModifiedUtc] = Date(item.ModifiedUtc),
            [WellKnown.PublishedUtc] = Date(item.PublishedUtc),
            [WellKnown.CreatedUtc] = Date(item.CreatedUtc),
            [WellKnown.Owner] = item.Owner,
            [WellKnown.Author] = item.Author,
        };
        foreach (var (name, value) in item.Parts)
        {
            json.Add(name, value?.DeepClone());
        }

        return json;
    }

    /// <summary>Writes the item as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, ContentItem item)
    {
        writer.WriteStartObject();
        writer.WriteString(WellKnown.ContentItemId, item.ContentItemId);
        writer.WriteString(WellKnown.ContentItemVersionId, item.ContentItemVersionId);
        writer.WriteString(WellKnown.ContentType, item.ContentType);
        writer.WriteString(WellKnown.DisplayText, item.DisplayText);
        writer.WriteBoolean(WellKnown.Latest, item.Latest);
        writer.WriteBoolean(WellKnown.Published, item.Published);
        writer.WriteString(WellKnown.ModifiedUtc, Date(item.ModifiedUtc));
        writer.WriteString(WellKnown.PublishedUtc, Date(item.PublishedUtc));
        writer.WriteString(WellKnown.CreatedUtc, Date(item.CreatedUtc));
        writer.WriteString(WellKnown.Owner, item.Owner);
        writer.WriteString(WellKnown.Author, item.Author);
        foreach (var (name, value) in item.Parts)
        {
            writer.WritePropertyName(name);
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The item as UTF-8 without white space between tokens.</summary>
    public static byte[] ToUtf8(ContentItem item)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        Write(writer, item);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether two versions say the same, whatever is <see cref="ContentItem.Latest"/> or <see cref="ContentItem.Published"/>.</summary>
    /// <remarks>Order of members within an object does not count, order in arrays does; numbers are compared by value. Source: Orchard Core's import.</remarks>
    public static bool SameContent(ContentItem a, ContentItem b) =>
        a with { Latest = false, Published = false, Parts = Shared } == b with { Latest = false, Published = false, Parts = Shared }
        && JsonNode.DeepEquals(a.Parts, b.Parts);

    private static readonly JsonObject Shared = [];

    private static ContentItem Read(JsonObject json, JsonObject parts) => new()
    {
        ContentItemId = ReadText(json, WellKnown.ContentItemId) ?? "",
        ContentItemVersionId = ReadText(json, WellKnown.ContentItemVersionId) ?? "",
        ContentType = ReadText(json, WellKnown.ContentType) ?? "",
        DisplayText = ReadText(json, WellKnown.DisplayText),
        Latest = ReadFlag(json, WellKnown.Latest),
        Published = ReadFlag(json, WellKnown.Published),
        ModifiedUtc = ReadDate(json, WellKnown.ModifiedUtc),
        PublishedUtc = ReadDate(json, WellKnown.PublishedUtc),
        CreatedUtc = ReadDate(json, WellKnown.CreatedUtc),
        Owner = ReadText(json, WellKnown.Owner),
        Author = ReadText(json, WellKnown.Author),
        Parts = parts,
    };

    private static string? ReadText(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new ContentJsonException($"$.{name}", Sentence.Of("Content.StringOrNull")),
    };

    private static bool ReadFlag(JsonObject json, string name) => json[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw new ContentJsonException($"$.{name}", Sentence.Of("Content.Flag")),
    };

    private static DateTime? ReadDate(JsonObject json, string name) => ReadText(json, name) switch
    {
        null => null,
        var text when ContentDates.TryParse(text, out var utc) => utc,
        _ => throw new ContentJsonException($"$.{name}", Sentence.Of("Content.DateTime")),
    };

    private static string? Date(DateTime? utc) => utc is { } value ? ContentDates.FormatRoot(value) : null;
}
