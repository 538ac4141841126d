using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Html;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Makes what a site shows of an item under policy the text that is reviewed: names in lists are the titles, and HTML is what the content hash is made of.</summary>
/// <remarks>
/// Orchard Core keeps both apart: <c>DisplayText</c>, which page titles, the content API and GraphQL show, can be written past the title; HTML is shown as it is stored, with scripts
/// and classes that no reviewer sees.
/// </remarks>
internal sealed class Wording(ContentReader content, ContentPolicies policies)
{
    /// <summary>Does it, if the item is under policy and not live. Changes no hash.</summary>
    public async Task NormaliseAsync(OrchardItem item)
    {
        if (!await policies.IsGatedAsync(item.ContentType))
        {
            return;
        }

        var definitions = await content.GetDefinitionsAsync();
        var parts = Items.Parts(item);
        if (Title(definitions, item.ContentType, parts) is { } title)
        {
            item.DisplayText = title;
        }

        Parts(definitions, item.ContentType, parts);
    }

    private static void Nested(ContentDefinitions definitions, JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Nested(definitions, item);
                }

                break;
            case JsonObject json when json[nameof(OrchardItem.ContentType)] is JsonValue name && name.TryGetValue<string>(out var type):
                if (Title(definitions, type, json) is { } title && Text(json[nameof(OrchardItem.DisplayText)]) is { Length: > 0 } shown && shown != title)
                {
                    json[nameof(OrchardItem.DisplayText)] = title;
                }

                Parts(definitions, type, json);
                break;
            case JsonObject json:
                foreach (var (_, member) in json)
                {
                    Nested(definitions, member);
                }

                break;
        }
    }

    private static void Parts(ContentDefinitions definitions, string type, JsonObject item)
    {
        foreach (var use in definitions.FindType(type)?.Parts ?? [])
        {
            if (item[use.Name] is not JsonObject part)
            {
                continue;
            }

            if (use.PartName == "HtmlBodyPart")
            {
                Sanitise(part);
            }

            foreach (var field in definitions.FindPart(use.PartName)?.Fields.Where(field => field.FieldName == "HtmlField") ?? [])
            {
                Sanitise(part[field.Name] as JsonObject);
            }
        }

        foreach (var (_, part) in item)
        {
            Nested(definitions, part);
        }
    }

    private static void Sanitise(JsonObject? holder)
    {
        if (Text(holder?["Html"]) is { Length: > 0 } html && ContentHtml.Sanitize(html) is var clean && clean != html)
        {
            holder!["Html"] = clean;
        }
    }

    private static string? Title(ContentDefinitions definitions, string type, JsonObject item) =>
        definitions.FindType(type)?.Parts.FirstOrDefault(use => use.PartName == "TitlePart") is { } use && Text((item[use.Name] as JsonObject)?["Title"]) is { Length: > 0 } title ? title : null;

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;
}
