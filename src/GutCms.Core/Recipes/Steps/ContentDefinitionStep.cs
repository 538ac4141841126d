using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>
/// Steps <c>ContentDefinition</c>, which merges types and parts into the site's (and those that stand twice into one) and removes nothing, and <c>ReplaceContentDefinition</c>, which puts
/// them in place of those of the same name.
/// </summary>
public sealed class ContentDefinitionStep : IRecipeStepHandler
{
    private readonly Func<ContentDefinitions, JsonObject, ContentDefinitions> _apply;

    private ContentDefinitionStep(string name, Func<ContentDefinitions, JsonObject, ContentDefinitions> apply)
    {
        Name = name;
        _apply = apply;
    }

    /// <summary>Step <c>ContentDefinition</c>.</summary>
    public static ContentDefinitionStep Merging { get; } = new("ContentDefinition", DefinitionJson.Merge);

    /// <summary>Step <c>ReplaceContentDefinition</c>.</summary>
    public static ContentDefinitionStep Replacing { get; } = new("ReplaceContentDefinition", DefinitionJson.Replace);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Permission => Permissions.EditContentTypes;

    /// <inheritdoc/>
    public string? AuditAction => AuditActions.DefinitionChange;

    /// <inheritdoc/>
    public bool ChangesTexts => true;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var faults = DefinitionJson.Check(context.Definitions, step.Properties);
        foreach (var fault in faults)
        {
            context.Fault(step, fault.Path[1..], fault.Sentence);
        }

        if (this == Replacing)
        {
            // Which of the two is to stay cannot be told.
            CheckTwice(step, context, "ContentTypes");
            CheckTwice(step, context, "ContentParts");
        }

        if (faults.Count == 0)
        {
            context.Definitions = _apply(context.Definitions, step.Properties);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken) =>
        await DefinitionChanges.ApplyAsync(context, _apply(context.Definitions, step.Properties), Names(step, "ContentTypes"), Names(step, "ContentParts"), cancellationToken);

    private static IEnumerable<string> Names(RecipeStep step, string list) => step.Properties.ObjectsOf(list).Select(record => record.Value.TextOf("Name")!);

    private static void CheckTwice(RecipeStep step, RecipeContext context, string list)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (record, path) in step.Properties.ObjectsOf(list))
        {
            if (record.TextOf("Name") is { Length: > 0 } name && !seen.Add(name))
            {
                context.Fault(step, record.Find("Name", path).Path, Sentence.Of("Recipe.TwiceInList", name));
            }
        }
    }
}
