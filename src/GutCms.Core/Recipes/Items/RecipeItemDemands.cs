using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Recipes;

/// <summary>What an item in a recipe must say itself, because Orchard Core's import fills nothing in.</summary>
internal static class RecipeItemDemands
{
    public static void Check(JsonObject item, ContentDefinitions definitions, List<ContentFault> faults)
    {
        Demand(item, "ContentItemId", "An item in a recipe carries its own id of 26 characters, so that a second run finds it again. Add it.", faults);
        Demand(item, "ContentItemVersionId", "An item in a recipe carries its version's id of 26 characters, so that a second run finds it again. Add it.", faults);
        var type = definitions.FindType(item.TextOf("ContentType") ?? "");
        if (type is not null && type.Parts.Any(part => part.PartName == "TitlePart"))
        {
            Demand(item, "DisplayText", "DisplayText is missing: an import fills nothing in. Add the item's title.", faults);
        }

        foreach (var use in type?.Parts.Where(part => part.PartName == ItemMeaning.AddressPart) ?? [])
        {
            CheckPath(item, use.Name, faults);
        }

        if (!MayBeTrue(item, "Latest") && !MayBeTrue(item, "Published"))
        {
            faults.Add(new("$.Latest", "A version that is neither the latest nor the published one means nothing in a recipe. Set \"Latest\": true."));
        }

        CheckNestedIds(item, "$", new HashSet<string>(StringComparer.Ordinal), faults);
    }

    private static void Demand(JsonObject item, string name, string message, List<ContentFault> faults)
    {
        if (item[name] is null || (item[name] is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text)))
        {
            faults.Add(new($"$.{name}", message));
        }
    }

    private static void CheckPath(JsonObject item, string part, List<ContentFault> faults)
    {
        var path = (item[part] as JsonObject)?[ItemMeaning.AddressMember];
        if (path is null || (path is JsonValue empty && empty.TryGetValue<string>(out var nothing) && nothing.Length == 0))
        {
            faults.Add(new($"$.{part}.Path", "The path is missing: an import makes none. Write it, without a leading slash, for example \"articles/my-article\"."));
        }
        else if (path is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith('/'))
        {
            faults.Add(new($"$.{part}.Path", $"A path has no leading slash. Write \"{text.TrimStart('/')}\"."));
        }
    }

    private static void CheckNestedIds(JsonNode? node, string path, HashSet<string> seen, List<ContentFault> faults)
    {
        switch (node)
        {
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    CheckNestedIds(array[i], $"{path}[{i}]", seen, faults);
                }

                break;
            case JsonObject json:
                if (json["ContentType"] is JsonValue && json.TextOf("ContentItemId") is { Length: > 0 } id && !seen.Add(id))
                {
                    faults.Add(new($"{path}.ContentItemId", $"The id '{id}' stands twice in this item. Give each nested item its own."));
                }

                foreach (var (name, value) in json)
                {
                    if (value is JsonObject or JsonArray)
                    {
                        CheckNestedIds(value, RecipeJson.Member(path, name), seen, faults);
                    }
                }

                break;
        }
    }

    // A value of another type is reported as such.
    private static bool MayBeTrue(JsonObject item, string name) => item[name] is { } value && value.GetValueKind() != JsonValueKind.False;
}
