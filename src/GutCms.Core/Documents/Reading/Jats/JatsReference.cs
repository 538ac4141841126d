using System.Xml.Linq;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Drafting;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Jats;

/// <summary>Reads an entry of a list of references.</summary>
internal static class JatsReference
{
    /// <summary>Reads it.</summary>
    public static SourceReference Read(XElement reference)
    {
        var citation = reference.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("citation", StringComparison.Ordinal))
            ?? reference.Child("citation-alternatives")?.Elements().FirstOrDefault() ?? reference;
        var text = citation.Is("element-citation") || citation.Is("nlm-citation") ? Composed(citation) : JatsText.Plain(Without(citation, "label"));
        return new(
            text,
            Id(reference, "doi") is { } doi ? SourceIdentifiers.Doi(doi) : SourceList.Read(text, [], []).Doi,
            Id(reference, "pmid") is { } pmid ? SourceIdentifiers.Pmid(pmid) : SourceList.Read(text, [], []).Pmid,
            reference.Descendants().Where(element => element.Is("ext-link") || element.Is("uri")).Select(Address).OfType<string>().Select(SourceIdentifiers.Address).OfType<string>()
                .FirstOrDefault(address => !address.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) && !address.Contains("pubmed", StringComparison.OrdinalIgnoreCase)));
    }

    private static string? Id(XElement reference, string type) =>
        reference.Descendants().FirstOrDefault(element => element.Is("pub-id") && element.Attribute("pub-id-type")?.Value == type)?.Value.Trim()
        ?? reference.Descendants().Where(element => element.Is("ext-link") && element.Attribute("ext-link-type")?.Value == type).Select(link => Address(link) ?? link.Value).FirstOrDefault();

    private static string? Address(XElement link) => link.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value;

    private static XElement Without(XElement element, string name)
    {
        var copy = new XElement(element);
        copy.Elements().Where(child => child.Is(name)).Remove();
        return copy;
    }

    /// <summary>A citation of which the file has only the parts, in the order in which sources are cited in medicine.</summary>
    private static string Composed(XElement citation)
    {
        var people = citation.Descendants().Where(element => element.Is("name") || element.Is("string-name") || element.Is("collab")).Select(Person).Where(name => name.Length > 0).ToList();
        if (citation.Descendants().Any(element => element.Is("etal")))
        {
            people.Add("et al");
        }

        var (volume, issue) = (Text(citation, "volume"), Text(citation, "issue"));
        var pages = Text(citation, "fpage") is { Length: > 0 } first ? Text(citation, "lpage") is { Length: > 0 } last && last != first ? $"{first}–{last}" : first : Text(citation, "elocation-id");
        var where = string.Concat(Text(citation, "year"), volume.Length > 0 ? ";" + volume : "", issue.Length > 0 ? $"({issue})" : "", pages.Length > 0 ? ":" + pages : "");
        var known = new HashSet<string>(StringComparer.Ordinal)
        {
            "name", "string-name", "collab", "person-group", "etal", "volume", "issue", "fpage", "lpage", "elocation-id", "year", "article-title", "chapter-title", "source", "pub-id", "ext-link", "uri", "label",
        };
        var rest = citation.Elements().Where(element => !known.Contains(element.Name.LocalName)).Select(JatsText.Plain);
        IEnumerable<string> parts = [string.Join(", ", people), Text(citation, "article-title"), Text(citation, "chapter-title"), Text(citation, "source"), where, .. rest];
        return string.Join(' ', parts.Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => part[^1] is '.' or '?' or '!' ? part : part + "."));
    }

    private static string Person(XElement person) =>
        person.Is("name") ? string.Join(' ', new[] { Text(person, "surname"), Text(person, "given-names"), Text(person, "suffix") }.Where(part => part.Length > 0)) : JatsText.Plain(person);

    private static string Text(XElement parent, string name) => parent.Child(name) is { } element ? JatsText.Plain(element) : "";
}
