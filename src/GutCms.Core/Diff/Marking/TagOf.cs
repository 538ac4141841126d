using GutCms.Core.Content.Html;

namespace GutCms.Core.Diff.Marking;

/// <summary>Reads tags as <see cref="Tokens"/> cuts them: canonical, with attributes in quotes.</summary>
internal static class TagOf
{
    /// <summary>Name of the element; empty: it is no tag.</summary>
    public static string Name(string? markup) => markup is not null && markup.StartsWith('<') ? Tokens.TagName(markup).ToString() : "";

    /// <summary>1: it begins an element; -1: it ends one; 0: neither, or both.</summary>
    public static int Depth(string? markup) =>
        markup is null || !markup.StartsWith('<') || HtmlProfile.IsVoid(Name(markup)) || IsFormula(markup) ? 0 : IsEnd(markup) ? -1 : 1;

    /// <summary>It ends an element.</summary>
    public static bool IsEnd(string markup) => markup.StartsWith("</", StringComparison.Ordinal);

    /// <summary>It is a whole formula.</summary>
    public static bool IsFormula(string? markup) => markup?.StartsWith("<math", StringComparison.Ordinal) ?? false;

    /// <summary>It stands in a line of text.</summary>
    public static bool IsInline(string markup) => HtmlProfile.Inline.Contains(Name(markup));

    /// <summary>Its attributes by name, in the order in which they stand.</summary>
    public static IReadOnlyList<(string Name, string Value)> Attributes(string markup)
    {
        var found = new List<(string Name, string Value)>();
        for (var at = markup.IndexOf(' ', StringComparison.Ordinal); at >= 0;)
        {
            var equals = markup.IndexOf("=\"", at, StringComparison.Ordinal);
            var end = equals < 0 ? -1 : markup.IndexOf('"', equals + 2);
            if (end < 0)
            {
                break;
            }

            found.Add((markup[(at + 1)..equals].Trim(), System.Net.WebUtility.HtmlDecode(markup[(equals + 2)..end])));
            at = end + 1 < markup.Length && markup[end + 1] == ' ' ? end + 1 : -1;
        }

        return found;
    }

    /// <summary>The tag as it may stand a second time on a page: without an id.</summary>
    public static string WithoutId(string markup)
    {
        var at = markup.IndexOf(" id=\"", StringComparison.Ordinal);
        var end = at < 0 ? -1 : markup.IndexOf('"', at + 5);
        return end < 0 ? markup : markup.Remove(at, end + 1 - at);
    }
}
