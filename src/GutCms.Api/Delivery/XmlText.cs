using System.Xml;

namespace GutCms.Api.Delivery;

/// <summary>Texts in XML.</summary>
internal static class XmlText
{
    /// <summary>A text without what XML has no way to write; JSON may hold control characters.</summary>
    public static string Clean(string text) => string.Concat(text.Where(character => char.IsSurrogate(character) || XmlConvert.IsXmlChar(character)));
}
