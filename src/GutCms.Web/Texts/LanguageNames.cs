using System.Globalization;

namespace GutCms.Web.Texts;

/// <summary>What languages call themselves.</summary>
internal static class LanguageNames
{
    private static readonly Dictionary<string, string> ByTag = CultureInfo.GetCultures(CultureTypes.NeutralCultures | CultureTypes.SpecificCultures)
        .Where(culture => culture.Name.Length > 0 && culture.Name == culture.IetfLanguageTag)
        .DistinctBy(culture => culture.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(culture => culture.Name, culture => culture.NativeName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Tags and names of the languages to choose from, without their regions, by tag.</summary>
    public static IReadOnlyList<(string Tag, string Name)> All { get; } =
        [.. ByTag.Where(entry => entry.Key.Length == 2).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value))];

    /// <summary>What a language calls itself; null for a tag without a name.</summary>
    public static string? Of(string tag) => ByTag.GetValueOrDefault(tag);
}
