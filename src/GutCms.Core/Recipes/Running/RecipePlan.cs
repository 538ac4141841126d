using GutCms.Core.Recipes.Reading;

namespace GutCms.Core.Recipes.Running;

/// <summary>A recipe and those that it names, as one list of steps in the order of work.</summary>
/// <param name="Recipes">The files, the first being the one that was asked for.</param>
/// <param name="Steps">All steps.</param>
internal sealed record RecipePlan(IReadOnlyList<PlannedRecipe> Recipes, IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>Number of elements of all streamed arrays.</summary>
    public long ItemCount { get; } = Steps.Sum(step => (long)step.ItemCount);
}

/// <summary>One file of a plan.</summary>
/// <param name="Name">Name in its header; the file's, without its ending, when it has none.</param>
/// <param name="File">The file.</param>
/// <param name="Absent">Items that its content may point to though they are nowhere.</param>
internal sealed record PlannedRecipe(string Name, RecipeFile File, IReadOnlySet<string> Absent);

/// <summary>One step of a plan.</summary>
/// <param name="Recipe">The recipe that it stands in.</param>
/// <param name="Step">The step, script values resolved.</param>
/// <param name="Handler">Who carries it out; null when nobody knows it.</param>
/// <param name="ItemCount">Number of elements of its streamed array; 0 without one.</param>
/// <param name="HasItems">It has a streamed array, perhaps an empty one.</param>
internal sealed record PlannedStep(PlannedRecipe Recipe, RecipeStep Step, IRecipeStepHandler? Handler, int ItemCount, bool HasItems);
