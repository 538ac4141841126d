using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>The text of delivered content without its mark-up, for search and for the reading time.</summary>
internal static class DeliveryText
{
    /// <summary>Words that an adult reads in a minute, a low figure on purpose: medical prose reads slower than the 240 of general prose.</summary>
    private const int WordsPerMinute = 200;

    // Marks, not text; and the disclaimer, which stands under every article and would make each of them match its words.
    private static readonly HashSet<string> NotText = new(StringComparer.Ordinal) { "type", "language", "id", "kind", "grade", "disclaimer", "doi", "pmid", "url" };

    /// <summary>All text except the title, block after block.</summary>
    public static string SearchText(JsonObject content)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in content)
        {
            if (name != "title")
            {
                Append(text, name, value);
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Whole minutes, at least 1, for the blocks of the body with their headings.</summary>
    public static int ReadingMinutes(JsonObject content)
    {
        var text = new StringBuilder();
        Append(text, "body", content["body"]);
        return Math.Max(1, (CountWords(text) + WordsPerMinute - 1) / WordsPerMinute);
    }

    private static void Append(StringBuilder text, string name, JsonNode? node)
    {
        if (NotText.Contains(name))
        {
            return;
        }

        switch (node)
        {
            case JsonObject json:
                foreach (var (member, value) in json)
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
                text.AppendLine(value.Contains('<', StringComparison.Ordinal) || value.Contains('&', StringComparison.Ordinal) ? ToText(name, value) : value);
                break;
        }
    }

    private static string ToText(string name, string value) =>
        name.EndsWith("html", StringComparison.OrdinalIgnoreCase) || name == "description" || value.StartsWith('<') ? ContentHtml.ToText(value) : value;

    // A word has a letter or a digit: a dash between spaces is none.
    private static int CountWords(StringBuilder text)
    {
        var words = 0;
        var inside = false;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var character in chunk.Span)
            {
                if (char.IsWhiteSpace(character))
                {
                    inside = false;
                }
                else if (!inside && char.IsLetterOrDigit(character))
                {
                    inside = true;
                    words++;
                }
            }
        }

        return words;
    }
}
