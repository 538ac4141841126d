namespace GutCms.Core.Recipes.Export;

/// <summary>What an export holds.</summary>
/// <param name="Name">Name of the recipe, 1 to 255 characters.</param>
/// <param name="Features">The recorded features.</param>
/// <param name="Settings">The site's settings.</param>
/// <param name="Definitions">Content types and parts.</param>
/// <param name="Roles">Roles and their permissions.</param>
/// <param name="ReviewPolicies">Review policies.</param>
/// <param name="Content">Content items.</param>
/// <param name="ContentTypes">Only items of these types; null: all.</param>
/// <param name="Drafts">Also versions that are not published. Without them an item comes as it is published, as its latest version.</param>
public sealed record ExportOptions(
    string Name,
    bool Features = true,
    bool Settings = true,
    bool Definitions = true,
    bool Roles = true,
    bool ReviewPolicies = true,
    bool Content = true,
    IReadOnlyCollection<string>? ContentTypes = null,
    bool Drafts = true);
