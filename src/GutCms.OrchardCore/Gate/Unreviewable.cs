using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.OrchardCore.Storage;
using OrchardCore.Shortcodes.Services;
using Shortcodes;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Finds what a site would show in other words than were reviewed: parts that compute what they show, shortcodes and Liquid in texts.</summary>
internal sealed class Unreviewable(ContentReader content, IShortcodeService shortcodes)
{
    private const string Computed = "LiquidPart";

    /// <summary>Why a type cannot be under a policy, part by part, those of the types that it holds included; empty when it can.</summary>
    public async Task<IEnumerable<string>> FindInTypeAsync(string type)
    {
        var definitions = await content.GetDefinitionsAsync();
        var (seen, open, found) = (new HashSet<string>(StringComparer.Ordinal) { type }, new Queue<string>([type]), new List<string>());
        while (open.TryDequeue(out var name))
        {
            foreach (var use in definitions.FindType(name)?.Parts ?? [])
            {
                if (use.PartName == Computed)
                {
                    found.Add($"{name} has the part {use.Name}, which computes what it shows: nobody can review that.");
                }

                foreach (var held in ((use.Settings[use.PartName + "Settings"] as JsonObject)?["ContainedContentTypes"] as JsonArray ?? []).Select(Text).OfType<string>().Where(seen.Add))
                {
                    open.Enqueue(held);
                }
            }
        }

        return found;
    }

    /// <summary>Why a site would not show of an item what was reviewed; null when it would.</summary>
    public async Task<string?> FindAsync(OrchardItem item)
    {
        var json = Items.ToJson(item);
        var definitions = await content.GetDefinitionsAsync();
        foreach (var (type, holder) in ItemsIn(json))
        {
            foreach (var use in definitions.FindType(type)?.Parts ?? [])
            {
                if (use.PartName == Computed)
                {
                    return $"{type} has the part {use.Name}, which computes what it shows: nobody can review that.";
                }

                foreach (var text in Texts(definitions, use, holder[use.Name] as JsonObject))
                {
                    if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal))
                    {
                        return $"A text of {type} has Liquid in it ('{{{{' or '{{%'): readers could see other words than were reviewed.";
                    }

                    if (text.Contains('[', StringComparison.Ordinal) && await shortcodes.ProcessAsync(text, new Context { ["ContentItem"] = item }) != text)
                    {
                        return $"A text of {type} has a shortcode in it: readers would see other words than were reviewed. Write what it stands for.";
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Texts(ContentDefinitions definitions, ContentTypePartDefinition use, JsonObject? part)
    {
        var own = use.PartName switch
        {
            "HtmlBodyPart" => Text(part?["Html"]),
            "MarkdownBodyPart" => Text(part?["Markdown"]),
            _ => null,
        };
        var fields = (definitions.FindPart(use.PartName)?.Fields ?? []).Select(field => (field.FieldName, Value: part?[field.Name] as JsonObject)).Select(field => field.FieldName switch
        {
            "HtmlField" => Text(field.Value?["Html"]),
            "MarkdownField" => Text(field.Value?["Markdown"]),
            _ => null,
        });
        return fields.Prepend(own).OfType<string>();
    }

    /// <summary>The item and every one in it, wherever it is nested.</summary>
    private static IEnumerable<(string Type, JsonObject Item)> ItemsIn(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(ItemsIn),
        JsonObject json => (Text(json[nameof(OrchardItem.ContentType)]) is { } type ? new[] { (type, json) } : []).Concat(json.SelectMany(member => ItemsIn(member.Value))),
        _ => [],
    };

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;
}
