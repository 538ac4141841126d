using GutCms.Core.Content.Items;

namespace GutCms.Core.Editorial;

/// <summary>Makes paths for items that were given none.</summary>
public static class Paths
{
    /// <summary>What stands before the slug in the paths of a type, for example <c>articles/</c>; taken from the pattern of its AutoroutePart.</summary>
    /// <param name="pattern">The pattern; what stands in braces is computed in Orchard Core, here it is the slug of the title.</param>
    public static string PrefixOf(string? pattern) => pattern?.IndexOf("{{", StringComparison.Ordinal) is > 0 and var brace ? pattern[..brace] : "";

    /// <summary>The path for a title; empty when the title has no letter or digit.</summary>
    public static string Of(string? pattern, string title) => BlockIds.Slug(title) is { Length: > 0 } slug ? PrefixOf(pattern) + slug : "";
}
