using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;

namespace GutCms.Core.Recipes.Steps;

/// <summary>The steps that need nothing but a unit of work. A host adds its own: users, API clients.</summary>
public static class RecipeSteps
{
    /// <summary>One handler per step.</summary>
    public static IReadOnlyList<IRecipeStepHandler> All { get; } =
    [
        new FeatureStep(),
        new SettingsStep(),
        ContentDefinitionStep.Merging,
        ContentDefinitionStep.Replacing,
        new DeleteContentDefinitionStep(),
        new ContentStep(),
        new RolesStep(Permissions.IsKnown, StockPermissions.Contains, Permissions.All),
        new RecipesStep(),
        new ReviewPolicyStep(ReviewPolicyJson.Check),
    ];
}
