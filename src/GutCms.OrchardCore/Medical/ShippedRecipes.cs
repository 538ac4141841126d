using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Medical;

/// <summary>The recipes that the module brings along, as they stand in its assembly.</summary>
internal static class ShippedRecipes
{
    /// <summary>The steps of a recipe, for the caller to change.</summary>
    /// <param name="name">Name of the recipe, such as <c>gutcms.roles</c>.</param>
    public static IReadOnlyList<JsonObject> Read(string name)
    {
        var resource = $"GutCms.OrchardCore.Recipes>{name}.recipe.json";
        using var file = typeof(ShippedRecipes).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The assembly holds no '{resource}'.");
        return [.. JsonNode.Parse(file)!["steps"]!.AsArray().OfType<JsonObject>()];
    }
}
