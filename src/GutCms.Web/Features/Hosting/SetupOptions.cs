using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Hosting;

/// <summary>Section <c>GutCms:Setup</c>: what happens at the first start, on an empty database.</summary>
internal sealed class SetupOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Setup";

    /// <summary>The set-up recipe: a path, looked for in the content root, the repository and beside the executable.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "GutCms:Setup:Recipe is empty: give it the path of a recipe.")]
    public string Recipe { get; set; } = "recipes/gutcms.recipe.json";

    /// <summary>Name of the first administrator.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "GutCms:Setup:AdminUserName is empty: give it a name.")]
    public string AdminUserName { get; set; } = "admin";

    /// <summary>Password of the first administrator; null: a random one, shown once.</summary>
    public string? AdminPassword { get; set; }
}
