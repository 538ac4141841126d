using GutCms.Core.Audit;
using GutCms.Core.Content.Checking;
using GutCms.Core.Recipes.Items;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Step <c>DeleteContentDefinition</c>: removes types and parts. Refused while items of a type exist or a type still uses a part.</summary>
public sealed class DeleteContentDefinitionStep : IRecipeStepHandler
{
    /// <inheritdoc/>
    public string Name => "DeleteContentDefinition";

    /// <inheritdoc/>
    public string Permission => Permissions.EditContentTypes;

    /// <inheritdoc/>
    public string? AuditAction => AuditActions.DefinitionChange;

    /// <inheritdoc/>
    public bool ChangesTexts => true;

    /// <inheritdoc/>
    public async ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "DeleteContentDefinition"), "ContentTypes", "ContentParts");
        context.CheckArray(step, step.Properties, "ContentTypes", "", required: false, texts: true);
        context.CheckArray(step, step.Properties, "ContentParts", "", required: false, texts: true);
        foreach (var (type, path) in step.Properties.TextsOf("ContentTypes"))
        {
            if (await HasItemsAsync(context, type, cancellationToken))
            {
                context.Fault(step, path, Sentence.Of("Recipe.TypeInUse", type));
            }
        }

        var after = DefinitionJson.Delete(context.Definitions, step.Properties);
        foreach (var (part, path) in step.Properties.TextsOf("ContentParts"))
        {
            var users = context.Definitions.Types
                .Where(type => after.FindType(type.Name) is not null && type.Parts.Any(use => use.PartName == part))
                .Select(type => $"'{type.Name}'")
                .ToList();
            if (users.Count > 0)
            {
                context.Fault(step, path, Sentence.Of("Recipe.PartInUse", part, string.Join(", ", users)));
            }
        }

        context.Definitions = after;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken) =>
        await DefinitionChanges.ApplyAsync(
            context,
            DefinitionJson.Delete(context.Definitions, step.Properties),
            step.Properties.TextsOf("ContentTypes").Select(found => found.Value),
            step.Properties.TextsOf("ContentParts").Select(found => found.Value),
            cancellationToken);

    private static async Task<bool> HasItemsAsync(RecipeContext context, string type, CancellationToken cancellationToken)
    {
        if (RecipeItems.Of(context).HasType(type))
        {
            return true;
        }

        await foreach (var _ in context.Work.ListAsync(type, VersionSelector.Latest, cancellationToken))
        {
            return true;
        }

        return false;
    }
}
