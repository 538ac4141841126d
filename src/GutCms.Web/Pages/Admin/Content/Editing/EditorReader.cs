using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Makes an item of what a form holds. What the editor does not know of the version that was edited stays as it was.</summary>
internal sealed class EditorReader(ContentDefinitions definitions, EditorValues values)
{
    /// <summary>Reads the item.</summary>
    /// <param name="origin">The version that was edited; for a new item its type only.</param>
    /// <param name="type">Its type.</param>
    public JsonObject Read(JsonObject origin, ContentTypeDefinition type)
    {
        Dictionary<string, JsonObject> known = new(StringComparer.Ordinal);
        Collect(origin, known);
        var item = (JsonObject)origin.DeepClone();
        Fill(item, type, "", known);
        return item;
    }

    private void Fill(JsonObject item, ContentTypeDefinition type, string prefix, Dictionary<string, JsonObject> known)
    {
        foreach (var slot in EditorSlots.Of(type, definitions))
        {
            if (slot.Kind == EditorKind.Blocks)
            {
                slot.EnsureHolderIn(item)[slot.Member] = new JsonArray([.. values.All(prefix + slot.Name).Distinct(StringComparer.Ordinal).Select(id => Block(id, prefix + slot.Name, known)).OfType<JsonNode>()]);
            }
            else if (slot.Kind == EditorKind.Pick)
            {
                slot.EnsureHolderIn(item)[slot.Member] = new JsonArray([.. values.All(prefix + slot.Name).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Select(JsonNode? (id) => id)]);
            }
            else if (slot.Kind == EditorKind.Picture)
            {
                PutPicture(item, slot, prefix + slot.Name);
            }
            else if (slot.Kind != EditorKind.Kept && values.First(prefix + slot.Name) is { } text)
            {
                Put(item, slot, text.Trim(), prefix);
            }
        }

        if ((item["TitlePart"] as JsonObject)?["Title"] is JsonValue title)
        {
            item["DisplayText"] = title.ToString();
        }
    }

    /// <summary>The picture that is chosen, or the one whose path was written: without a script there is a line for that behind the choice.</summary>
    private void PutPicture(JsonObject item, EditorSlot slot, string name)
    {
        if (values.All(name) is not { Count: > 0 } paths)
        {
            return;
        }

        var holder = slot.EnsureHolderIn(item);
        var path = paths.LastOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
        holder[ItemMeaning.MediaPaths] = path is null ? [] : new JsonArray(path);
        holder[ItemMeaning.MediaTexts] = path is null ? [] : new JsonArray(values.First(PictureNames.AltOf(name))?.ReplaceLineEndings(" ").Trim() ?? "");
    }

    private void Put(JsonObject item, EditorSlot slot, string text, string prefix)
    {
        var holder = slot.EnsureHolderIn(item);
        holder[slot.Member] = slot.Kind switch
        {
            EditorKind.Flag => values.All(prefix + slot.Name).Contains("true"),
            EditorKind.Number => text.Length == 0 ? null : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : text,
            EditorKind.Date or EditorKind.Time or EditorKind.DateTime => text.Length == 0 ? null : Moment(slot.Kind, text),
            EditorKind.List => new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(JsonNode? (line) => line)]),
            EditorKind.Path => PathOf(item, slot, text),
            EditorKind.Line => text.ReplaceLineEndings(" "),
            _ => text,
        };
        if (slot.Kind == EditorKind.Link)
        {
            holder["Text"] = values.First($"{prefix}{slot.Part}.{slot.Field}.Text")?.Trim() ?? "";
        }
    }

    /// <summary>What browsers send, as it is stored: instants in UTC, times with seconds.</summary>
    private static string Moment(EditorKind kind, string text) => kind switch
    {
        EditorKind.DateTime when text.Length == 16 => text + ":00Z",
        EditorKind.DateTime when text.Length == 19 => text + "Z",
        EditorKind.Time when text.Length == 5 => text + ":00",
        _ => text,
    };

    /// <summary>The path that was written, else the one that the type's pattern makes of the title.</summary>
    private static string PathOf(JsonObject item, EditorSlot slot, string text) =>
        text.Length > 0 ? ItemMeaning.PathKey(text) : Paths.Of(slot.Pattern, (item["TitlePart"] as JsonObject)?["Title"]?.ToString() ?? "");

    private JsonObject? Block(string id, string name, Dictionary<string, JsonObject> known)
    {
        var typeName = values.First($"{name}.{id}.ContentType");
        if (!ContentIds.IsValid(id) || typeName is null || definitions.FindType(typeName) is not { } type)
        {
            return null;
        }

        var block = known.TryGetValue(id, out var before) && before["ContentType"]?.ToString() == typeName
            ? (JsonObject)before.DeepClone()
            : values.OriginalOf(id) is { } original && known.TryGetValue(original, out var copied) && copied["ContentType"]?.ToString() == typeName
            ? Identified((JsonObject)copied.DeepClone(), id)
            : Identified(new JsonObject { ["ContentType"] = typeName, ["DisplayText"] = "" }, id);
        Fill(block, type, $"{name}.{id}.", known);
        return block;
    }

    private static JsonObject Identified(JsonObject block, string id)
    {
        block["ContentItemId"] = id;
        block["ContentItemVersionId"] = ContentIds.New();
        return block;
    }

    private static void Collect(JsonNode? node, Dictionary<string, JsonObject> known)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Collect(element, known);
            }
        }
        else if (node is JsonObject json)
        {
            if (json["ContentItemId"] is JsonValue id)
            {
                known.TryAdd(id.ToString(), json);
            }

            foreach (var (_, member) in json)
            {
                Collect(member, known);
            }
        }
    }
}
