using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace GutCms.Core.Content.Html;

/// <summary>Formulas: presentation MathML. Only characters stand in its tokens, so that nothing of HTML can hide in it.</summary>
/// <remarks>Source: MathML Core. What it does not know becomes <c>mrow</c>, which keeps the number of arguments of a fraction and the like.</remarks>
internal static partial class HtmlFormula
{
    private const string Namespace = "http://www.w3.org/1998/Math/MathML";

    // Left out with what is in them: other ways to write the same formula, and what belongs to such a way.
    private static readonly FrozenSet<string> OtherNotations = FrozenSet.ToFrozenSet(["annotation", "annotation-xml"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Tokens = FrozenSet.ToFrozenSet(["mi", "mn", "mo", "ms", "mtext"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Layouts = FrozenSet.ToFrozenSet(
        ["math", "mfrac", "mmultiscripts", "mover", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtr", "munder", "munderover", "none"],
        StringComparer.Ordinal);

    /// <summary>Elements that are written.</summary>
    public static IEnumerable<string> Elements => Tokens.Concat(Layouts);

    /// <summary>Attributes that are written, in this order.</summary>
    public static string[] Attributes { get; } =
    [
        "display", "dir", "mathvariant", "displaystyle", "form", "fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits", "accent", "accentunder",
        "linethickness", "lspace", "rspace", "width", "height", "depth", "columnspan", "rowspan",
    ];

    /// <summary>Attributes of <c>mfenced</c>, which browsers no longer know: its signs are written out.</summary>
    public static string[] Signs { get; } = ["open", "separators", "close"];

    /// <summary>Whether it is of a formula.</summary>
    public static bool Is(IElement element) => element.NamespaceUri == Namespace;

    /// <summary>Whether the element of that name holds characters of a formula.</summary>
    public static bool IsToken(ReadOnlySpan<char> name) => Tokens.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>Writes an element with everything in it that is allowed.</summary>
    public static void Write(StringBuilder text, IElement element, int depth)
    {
        var name = element.LocalName;
        if (OtherNotations.Contains(name))
        {
            return;
        }

        if (depth >= HtmlProfile.MaxDepth || (name != "math" && element.ParentElement?.NamespaceUri != Namespace))
        {
            HtmlWriter.Escape(text, element.TextContent, inAttribute: false);
            return;
        }

        var tag = Tokens.Contains(name) || (Layouts.Contains(name) && (name != "math" || element.ParentElement?.NamespaceUri != Namespace)) ? name : "mrow";
        text.Append('<').Append(tag);
        HtmlWriter.WriteAttributes(text, element, Attributes, Canonical);
        text.Append('>');
        if (Tokens.Contains(tag))
        {
            HtmlWriter.Escape(text, element.TextContent, inAttribute: false);
        }
        else
        {
            WriteArguments(text, element, depth + 1);
        }

        text.Append("</").Append(tag).Append('>');
    }

    private static void WriteArguments(StringBuilder text, IElement parent, int depth)
    {
        var (open, separator, close) = parent.LocalName == "mfenced"
            ? (parent.GetAttribute("open") ?? "(", parent.GetAttribute("separators")?.Trim() ?? ",", parent.GetAttribute("close") ?? ")")
            : ("", "", "");
        WriteSign(text, open);
        var count = 0;
        foreach (var child in parent.ChildNodes)
        {
            if (child is IElement element)
            {
                WriteSign(text, count++ > 0 && separator.Length > 0 ? separator[..1] : "");
                if (Is(element))
                {
                    Write(text, element, depth);
                }
                else
                {
                    WriteToken(text, "mtext", element.TextContent);
                }
            }
            else if (child is IText characters && !string.IsNullOrWhiteSpace(characters.Data))
            {
                WriteToken(text, "mtext", characters.Data);
            }
        }

        WriteSign(text, close);
    }

    private static void WriteSign(StringBuilder text, string sign)
    {
        if (sign.Length > 0)
        {
            WriteToken(text, "mo", sign);
        }
    }

    private static void WriteToken(StringBuilder text, string tag, string characters)
    {
        text.Append('<').Append(tag).Append('>');
        HtmlWriter.Escape(text, characters, inAttribute: false);
        text.Append("</").Append(tag).Append('>');
    }

    private static string? Canonical(string name, string value) => name switch
    {
        "display" => value is "block" or "inline" ? value : null,
        "dir" => value is "ltr" or "rtl" ? value : null,
        "form" => value is "prefix" or "infix" or "postfix" ? value : null,
        "mathvariant" => Variant().IsMatch(value) ? value : null,
        "linethickness" or "lspace" or "rspace" or "width" or "height" or "depth" => Length().IsMatch(value) ? value : null,
        "columnspan" or "rowspan" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100 ? value : null,
        _ => value is "true" or "false" ? value : null,
    };

    [GeneratedRegex("^[a-z]{4,10}(?:-[a-z]{4,10}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Variant();

    [GeneratedRegex("^[0-9]{1,3}(?:[.][0-9]{1,3})?(?:em|ex|px|pt|%)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
