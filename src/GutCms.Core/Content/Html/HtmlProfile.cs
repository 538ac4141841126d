using System.Collections.Frozen;

namespace GutCms.Core.Content.Html;

/// <summary>The one profile of HTML in content: what may stay, what goes with everything in it. All else is unwrapped: the tag goes, its content stays.</summary>
/// <remarks>The editor of the admin keeps to it as well: <c>Frontend/src/editor/profile.js</c>.</remarks>
internal static class HtmlProfile
{
    /// <summary>Elements deeper than this are unwrapped.</summary>
    public const int MaxDepth = 32;

    public static FrozenSet<string> Inline { get; } = Set(
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u");

    public static FrozenSet<string> Blocks { get; } = Set(
        "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "hr",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td");

    /// <summary>Blocks of other sites and editors: they become paragraphs when they hold text only, and are unwrapped otherwise.</summary>
    public static FrozenSet<string> ForeignBlocks { get; } = Set(
        "address", "article", "aside", "center", "details", "dialog", "div", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "legend",
        "main", "nav", "pre", "search", "section", "summary");

    /// <summary>Elements that are removed with everything in them. Words that somebody deleted (<c>del</c>) are among them: they must not come back to life.</summary>
    public static FrozenSet<string> Dropped { get; } = Set(
        "applet", "audio", "base", "basefont", "bgsound", "canvas", "datalist", "del", "embed", "frame", "frameset", "head", "iframe", "img", "input", "link", "listing", "map",
        "meta", "noembed", "noframes", "noscript", "object", "optgroup", "option", "param", "plaintext", "script", "select",
        "source", "style", "svg", "template", "textarea", "title", "track", "video", "xmp");

    /// <summary>Those of <see cref="Dropped"/> of which a reader sees something, so that the words on both sides stand apart.</summary>
    public static FrozenSet<string> Seen { get; } = Set(
        "applet", "audio", "canvas", "embed", "frame", "iframe", "img", "input", "object", "option", "select", "svg", "textarea", "video");

    /// <summary>Old names of elements, and the ones that say the same.</summary>
    public static FrozenDictionary<string, string> Renamed { get; } = new Dictionary<string, string>
    {
        ["acronym"] = "abbr",
        ["dir"] = "ul",
        ["h1"] = "h2",
        ["menu"] = "ul",
        ["strike"] = "s",
        ["tt"] = "code",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes in the order in which they are written, by element.</summary>
    public static FrozenDictionary<string, string[]> Attributes { get; } = new Dictionary<string, string[]>
    {
        ["a"] = ["href", "rel", "title"],
        ["abbr"] = ["title"],
        ["li"] = ["value"],
        ["ol"] = ["start", "type", "reversed"],
        ["td"] = ["colspan", "rowspan"],
        ["th"] = ["colspan", "rowspan", "scope"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes of every element, written after its own.</summary>
    public static string[] GlobalAttributes { get; } = ["dir", "lang", "id"];

    public static FrozenSet<string> Schemes { get; } = Set("http", "https", "mailto", "sms", "tel");

    public static bool IsVoid(string tag) => tag is "br" or "hr";

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
