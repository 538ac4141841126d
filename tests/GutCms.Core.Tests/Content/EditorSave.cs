using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Content;

/// <summary>Makes of an item what Orchard Core's editor stores when it is opened and saved without a change.</summary>
/// <remarks>
/// Every part and field of the type is written in full: nulls, empty lists, an absent Boolean as false, <c>""</c> as null, scripts taken out of HTML,
/// line ends as a form sends them; nested items get all well-known members.
/// </remarks>
internal static partial class EditorSave
{
    public static ContentItem Of(ContentItem item, ContentDefinitions definitions)
    {
        var parts = item.Parts.DeepClone().AsObject();
        Fill(parts, item.ContentType, definitions);
        return item with { Parts = parts };
    }

    private static void Fill(JsonObject item, string contentType, ContentDefinitions definitions)
    {
        foreach (var use in definitions.FindType(contentType)!.Parts)
        {
            var part = item[use.Name] as JsonObject ?? [];
            item[use.Name] = part.Parent is null ? part : item[use.Name];
            FillMembers(part, KnownShapes.Parts.GetValueOrDefault(use.PartName));
            foreach (var field in definitions.FindPart(use.PartName)?.Fields ?? [])
            {
                var value = part[field.Name] as JsonObject ?? [];
                part[field.Name] = value.Parent is null ? value : part[field.Name];
                FillMembers(value, KnownShapes.Fields[field.FieldName]);
            }

            foreach (var nested in NestedItems.Of(use.PartName, part))
            {
                Fill(nested, nested["ContentType"]!.GetValue<string>(), definitions);
                foreach (var name in new[] { "ContentItemVersionId", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Owner", "Author" })
                {
                    nested.TryAdd(name, null);
                }
            }
        }
    }

    private static void FillMembers(JsonObject json, KnownShape? shape)
    {
        foreach (var (name, kind) in shape?.Members ?? FrozenDictionary<string, ValueKind>.Empty)
        {
            var value = json[name];
            json[name] = kind switch
            {
                ValueKind.Boolean => value?.DeepClone() ?? false,
                ValueKind.Items or ValueKind.ItemIds or ValueKind.TextList => value?.DeepClone() ?? new JsonArray(),
                ValueKind.Text or ValueKind.Path or ValueKind.Url => FormText((string?)value),
                ValueKind.Html => FormText(Script().Replace((string?)value ?? "", "")),
                _ => value?.DeepClone(),
            };
        }
    }

    private static string? FormText(string? text) => string.IsNullOrEmpty(text) ? null : LineEnd().Replace(text, "\r\n");

    [GeneratedRegex("\r\n|\r|\n")]
    private static partial Regex LineEnd();

    [GeneratedRegex("<script[^>]*>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
