namespace GutCms.Core.Recipes.Steps;

/// <summary>Roles that the recipe being checked defines, so that a review policy may name them wherever they stand.</summary>
internal static class RecipeRoles
{
    public static HashSet<string> Of(RecipeContext context)
    {
        if (!context.Items.TryGetValue(nameof(RecipeRoles), out var roles))
        {
            context.Items[nameof(RecipeRoles)] = roles = new HashSet<string>(StringComparer.Ordinal);
        }

        return (HashSet<string>)roles;
    }
}
