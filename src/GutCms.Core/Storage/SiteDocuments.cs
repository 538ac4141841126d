namespace GutCms.Core.Storage;

/// <summary>Kinds of the site documents that a recipe writes, and the name of those of which a site has one. Review policies are named by <see cref="Reviews.Policies.ReviewPolicyJson.DocumentKind"/>.</summary>
public static class SiteDocuments
{
    /// <summary>Name of a document of which a site has one.</summary>
    public const string Site = "site";

    /// <summary>Kind of the type definitions, a document of the site.</summary>
    public const string Definitions = "definitions";

    /// <summary>Kind of the list of features, a document of the site.</summary>
    public const string Features = "features";

    /// <summary>Kind of the settings that recipes know, a document of the site.</summary>
    public const string Settings = "settings";

    /// <summary>Kind of the roles, each by its name.</summary>
    public const string Role = "role";
}
