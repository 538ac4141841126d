using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>What the text of a document refers to.</summary>
internal sealed class WordDocument
{
    private readonly Dictionary<string, XElement> _footnotes;
    private readonly Dictionary<string, XElement> _endnotes;
    private readonly Dictionary<string, XElement> _comments;
    private readonly Dictionary<string, WordRelation> _relations;

    /// <summary>Reads the parts beside the text.</summary>
    public WordDocument(WordPackage package)
    {
        Styles = new WordStyles(package.Related("/styles"));
        Numbering = new WordNumbering(package.Related("/numbering"));
        _footnotes = ById(package.Related("/footnotes"), "footnote");
        _endnotes = ById(package.Related("/endnotes"), "endnote");
        _comments = ById(package.Related("/comments"), "comment");
        _relations = package.Relations(package.Main).GroupBy(relation => relation.Id).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>Its styles.</summary>
    public WordStyles Styles { get; }

    /// <summary>Its lists.</summary>
    public WordNumbering Numbering { get; }

    /// <summary>A foot- or endnote; null: there is none.</summary>
    public XElement? Note(bool isEndnote, string? id) => id is null ? null : (isEndnote ? _endnotes : _footnotes).GetValueOrDefault(id);

    /// <summary>Who says what in a comment.</summary>
    public string Comment(string? id) => id is not null && _comments.TryGetValue(id, out var comment)
        ? $"{comment.Get("author")}: {string.Join(' ', comment.Descendants().Where(element => element.Is("t")).Select(element => element.Value))}".TrimStart(':', ' ')
        : "";

    /// <summary>Address of a link; null: it leads nowhere outside.</summary>
    public string? Address(string? relationId) => relationId is not null && _relations.TryGetValue(relationId, out var relation) && relation.IsExternal ? relation.Target : null;

    private static Dictionary<string, XElement> ById(XElement? part, string name) =>
        (part?.Elements().Where(element => element.Is(name) && element.Get("type") is null or "normal") ?? []).GroupBy(element => element.Get("id") ?? "").ToDictionary(group => group.Key, group => group.First());
}
