using System.Globalization;
using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Elements and attributes of WordprocessingML by their local names, which both editions of the standard share.</summary>
internal static class WordXml
{
    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(child => child.Is(name));

    /// <summary>Value of an attribute; null: it is not there.</summary>
    public static string? Get(this XElement? element, string name) => element?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value;

    /// <summary>What a child says in its <c>val</c>.</summary>
    public static string? Value(this XElement? element, string name) => element.Child(name).Get("val");

    /// <summary>A number in an attribute; null: none.</summary>
    public static int? Number(this XElement? element, string name) => int.TryParse(element.Get(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A property that is on or off; null: nothing is said.</summary>
    public static bool? Flag(this XElement? properties, string name) => properties.Child(name) is { } flag ? flag.Get("val") is not ("0" or "false" or "off" or "none") : null;

    /// <summary>The children, with those of what only wraps them: content controls, insertions, smart tags. Of two ways to say the same the first.</summary>
    public static IEnumerable<XElement> Content(this XElement parent) => parent.Elements().SelectMany(child => child.Name.LocalName switch
    {
        "sdt" when !IsContents(child) && child.Child("sdtContent") is { } content => content.Content(),
        "ins" or "moveTo" or "smartTag" or "customXml" => child.Content(),
        "AlternateContent" when (child.Child("Choice") ?? child.Child("Fallback")) is { } choice => choice.Content(),
        _ => [child],
    });

    private static bool IsContents(XElement control) => control.Child("sdtPr").Child("docPartObj").Value("docPartGallery") == "Table of Contents";
}
