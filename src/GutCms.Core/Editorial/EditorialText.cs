using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Editorial;

/// <summary>The text of an item as editors look for it, drafts included.</summary>
public static class EditorialText
{
    // Ids and names of types say nothing that anybody would type.
    private static readonly HashSet<string> NotText = new(StringComparer.Ordinal) { WellKnown.ContentItemId, WellKnown.ContentItemVersionId, WellKnown.ContentType, "ContentItemIds" };

    /// <summary>All text in the parts of an item without mark-up, field after field, references and path included.</summary>
    public static string Of(JsonObject parts)
    {
        var text = new StringBuilder();
        Append(text, "", parts);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string name, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (member, value) in json.Where(pair => !NotText.Contains(pair.Key)))
                {
                    Append(text, member, value);
                }

                break;
            case JsonArray array:
                foreach (var element in array)
                {
                    Append(text, name, element);
                }

                break;
            case JsonValue scalar when scalar.TryGetValue(out string? value):
                text.AppendLine(name == "Html" || value.StartsWith('<') ? HtmlText.Of(value) : value);
                break;
        }
    }
}
