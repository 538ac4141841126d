using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Jats;

/// <summary>Writes the text of an article as HTML.</summary>
internal sealed class JatsText
{
    private static readonly FrozenDictionary<string, string> Marks = new Dictionary<string, string>
    {
        ["abbrev"] = "abbr",
        ["bold"] = "strong",
        ["italic"] = "em",
        ["monospace"] = "code",
        ["strike"] = "s",
        ["sub"] = "sub",
        ["sup"] = "sup",
        ["underline"] = "u",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Cells = FrozenSet.ToFrozenSet(["table", "thead", "tbody", "tfoot", "tr", "td", "th"], StringComparer.Ordinal);

    private readonly StringBuilder _html = new();
    private readonly List<string> _notes = [];

    /// <summary>The words of an element, without markup but with raised and lowered numbers as such.</summary>
    public static string Plain(XElement element) => Drafting.HtmlWords.Of(InlineOf(element));

    /// <summary>The same of a title.</summary>
    public static string Inline(XElement element) => Plain(element);

    /// <summary>Writes a part of the article with a heading.</summary>
    /// <param name="part">The part.</param>
    /// <param name="level">Level of its heading.</param>
    /// <param name="title">Heading of a part without one; null: none.</param>
    public void Section(XElement part, int level, string? title)
    {
        if (title is not null)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h{Math.Min(level, 6)}>{Markup.Text(title)}</h{Math.Min(level, 6)}>");
        }

        Blocks(part, level);
    }

    /// <summary>Writes the blocks of a part.</summary>
    public void Blocks(XElement? part, int level)
    {
        foreach (var element in part?.Elements() ?? [])
        {
            Block(element, level);
        }
    }

    /// <summary>Writes the notes that stand at the end.</summary>
    public void Notes(IEnumerable<XElement> groups)
    {
        foreach (var note in groups.SelectMany(group => group.Elements().Where(element => element.Is("fn"))))
        {
            _notes.Add(Note(note));
        }
    }

    /// <summary>The text with its notes.</summary>
    public override string ToString() => _notes.Count == 0 ? _html.ToString() : $"{_html}<ol>{string.Concat(_notes)}</ol>";

    private void Block(XElement element, int level)
    {
        switch (element.Name.LocalName)
        {
            case "title" when element.Parent is { } holder && (holder.Is("caption") || holder.Is("fig")):
                _html.Append("<p>").Append(Line(element)).Append("</p>");
                break;
            case "title":
                var name = Math.Clamp(level, 1, 6);
                _html.Append(CultureInfo.InvariantCulture, $"<h{name}{Id(element.Parent!)}>{(element.Parent!.Child("label") is { } label ? InlineOf(label) + " " : "")}{Line(element)}</h{name}>");
                break;
            case "label" when element.Parent!.Child("title") is not null:
                break;
            case "sec" or "app" or "ack" or "glossary" or "notes" or "app-group" or "boxed-text" or "statement" or "bio":
                Section(element, element.Parent!.Is("app-group") ? level : level + 1, null);
                break;
            case "p":
                Paragraph(element, level);
                break;
            case "list":
                List(element, level);
                break;
            case "def-list":
                Terms(element, level);
                break;
            case "table-wrap":
                Table(element, level);
                break;
            case "table":
                _html.Append(CellsOf(element, ""));
                break;
            case "disp-quote" or "verse-group":
                Wrapped("blockquote", element, level);
                break;
            case "disp-formula" or "verse-line" or "attrib":
                _html.Append("<p>").Append(Line(element)).Append("</p>");
                break;
            case "graphic" or "media" or "supplementary-material":
                var words = Line(element);
                _html.Append(string.IsNullOrWhiteSpace(words) ? "" : $"<p>{words}</p>").Append(InlinePicture(element));
                break;
            case "ref-list" or "fn-group" or "object-id":
                break;
            case var _ when element.Elements().Any(IsBlock):
                Wrapped("div", element, level);
                break;
            default:
                _html.Append("<p").Append(Id(element)).Append('>').Append(Line(element)).Append("</p>");
                break;
        }
    }

    // A paragraph may hold blocks: it is parted around them.
    private void Paragraph(XElement paragraph, int level)
    {
        var line = new StringBuilder();
        var id = Id(paragraph);
        void End()
        {
            if (!string.IsNullOrWhiteSpace(line.ToString()))
            {
                _html.Append("<p").Append(id).Append('>').Append(line).Append("</p>");
                id = "";
            }

            line.Clear();
        }

        foreach (var node in paragraph.Nodes())
        {
            if (node is XElement element && IsBlock(element))
            {
                End();
                Block(element, level);
            }
            else
            {
                line.Append(LineOf(node));
            }
        }

        End();
    }

