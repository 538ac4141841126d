using System.Text.Json.Nodes;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Medical;

/// <summary>
/// Keeps the recipes that are shipped from changing, or putting under a policy, a type of the site's own that has the name of a medical one: they follow the name under which the site has ours, or end where it has none.
/// What the site's own recipes do is the site's affair.
/// </summary>
internal sealed class TakenNames(MedicalTypes types) : IRecipeStepHandler
{
    private const string Shipped = "gutcms.";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeExecutionContext context)
    {
        if (context.RecipeDescriptor?.Name?.StartsWith(Shipped, StringComparison.OrdinalIgnoreCase) != true)
        {
            return;
        }

        var all = await types.ListAsync();
        OtherNames.Of(all).WriteInto(context.Step);
        var taken = all.Where(type => type.IsInTheWay).Select(type => type.Name).ToList();
        var named = Named(context.Step).Concat(Texts(context.Step, "ContentTypes", "Name")).Distinct(StringComparer.OrdinalIgnoreCase).Where(name => taken.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (named.Count > 0)
        {
            context.Errors.Add($"The site has content types of its own under these names: {string.Join(", ", named)}. Nothing of the step was done. Content Definition, Medical Types in the admin says what can be done.");
            context.Name = "";
        }
    }

    /// <summary>Every content type that the step names, wherever it stands.</summary>
    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Named),
        JsonObject json => json.SelectMany(member => member.Key == "ContentType" && Text(member.Value) is { } type ? [type] : Named(member.Value)),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonObject step, string list, string member) => (step[list] as JsonArray ?? []).OfType<JsonObject>().Select(record => Text(record[member])).OfType<string>();

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;
}
