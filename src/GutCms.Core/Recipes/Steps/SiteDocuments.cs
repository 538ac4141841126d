namespace GutCms.Core.Recipes.Steps;

/// <summary>Kinds and names of the site documents that recipes write.</summary>
internal static class SiteDocuments
{
    public const string Site = "site";
    public const string Features = "features";
    public const string Settings = "settings";
    public const string Role = "role";
    public const string ReviewPolicy = "review-policy";
}
