using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Delivery;

/// <summary>The text of delivered content without its mark-up, for search and for the reading time.</summary>
internal static class DeliveryText
{
    // Marks, not text; and the disclaimer, which stands under every article and would make each of them match its words.
    private static readonly HashSet<string> NotText = new(StringComparer.Ordinal) { "type", "language", "id", "kind", "grade", "disclaimer", "url", "path" };

    /// <summary>Reads the text of delivered content.</summary>
    /// <returns>All text except the title, block after block; and the whole minutes, at least 1, that the body takes with its headings.</returns>
    public static (string SearchText, int ReadingMinutes) Of(JsonObject content)
    {
        var text = new StringBuilder();
        var minutes = 1;
        foreach (var (name, value) in content)
        {
            var start = text.Length;
            if (name != "title")
            {
                JsonTexts.Append(text, name, value, NotText, IsHtml);
            }

            if (name == "body")
            {
                minutes = ReadingTime.Of(text.ToString(start, text.Length - start));
            }
        }

        return (text.ToString().TrimEnd(), minutes);
    }

    // HTML in the projection is canonical already. Below "fields" only its form tells.
    private static bool IsHtml(string name, string value) =>
        name.EndsWith("html", StringComparison.OrdinalIgnoreCase) || name == "description" || value.StartsWith('<');
}
