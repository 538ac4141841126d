using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Writes changed definitions and reports, type by type and part by part, what a step did to those that it names.</summary>
internal static class DefinitionChanges
{
    public static async Task ApplyAsync(RecipeContext context, ContentDefinitions after, IEnumerable<string> types, IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        var before = context.Definitions;
        var changed = Report(context, "content part", before, after, "ContentParts", parts);
        changed |= Report(context, "content type", before, after, "ContentTypes", types);
        if (changed)
        {
            await context.Work.SaveDefinitionsAsync(after, cancellationToken);
            context.Definitions = after;
        }
    }

    private static bool Report(RecipeContext context, string kind, ContentDefinitions before, ContentDefinitions after, string list, IEnumerable<string> names)
    {
        var old = ByName(before, list);
        var now = ByName(after, list);
        var changed = false;
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var outcome = (old.GetValueOrDefault(name), now.GetValueOrDefault(name)) switch
            {
                (null, null) => RecipeOutcome.Unchanged,
                (null, _) => RecipeOutcome.Created,
                (_, null) => RecipeOutcome.Removed,
                var (was, becomes) => JsonNode.DeepEquals(was, becomes) ? RecipeOutcome.Unchanged : RecipeOutcome.Updated,
            };
            changed |= outcome != RecipeOutcome.Unchanged;
            context.Report(new(outcome, kind, name));
        }

        return changed;
    }

    private static Dictionary<string, JsonNode> ByName(ContentDefinitions definitions, string list) =>
        DefinitionJson.Write(definitions)[list]!.AsArray().ToDictionary(record => record!["Name"]!.GetValue<string>(), record => record!, StringComparer.Ordinal);
}
