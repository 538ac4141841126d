using System.Text;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>What the properties of a run mean as elements of HTML.</summary>
internal static class WordMarks
{
    /// <summary>Tags that open and close it.</summary>
    /// <param name="properties">Properties of the run.</param>
    /// <param name="isLink">It stands in a link, whose line says nothing.</param>
    /// <param name="styles">Styles of the document.</param>
    public static (string Open, string Close) Of(XElement? properties, bool isLink, WordStyles styles)
    {
        XElement[] all = [.. new[] { properties }.OfType<XElement>(), .. styles.PropertiesOf(properties.Value("rStyle"), "rPr")];
        var (open, close) = (new StringBuilder(), "");
        void Put(string tag, string attributes = "")
        {
            open.Append('<').Append(tag).Append(attributes).Append('>');
            close = $"</{tag}>{close}";
        }

        if (LanguageOf(properties, styles) is { } language)
        {
            Put("span", Markup.Attribute("lang", language));
        }

        if (Has(all, "b") || Has(all, "bCs") && properties.Flag("rtl") == true)
        {
            Put("strong");
        }

        if (Has(all, "i"))
        {
            Put("em");
        }

        if (!isLink && all.Select(each => each.Value("u")).FirstOrDefault(line => line is not null) is not (null or "none"))
        {
            Put("u");
        }

        if (Has(all, "strike") || Has(all, "dstrike"))
        {
            Put("s");
        }

        switch (all.Select(each => each.Value("vertAlign")).FirstOrDefault(place => place is not null))
        {
            case "superscript":
                Put("sup");
                break;
            case "subscript":
                Put("sub");
                break;
        }

        return (open.ToString(), close);
    }

    private static bool Has(XElement[] all, string name) => all.Select(each => each.Flag(name)).FirstOrDefault(flag => flag is not null) == true;

    private static string? LanguageOf(XElement? properties, WordStyles styles)
    {
        var said = properties.Child("lang").Get(properties.Flag("rtl") == true ? "bidi" : "val");
        return said is { Length: > 0 } && styles.Language.Length > 0 && Primary(said) != Primary(styles.Language) && !said.StartsWith("x-", StringComparison.OrdinalIgnoreCase) ? said : null;
    }

    private static string Primary(string tag) => tag.Split('-')[0].ToLowerInvariant();
}