    private void Wrapped(string tag, XElement element, int level)
    {
        _html.Append('<').Append(tag).Append(Id(element)).Append('>');
        Blocks(element, level);
        _html.Append("</").Append(tag).Append('>');
    }

    private void List(XElement list, int level)
    {
        var (tag, type) = list.Attribute("list-type")?.Value switch
        {
            "order" => ("ol", ""),
            "alpha-lower" => ("ol", " type=\"a\""),
            "alpha-upper" => ("ol", " type=\"A\""),
            "roman-lower" => ("ol", " type=\"i\""),
            "roman-upper" => ("ol", " type=\"I\""),
            _ => ("ul", ""),
        };
        if (list.Child("title") is { } title)
        {
            _html.Append("<p>").Append(Line(title)).Append("</p>");
        }

        _html.Append('<').Append(tag).Append(type).Append('>');
        foreach (var item in list.Elements().Where(element => element.Is("list-item")))
        {
            _html.Append("<li").Append(Id(item)).Append('>').Append(tag == "ul" && item.Child("label") is { } label && label.Value.Any(char.IsLetterOrDigit) ? Line(label) + " " : "");
            var isSingle = item.Elements().Count(element => element.Is("p")) == 1;
            foreach (var child in item.Elements().Where(element => !element.Is("label")))
            {
                if (child.Is("p") && isSingle && !child.Elements().Any(IsBlock))
                {
                    _html.Append(Line(child));
                }
                else
                {
                    Block(child, level);
                }
            }

            _html.Append("</li>");
        }

        _html.Append("</").Append(tag).Append('>');
    }

    private void Terms(XElement list, int level)
    {
        if (list.Child("title") is { } title)
        {
            _html.Append("<p>").Append(Line(title)).Append("</p>");
        }

        _html.Append("<dl>");
        foreach (var item in list.Elements().Where(element => element.Is("def-item")))
        {
            _html.Append("<dt>").Append(item.Child("term") is { } term ? Line(term) : "").Append("</dt>");
            foreach (var meaning in item.Elements().Where(element => element.Is("def")))
            {
                Wrapped("dd", meaning, level);
            }
        }

        _html.Append("</dl>");
    }

    private void Table(XElement wrap, int level)
    {
        var caption = string.Join(' ', new[] { wrap.Child("label") is { } label ? Line(label) : "", wrap.Child("caption") is { } said ? string.Join(' ', said.Elements().Select(Line)) : "" }.Where(words => words.Length > 0));
        var table = wrap.Descendants().FirstOrDefault(element => element.Is("table"));
        if (table is null)
        {
            _html.Append("<p").Append(Id(wrap)).Append('>').Append(caption).Append("</p>");
        }
        else
        {
            _html.Append(CellsOf(table, caption, Id(wrap)));
        }

        foreach (var rest in wrap.Elements().Where(element => !element.Is("label") && !element.Is("caption") && !element.Is("table") && !(element.Is("alternatives") && table is not null)))
        {
            if (rest.Is("table-wrap-foot"))
            {
                foreach (var foot in rest.Elements())
                {
                    _html.Append("<p").Append(Id(foot)).Append('>').Append(Line(foot)).Append("</p>");
                }
            }
            else
            {
                Block(rest, level);
            }
        }
    }

    private string CellsOf(XElement table, string caption, string id = "") =>
        $"<table{id}>{(caption.Length > 0 ? $"<caption>{caption}</caption>" : "")}{string.Concat(table.Elements().Select(Cell))}</table>";

    private string Cell(XElement element)
    {
        var name = element.Name.LocalName;
        if (!Cells.Contains(name))
        {
            return name is "col" or "colgroup" ? "" : LineOf(element);
        }

        var attributes = string.Concat(element.Attributes().Where(attribute => attribute.Name.LocalName is "colspan" or "rowspan" or "scope").Select(attribute => Markup.Attribute(attribute.Name.LocalName, attribute.Value)));
        return $"<{name}{attributes}>{(name is "td" or "th" ? Line(element) : string.Concat(element.Elements().Select(Cell)))}</{name}>";
    }

