using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Checking;

/// <summary>Makes of an item what is kept of it: every HTML value is sanitised, and what people write in several forms is brought into one.</summary>
public static class ContentSanitizer
{
    /// <summary>
    /// The item with every member named <c>Html</c> of every part and field, nested items included, passed through <see cref="ContentHtml.Sanitize"/>;
    /// the same instance when nothing changes. Parts and fields that the definitions do not know are sanitised as well. Notes that several texts of the item
    /// call by the same name get names of their own. What people write in several forms is brought into one: the name of an item follows its title, identifiers of sources are as they are
    /// linked.
    /// </summary>
    public static ContentItem Sanitize(ContentItem item, ContentDefinitions definitions)
    {
        item = ContentNormalizer.Normalize(item);
        if (!NeedsIt(item.Parts, []))
        {
            return item;
        }

        var parts = item.Parts.DeepClone().AsObject();
        Change(parts, []);
        return item with { Parts = parts };
    }

    private static string Clean(string html, HashSet<string> notes) => HtmlNotes.Distinct(ContentHtml.Sanitize(html), notes);

    private static bool NeedsIt(JsonNode? node, HashSet<string> notes) => node switch
    {
        JsonObject json => json.Any(member => Html(member) is { } html ? Clean(html, notes) != html : NeedsIt(member.Value, notes)),
        JsonArray array => array.Any(value => NeedsIt(value, notes)),
        _ => false,
    };

    private static void Change(JsonNode? node, HashSet<string> notes)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var member in json.ToList())
                {
                    if (Html(member) is { } html)
                    {
                        json[member.Key] = Clean(html, notes);
                    }
                    else
                    {
                        Change(member.Value, notes);
                    }
                }

                break;
            case JsonArray array:
                foreach (var value in array)
                {
                    Change(value, notes);
                }

                break;
        }
    }

    private static string? Html(KeyValuePair<string, JsonNode?> member) => member.Key == "Html" ? member.Value.AsText() : null;
}
