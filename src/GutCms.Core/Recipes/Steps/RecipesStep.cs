using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>
/// Step <c>Recipes</c>: other recipes, run in place, in the same transaction. They are read when the run is planned; here only the step's form is checked.
/// </summary>
public sealed class RecipesStep : IRecipeStepHandler
{
    internal const string StepName = "Recipes";

    /// <inheritdoc/>
    public string Name => StepName;

    /// <inheritdoc/>
    public string Permission => Permissions.SiteOwner;

    /// <inheritdoc/>
    public string? AuditAction => null;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "Recipes"), "Values");
        context.CheckArray(step, step.Properties, "Values", "", required: true);
        foreach (var (value, path) in step.Properties.ObjectsOf("Values"))
        {
            context.CheckNames(step, value, path, Sentence.Of("Recipe.AMention"), "name", "executionid");
            context.CheckText(step, value, "name", path, required: true);
            context.CheckText(step, value, "executionid", path, required: false);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The names that a step mentions, each with its path below the step.</summary>
    internal static IEnumerable<(string Name, string Path)> NamesIn(RecipeStep step)
    {
        foreach (var (value, path) in step.Properties.ObjectsOf("Values"))
        {
            if (value.TextOf("name") is { Length: > 0 } name)
            {
                yield return (name, value.Find("name", path).Path);
            }
        }
    }
}
