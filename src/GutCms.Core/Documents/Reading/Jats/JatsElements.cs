using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Jats;

/// <summary>Elements by their local names: files come with and without namespaces.</summary>
internal static class JatsElements
{
    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Is(name));
}
