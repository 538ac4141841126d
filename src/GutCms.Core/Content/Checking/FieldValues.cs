using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Checking;

/// <summary>The fields of an item that hold anything, in document order.</summary>
internal static class FieldValues
{
    /// <summary>Those of the item and of all that is nested in it, each with its path from the item: <c>.Article.Series</c>.</summary>
    public static IEnumerable<(string Path, ContentFieldDefinition Field, JsonObject Value)> In(ContentItem item, ContentDefinitions definitions) => In(item.ContentType, item.Parts, "", definitions);

    private static IEnumerable<(string Path, ContentFieldDefinition Field, JsonObject Value)> In(string contentType, JsonObject parts, string path, ContentDefinitions definitions)
    {
        foreach (var use in definitions.FindType(contentType)?.Parts ?? [])
        {
            if (parts[use.Name] is not JsonObject part)
            {
                continue;
            }

            var at = JsonNodes.PathOf(path, use.Name);
            foreach (var field in definitions.FindPart(use.PartName)?.Fields ?? [])
            {
                if (part[field.Name] is JsonObject value)
                {
                    yield return (JsonNodes.PathOf(at, field.Name), field, value);
                }
            }

            if (NestedItems.Member(use.PartName) is { } member && part[member] is JsonArray nested)
            {
                for (var i = 0; i < nested.Count; i++)
                {
                    if (nested[i] is JsonObject inner)
                    {
                        foreach (var found in InNested(inner, $"{at}.{member}[{i}]", definitions))
                        {
                            yield return found;
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Path, ContentFieldDefinition Field, JsonObject Value)> InNested(JsonObject inner, string path, ContentDefinitions definitions) =>
        In(inner.Text("ContentType") ?? "", inner, path, definitions)
            .Concat(NestedItems.BelowTerm(inner).SelectMany((term, index) => InNested(term, $"{path}.{NestedItems.Terms}[{index}]", definitions)));
}
