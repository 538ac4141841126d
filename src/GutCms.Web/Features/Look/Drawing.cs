using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace GutCms.Web.Features.Look;

/// <summary>What an SVG drawing may hold to stand on every page: shapes and texts. It does nothing by itself, and nothing of it comes from elsewhere.</summary>
internal static partial class Drawing
{
    private const string Svg = "http://www.w3.org/2000/svg", Html = "http://www.w3.org/1999/xhtml", Xml = "http://www.w3.org/XML/1998/namespace", StyleSheet = "xml-stylesheet";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    // Movements can set a link or an address while the drawing is shown, so none is taken.
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "set", "animate", "animateColor", "animateMotion", "animateTransform", "discard", "handler", "listener",
    };

    /// <summary>True: a drawing that does nothing; false: one with scripts or movements, or with parts from elsewhere; null: it is none.</summary>
    public static bool? IsStill(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Strict);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool? Read(XmlReader reader)
    {
        bool? isStill = null;
        StringBuilder? style = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.ProcessingInstruction when reader.Name.Equals(StyleSheet, StringComparison.OrdinalIgnoreCase):
                    isStill = false;
                    break;
                case XmlNodeType.Element when isStill is null && (reader.LocalName != "svg" || reader.NamespaceURI != Svg):
                    return null;
                case XmlNodeType.Element:
                    // A rule that stands in pieces between other nodes is one rule for a browser.
                    isStill = isStill != false && style is null && !Acts(reader);
                    style = reader is { LocalName: "style", IsEmptyElement: false } ? new() : style;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    style?.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "style":
                    isStill = isStill != false && !FromElsewhere().IsMatch(style?.ToString() ?? "");
                    style = null;
                    break;
            }
        }

        return isStill;
    }

    private static bool Acts(XmlReader reader)
    {
        var acts = reader.NamespaceURI == Html || Refused.Contains(reader.LocalName);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            acts |= AttributeActs(reader.LocalName.ToLowerInvariant(), reader.NamespaceURI, reader.Value.Trim());
        }

        reader.MoveToElement();
        return acts;
    }

    private static bool AttributeActs(string name, string space, string value) =>
        name.StartsWith("on", StringComparison.Ordinal)
        || (name == "base" && space == Xml)
        || (name is "href" or "src" && !OwnPart().IsMatch(value))
        || (space.Length == 0 && !IsName(name) && FromElsewhere().IsMatch(value));

    /// <summary>Names and notes, which no browser reads as a style.</summary>
    private static bool IsName(string name) => name is "id" or "href" or "src" || name.StartsWith("data-", StringComparison.Ordinal) || name.StartsWith("aria-", StringComparison.Ordinal);

    [GeneratedRegex(@"^(#|data:image/(png|jpeg|webp|gif)[;,])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnPart();

    // In a style: what is fetched, and signs by which that could be written otherwise.
    [GeneratedRegex(@"\\|@import|@namespace|\bsrc\s*\(|image\s*\(|image-set\s*\(|cross-fade\s*\(|expression\s*\(|-moz-binding|url\((?!\s*[""']?\s*(#|data:image/(png|jpeg|webp|gif)[;,]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FromElsewhere();
}