    private string Note(XElement note)
    {
        var label = note.Child("label")?.Value.Trim() ?? "";
        var value = int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Markup.Attribute("value", number.ToString(CultureInfo.InvariantCulture)) : "";
        var words = string.Join("<br>", note.Elements().Where(element => !element.Is("label")).Select(Line));
        return $"<li{Id(note)}{value}>{(value.Length == 0 && label.Length > 0 ? Markup.Text(label) + " " : "")}{words}</li>";
    }

    private string Line(XElement element) => string.Concat(element.Nodes().Select(LineOf));

    private string LineOf(XNode node)
    {
        switch (node)
        {
            case XElement { Name.LocalName: "fn" } note:
                var id = note.Attribute("id")?.Value ?? string.Create(CultureInfo.InvariantCulture, $"inline-{_notes.Count + 1}");
                note.SetAttributeValue("id", id);
                _notes.Add(Note(note));
                return $"<sup><a{Markup.Attribute("href", "#" + id)}>{Markup.Text(note.Child("label")?.Value ?? _notes.Count.ToString(CultureInfo.InvariantCulture))}</a></sup>";
            case XElement element when !Marks.ContainsKey(element.Name.LocalName) && element.Name.LocalName is not ("xref" or "ext-link" or "email" or "uri" or "math" or "graphic" or "inline-graphic" or "media" or "tex-math"):
                return Piece(element, Line(element));
            default:
                return InlineOf(node, Line);
        }
    }

    private static string InlineOf(XElement element) => string.Concat(element.Nodes().Select(node => InlineOf(node, InlineOf)));

    private static string InlineOf(XNode node, Func<XElement, string> inner)
    {
        if (node is XText text)
        {
            return Markup.Text(text.Value);
        }

        if (node is not XElement element)
        {
            return "";
        }

        var href = element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value;
        return element.Name.LocalName switch
        {
            var name when Marks.TryGetValue(name, out var tag) => $"<{tag}>{inner(element)}</{tag}>",
            "xref" when element.Attribute("ref-type")?.Value != "bibr" && element.Attribute("rid")?.Value.Split(' ')[0] is { Length: > 0 } target => $"<a{Markup.Attribute("href", "#" + target)}>{inner(element)}</a>",
            "ext-link" or "uri" or "self-uri" => $"<a{Markup.Attribute("href", href ?? element.Value.Trim())}>{inner(element)}</a>",
            "email" => $"<a{Markup.Attribute("href", "mailto:" + element.Value.Trim())}>{inner(element)}</a>",
            "math" => Formula(element),
            "tex-math" => element.Parent?.Elements().Any(other => other.Is("math")) == true ? "" : Markup.LeftOut("formula", element.Value),
            "graphic" or "inline-graphic" or "media" => InlinePicture(element),
            "xref" => inner(element),
            _ => Piece(element, inner(element)),
        };
    }

    private static string Piece(XElement element, string inner) => element.Name.LocalName switch
    {
        "break" => "<br>",
        "label" => inner + " ",
        "named-content" or "styled-content" when element.Attribute(XNamespace.Xml + "lang")?.Value is { } language => $"<span{Markup.Attribute("lang", language)}>{inner}</span>",
        "alternatives" when element.Child("math") is { } math => Formula(math),
        "p" or "title" when element.NextNode is not null => inner + "<br>",
        _ => element.Attribute("id") is not null && element.Parent?.Is("p") == true ? $"<span{Id(element)}>{inner}</span>" : inner,
    };

    private static string Formula(XElement element)
    {
        var attributes = string.Concat(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None).Select(attribute => Markup.Attribute(attribute.Name.LocalName, attribute.Value)));
        var inner = string.Concat(element.Nodes().Select(node => node is XElement child ? Formula(child) : node is XText text ? Markup.Text(text.Value) : ""));
        return $"<{element.Name.LocalName}{attributes}>{inner}</{element.Name.LocalName}>";
    }

    private static string InlinePicture(XElement element) => element.Is("supplementary-material") ? "" : Markup.LeftOut(
        "picture", element.Child("alt-text")?.Value ?? element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value ?? "");

    private static string Id(XElement element) => element.Attribute("id")?.Value is { Length: > 0 } id ? Markup.Attribute("id", id) : "";

    private static bool IsBlock(XElement element) => element.Name.LocalName is "p" or "sec" or "list" or "def-list" or "table-wrap" or "table" or "disp-quote" or "disp-formula" or "boxed-text" or "fig" or "fig-group"
        or "verse-group" or "statement" or "graphic" or "media" or "supplementary-material" or "disp-formula-group" or "question-wrap" or "question" or "answer";
}
