using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

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
        JsonTexts.Append(text, "", parts, NotText, IsHtml);
        return text.ToString().TrimEnd();
    }

    private static bool IsHtml(string name, string value) => name == "Html" || value.StartsWith('<');
}
