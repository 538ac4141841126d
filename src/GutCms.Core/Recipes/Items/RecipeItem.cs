using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Recipes.Items;

/// <summary>An element of a Content step's array after a look at it alone.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Item">The item, not sanitised yet; null when it could not be read.</param>
/// <param name="Faults">What is wrong with it, paths from <c>$</c>.</param>
internal sealed record RecipeItem(int Index, ContentItem? Item, IReadOnlyList<ContentFault> Faults)
{
    /// <summary>What a recipe may say about a review is ignored, so nothing of it is read.</summary>
    public const string ReviewPart = "ReviewPart";

    /// <summary>What is left out of its HTML, paths from <c>$</c>.</summary>
    public IReadOnlyList<ContentLoss> Losses { get; init; } = [];

    /// <summary>Checks and reads an element.</summary>
    public static RecipeItem Check(int index, JsonNode? json, ContentDefinitions definitions, ContentLimits limits)
    {
        ForgetReview(json);
        if (limits.FindFaults(json) is { IsEmpty: false } excess)
        {
            return new(index, null, excess);
        }

        var faults = ContentValidator.ValidateJson(json, definitions).Where(fault => !fault.IsMissing || !RecipeItemDemands.IsDraft(json)).ToList();
        if (json is JsonObject item)
        {
            RecipeItemDemands.Check(item, definitions, faults);
        }

        if (faults.Count > 0 || json is not JsonObject readable)
        {
            return new(index, null, faults);
        }

        // Before it is taken apart.
        var losses = ContentLosses.Find(readable);
        return new(index, Take(readable), faults) { Losses = losses };
    }

    /// <summary>Reads an element that has been checked, and sanitises it.</summary>
    public static RecipeItem Read(int index, JsonNode? json, ContentDefinitions definitions)
    {
        ForgetReview(json);
        return new(index, ContentSanitizer.Sanitize(Take(json!.AsObject()), definitions), []);
    }

    /// <summary>Whether two versions say the same. Flags, dates, owner and author are not content, and what stands in ReviewPart is nobody's text.</summary>
    public static bool SameContent(ContentItem a, ContentItem b) =>
        a.ContentType == b.ContentType && a.DisplayText == b.DisplayText && JsonNode.DeepEquals(WithoutReview(a.Parts), WithoutReview(b.Parts));

    /// <summary>Reads an item out of JSON that nobody else holds: its parts become the item's without a copy.</summary>
    private static ContentItem Take(JsonObject json)
    {
        var head = new JsonObject();
        foreach (var (name, value) in json.Where(member => member.Value is not (JsonObject or JsonArray)).ToList())
        {
            json.Remove(name);
            head[name] = value;
        }

        return ContentItemJson.Read(head) with { Parts = json };
    }

    private static void ForgetReview(JsonNode? json)
    {
        if (json is JsonObject item && item.ContainsKey(ReviewPart))
        {
            item[ReviewPart] = new JsonObject();
        }
    }

    private static JsonObject WithoutReview(JsonObject parts)
    {
        if (!parts.ContainsKey(ReviewPart))
        {
            return parts;
        }

        var rest = parts.DeepClone().AsObject();
        rest.Remove(ReviewPart);
        return rest;
    }
}
