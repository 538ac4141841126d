using System.Collections.Frozen;

namespace GutCms.Core.Content.Html;

/// <summary>The one profile of HTML in content: what may stay, what goes with everything in it. All else is unwrapped: the tag goes, its content stays.</summary>
internal static class HtmlProfile
{
    /// <summary>Elements deeper than this are unwrapped.</summary>
    public const int MaxDepth = 32;

    public static FrozenSet<string> Inline { get; } = Set(
        "a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "s", "small", "strong", "sub", "sup", "u");

    public static FrozenSet<string> Blocks { get; } = Set(
        "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "hr",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td");

    /// <summary>Blocks of other sites and editors: they become paragraphs when they hold text only, and are unwrapped otherwise.</summary>
    public static FrozenSet<string> ForeignBlocks { get; } = Set(
        "address", "article", "aside", "center", "details", "div", "fieldset", "figcaption", "figure", "footer", "form", "header", "main",
        "nav", "pre", "section", "summary");

    /// <summary>Elements that are removed with everything in them.</summary>
    public static FrozenSet<string> Dropped { get; } = Set(
        "applet", "audio", "base", "basefont", "bgsound", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "input", "link", "listing", "map",
        "math", "meta", "noembed", "noframes", "noscript", "object", "optgroup", "option", "param", "picture", "plaintext", "script", "select",
        "source", "style", "svg", "template", "textarea", "title", "track", "video", "xmp");

    /// <summary>Attributes in the order in which they are written, by element.</summary>
    public static FrozenDictionary<string, string[]> Attributes { get; } = new Dictionary<string, string[]>
    {
        ["a"] = ["href", "rel", "title"],
        ["abbr"] = ["title"],
        ["ol"] = ["start"],
        ["td"] = ["colspan", "rowspan"],
        ["th"] = ["colspan", "rowspan", "scope"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes of every element, written after its own.</summary>
    public static string[] GlobalAttributes { get; } = ["dir", "lang"];

    public static FrozenSet<string> Schemes { get; } = Set("http", "https", "mailto");

    public static bool IsVoid(string tag) => tag is "br" or "hr";

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
