using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Projecting;

/// <summary>What a reader sees of a field; null when nothing.</summary>
internal static class FieldProjection
{
    public static JsonNode? Of(string fieldType, JsonObject? field) => field is null ? null : fieldType switch
    {
        "TextField" => Text(field.Text("Text")),
        "HtmlField" => Html(field),
        "MarkdownField" => Text(field.Text("Markdown")),
        "BooleanField" => field.Flag("Value") ? JsonValue.Create(true) : null,
        "NumericField" => Number(field["Value"]),
        "DateField" => Instant(field, "yyyy-MM-dd"),
        "DateTimeField" => Instant(field, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        "TimeField" => Text(field.Text("Value")),
        "MultiTextField" => Texts(field, "Values"),
        "LinkField" => Link(field),
        "MediaField" => Media(field),
        "YoutubeField" => Text(field.Text("RawAddress")),
        // Pickers point to other items, users or terms: what is shown of those is not this version's text.
        _ => null,
    };

    /// <summary>The member <c>Html</c> of a part or field, sanitised; null when no text is left.</summary>
    public static JsonNode? Html(JsonObject? json)
    {
        var html = ContentHtml.Sanitize(json.Text("Html") ?? "");
        return HtmlText.IsEmpty(html) ? null : JsonValue.Create(html);
    }

    /// <summary>A text with line feeds only, since a form sends line ends in its own way; null when empty.</summary>
    public static JsonNode? Text(string? text) => string.IsNullOrEmpty(text)
        ? null
        : JsonValue.Create(text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text);

    /// <summary>A number as RFC 8785 can write it; null when it is none.</summary>
    public static JsonValue? Number(JsonNode? value)
    {
        if (value is not JsonValue json || value.GetValueKind() != JsonValueKind.Number || !json.TryGetValue<decimal>(out var number))
        {
            return null;
        }

        // A reader recomputes the hash from doubles; what a double cannot hold is written as text.
        var asDouble = (double)number;
        return (decimal)asDouble == number ? JsonValue.Create(asDouble) : JsonValue.Create(number.ToString("0.############################", CultureInfo.InvariantCulture));
    }

    private static JsonNode? Instant(JsonObject field, string format) => ContentDates.TryParse(field.Text("Value"), out var utc)
        ? JsonValue.Create(utc.ToString(format, CultureInfo.InvariantCulture))
        : Text(field.Text("Value"));

    private static JsonArray Texts(JsonObject field, string name) =>
        new([.. field.Texts(name).Select(Text).OfType<JsonNode>()]);

    // A link without a text of its own is its address.
    private static JsonNode? Link(JsonObject field)
    {
        var url = Text(field.Text("Url"));
        var text = Text(field.Text("Text"));
        if (text is null || text.AsText() == url.AsText())
        {
            return url;
        }

        var link = new JsonObject();
        link.AddFilled("url", url);
        link.AddFilled("text", text);
        return link;
    }

    private static JsonArray Media(JsonObject field)
    {
        var texts = field.Array("MediaTexts");
        var media = new JsonArray();
        foreach (var (index, path) in (field.Array("Paths") ?? []).Index())
        {
            var file = new JsonObject();
            file.AddFilled("path", Text(path.AsText()));
            file.AddFilled("text", Text(texts?.ElementAtOrDefault(index).AsText()));
            if (file.Count > 0)
            {
                media.Add(file);
            }
        }

        return media;
    }
}
