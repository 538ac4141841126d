using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Items;

/// <summary>What an item in a recipe must say itself, because Orchard Core's import fills nothing in. A draft may lack what is asked for at its submission.</summary>
internal static class RecipeItemDemands
{
    /// <summary>Whether an item is a draft, which may be incomplete.</summary>
    public static bool IsDraft(JsonNode? item) => item is JsonObject json && !MayBeTrue(json, "Published");

    public static void Check(JsonObject item, ContentDefinitions definitions, List<ContentFault> faults)
    {
        Demand(item, "ContentItemId", Sentence.Of("Recipe.OwnId"), faults);
        Demand(item, "ContentItemVersionId", Sentence.Of("Recipe.OwnVersionId"), faults);
        var type = definitions.FindType(item.TextOf("ContentType") ?? "");
        if (!IsDraft(item) && type?.Parts.Any(part => part.PartName == "TitlePart") == true)
        {
            Demand(item, "DisplayText", Sentence.Of("Recipe.DisplayText"), faults);
        }

        foreach (var use in type?.Parts.Where(part => part.PartName == ItemMeaning.AddressPart) ?? [])
        {
            CheckPath(item, use.Name, faults);
        }

        if (!MayBeTrue(item, "Latest") && !MayBeTrue(item, "Published"))
        {
            faults.Add(new("$.Latest", Sentence.Of("Recipe.NeitherLatest")));
        }
    }

    private static void Demand(JsonObject item, string name, Sentence sentence, List<ContentFault> faults)
    {
        if (item[name] is null || (item[name] is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text)))
        {
            faults.Add(new($"$.{name}", sentence));
        }
    }

    private static void CheckPath(JsonObject item, string part, List<ContentFault> faults)
    {
        var path = (item[part] as JsonObject)?[ItemMeaning.AddressMember];
        if (path is null || (path is JsonValue empty && empty.TryGetValue<string>(out var nothing) && nothing.Length == 0))
        {
            if (IsDraft(item))
            {
                return;
            }

            faults.Add(new($"$.{part}.Path", Sentence.Of("Recipe.PathMissing")));
        }
        else if (path is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith('/'))
        {
            faults.Add(new($"$.{part}.Path", Sentence.Of("Recipe.LeadingSlash", text.TrimStart('/'))));
        }
    }

    // A value of another type is reported as such.
    private static bool MayBeTrue(JsonObject item, string name) => item[name] is { } value && value.GetValueKind() != JsonValueKind.False;
}
