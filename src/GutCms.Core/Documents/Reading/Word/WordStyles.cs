using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>What the styles of a document say.</summary>
/// <param name="styles">Root of the part with the styles; null: it has none.</param>
internal sealed partial class WordStyles(XElement? styles)
{
    private const int MostAncestors = 20;

    private readonly Dictionary<string, XElement> _byId = (styles?.Elements().Where(style => style.Is("style")) ?? [])
        .GroupBy(style => style.Get("styleId") ?? "").ToDictionary(group => group.Key, group => group.First());

    /// <summary>Language that nobody says otherwise, by its primary subtag; empty: unknown.</summary>
    public string Language { get; } = styles.Child("docDefaults").Child("rPrDefault").Child("rPr").Child("lang").Get("val") ?? "";

    /// <summary>Name of a style, lower case, whatever language the program speaks; empty: none.</summary>
    public string NameOf(string? id) => id is not null && _byId.TryGetValue(id, out var style) ? (style.Value("name") ?? "").ToLowerInvariant() : "";

    /// <summary>The names of a style and of those that it is based on.</summary>
    public IEnumerable<string> NamesOf(string? id) => Chain(id).Select(style => (style.Value("name") ?? "").ToLowerInvariant());

    /// <summary>Properties of a style and of those that it is based on, nearest first.</summary>
    /// <param name="id">The style.</param>
    /// <param name="properties"><c>pPr</c> or <c>rPr</c>.</param>
    public IEnumerable<XElement> PropertiesOf(string? id, string properties) => Chain(id).Select(style => style.Child(properties)).OfType<XElement>();

    /// <summary>Level of the heading that a paragraph is, 1 to 9; 0: it is none.</summary>
    public int HeadingLevel(XElement? paragraphProperties, string? id)
    {
        if (NamesOf(id).Select(name => Heading().Match(name)).FirstOrDefault(match => match.Success) is { } match)
        {
            return match.Groups["level"].Value[0] - '0';
        }

        var outline = paragraphProperties.Child("outlineLvl") ?? PropertiesOf(id, "pPr").Select(properties => properties.Child("outlineLvl")).FirstOrDefault(level => level is not null);
        return int.TryParse(outline.Get("val"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 9 ? number + 1 : 0;
    }

    private IEnumerable<XElement> Chain(string? id)
    {
        for (var i = 0; i < MostAncestors && id is not null && _byId.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.Value("basedOn");
        }
    }

    [GeneratedRegex("^heading (?<level>[1-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
