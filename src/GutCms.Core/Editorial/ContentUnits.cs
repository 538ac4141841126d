using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;

namespace GutCms.Core.Editorial;

/// <summary>
/// Takes an item apart into what people change one at a time, and puts it together again: each field (<c>Article.Subtitle</c>), each block of a bag
/// (<c>Body/{id}</c>) and the order of the blocks (<c>Body</c>).
/// </summary>
internal static class ContentUnits
{
    private const string Items = "ContentItems";

    /// <summary>The units of an item in its order. A unit that is absent is not listed.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Split(JsonObject item)
    {
        OrderedDictionary<string, JsonNode> units = new(StringComparer.Ordinal);
        foreach (var (partName, partJson) in item)
        {
            if (WellKnown.Contains(partName) || partName == GutCms.Core.Reviews.Views.ReviewPart.Name || partJson is not JsonObject part)
            {
                continue;
            }

            if (BlocksOf(part) is { } blocks)
            {
                units[partName] = new JsonArray([.. blocks.Select(JsonNode? (block) => IdOf(block))]);
                foreach (var block in blocks)
                {
                    units[$"{partName}/{IdOf(block)}"] = block;
                }

                continue;
            }

            foreach (var (name, value) in part.Where(member => member.Value is not null))
            {
                units[$"{partName}.{name}"] = value!;
            }
        }

        return units;
    }

    /// <summary>An item with these units in place of its own; ids, dates and what else is no unit stay those of <paramref name="frame"/>.</summary>
    /// <param name="frame">The item that the units are put into.</param>
    /// <param name="units">All units that the item is to have.</param>
    public static JsonObject Join(JsonObject frame, IReadOnlyDictionary<string, JsonNode> units)
    {
        var item = (JsonObject)frame.DeepClone();
        foreach (var (partName, partJson) in item.ToList())
        {
            if (!WellKnown.Contains(partName) && partName != GutCms.Core.Reviews.Views.ReviewPart.Name && partJson is JsonObject part)
            {
                item[partName] = BlocksOf(part) is null ? new JsonObject() : new JsonObject { [Items] = new JsonArray() };
            }
        }

        foreach (var (key, value) in units)
        {
            if (key.Split('.', 2) is [var partName, var member] && !key.Contains('/'))
            {
                PartOf(item, partName)[member] = value.DeepClone();
            }
            else if (!key.Contains('/'))
            {
                PartOf(item, key)[Items] = new JsonArray([.. OrderOf(key, (JsonArray)value, units).Select(id => units[$"{key}/{id}"].DeepClone())]);
            }
        }

        return item;
    }

    /// <summary>The blocks that there are, in the order asked for; a block that the order does not know stands at the end.</summary>
    private static IEnumerable<string> OrderOf(string part, JsonArray order, IReadOnlyDictionary<string, JsonNode> units)
    {
        var present = units.Keys.Where(key => key.StartsWith(part + "/", StringComparison.Ordinal)).Select(key => key[(part.Length + 1)..]).ToList();
        var ordered = order.Select(JsonNodes.AsText).OfType<string>().Where(present.Contains).Distinct(StringComparer.Ordinal).ToList();
        return ordered.Concat(present.Except(ordered));
    }

    private static List<JsonObject>? BlocksOf(JsonObject part) => part[Items] is JsonArray blocks ? [.. blocks.OfType<JsonObject>()] : null;

    private static string IdOf(JsonObject block) => block.Text(WellKnown.ContentItemId) ?? "";

    private static JsonObject PartOf(JsonObject item, string name)
    {
        if (item[name] is not JsonObject part)
        {
            item[name] = part = [];
        }

        return part;
    }
}
