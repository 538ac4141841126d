using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Items;

/// <summary>Makes paths for items that were given none.</summary>
public static class Paths
{
    /// <summary>What stands before the slug in the paths of a type, for example <c>articles/</c>; taken from the pattern of its AutoroutePart.</summary>
    /// <param name="pattern">The pattern; what stands in braces is computed in Orchard Core, here it is the slug of the title.</param>
    public static string PrefixOf(string? pattern) => pattern?.IndexOf("{{", StringComparison.Ordinal) is > 0 and var brace ? pattern[..brace] : "";

    /// <summary>The path for a title; empty when the title has no letter or digit.</summary>
    public static string Of(string? pattern, string title) => BlockIds.Slug(title) is { Length: > 0 } slug ? PrefixOf(pattern) + slug : "";

    /// <summary>The path that the pattern of its type makes of the title of an item; empty when the title has no letter or digit. Null: items of the type have no path.</summary>
    /// <param name="item">The item.</param>
    /// <param name="definitions">Knows the pattern.</param>
    public static string? Of(ContentItem item, ContentDefinitions definitions) =>
        definitions.FindType(item.ContentType)?.Parts.FirstOrDefault(part => part.Name == ItemMeaning.AddressPart) is { } use
            ? Of(use.Settings.Object("AutoroutePartSettings").Text("Pattern"), item.DisplayText ?? "")
            : null;
}
