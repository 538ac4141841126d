using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Writes the blocks of a document as HTML: headings by their styles, lists by their numbers, tables, quotations.</summary>
internal sealed class WordText
{
    private readonly WordDocument _document;
    private readonly WordNotes _notes;
    private readonly StringBuilder _html = new();
    private readonly WordLists _lists;
    private string _carried = "";

    /// <summary>Text of a document.</summary>
    public WordText(WordDocument document)
        : this(document, new WordNotes())
    {
    }

    private WordText(WordDocument document, WordNotes notes) => (_document, _notes, _lists) = (document, notes, new WordLists(_html));

    /// <summary>The paragraph in the style of a title; null: none.</summary>
    public string? Title { get; private set; }

    /// <summary>The paragraph in the style of a subtitle; null: none.</summary>
    public string? Subtitle { get; private set; }

    /// <summary>Writes the blocks of a part.</summary>
    public void Blocks(XElement? part)
    {
        List<XElement> blocks = [.. part?.Content() ?? []];
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Is("tbl"))
            {
                Table(blocks[i], "");
            }
            else if (IsCaption(blocks[i]) && i + 1 < blocks.Count && blocks[i + 1].Is("tbl"))
            {
                Table(blocks[++i], Inline(blocks[i - 1]).Html);
            }
            else
            {
                Block(blocks[i]);
            }
        }

        _lists.End();
        Flush();
    }

    /// <summary>Writes the notes that the text refers to.</summary>
    public void Notes()
    {
        var list = new StringBuilder();
        for (var i = 0; i < _notes.All.Count; i++)
        {
            var (id, note) = _notes.All[i];
            var inner = new WordText(_document, _notes);
            inner.Blocks(note);
            list.Append(CultureInfo.InvariantCulture, $"<li id=\"{id}\" value=\"{i + 1}\">{Unwrapped(inner.ToString().Trim())}</li>");
        }

        _html.Append(list.Length > 0 ? $"<ol>{list}</ol>" : "");
    }

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    private void Block(XElement block)
    {
        switch (block.Name.LocalName)
        {
            case "p":
                Paragraph(block);
                break;
            case "sdt":
                _html.Append(Markup.LeftOut("contents", Words(block)));
                break;
            case "del" or "moveFrom":
                _html.Append(Markup.LeftOut("deleted", Words(block)));
                break;
            case "altChunk":
                _html.Append(Markup.LeftOut("object", ""));
                break;
            case "oMathPara" or "oMath":
                _lists.End();
                _html.Append("<p>").Append(WordFormula.Write(block)).Append("</p>");
                break;
        }
    }

    private void Paragraph(XElement paragraph)
    {
        var properties = paragraph.Child("pPr");
        var style = properties.Value("pStyle");
        var names = _document.Styles.NamesOf(style).ToList();
        var name = names.FirstOrDefault() ?? "";
        if (name.StartsWith("toc ", StringComparison.Ordinal) || name == "table of figures")
        {
            _html.Append(Markup.LeftOut("contents", Words(paragraph)));
            return;
        }

        var line = Inline(paragraph);
        var html = _carried + line.Html;
        _carried = "";
        if (properties.Child("rPr").Child("del") is not null)
        {
            // The end of the paragraph is deleted: what follows belongs to it.
            _carried = html;
            return;
        }

        if (!string.IsNullOrWhiteSpace(html))
        {
            Write(paragraph, properties, style, names, html);
        }

        foreach (var box in line.Boxes)
        {
            _lists.End();
            var inner = new WordText(_document, _notes);
            inner.Blocks(box);
            _html.Append(inner);
        }
    }

    private void Write(XElement paragraph, XElement? properties, string? style, List<string> names, string html)
    {
        var direction = properties.Flag("bidi") == true ? " dir=\"rtl\"" : "";
        var level = _document.Styles.HeadingLevel(properties, style);
        if (level == 0 && names.Contains("title") && Title is null)
        {
            Title = Drafting.HtmlWords.Of(html);
            return;
        }

        if (level == 0 && names.Contains("subtitle") && Subtitle is null && Title is not null)
        {
            Subtitle = Drafting.HtmlWords.Of(html);
            return;
        }

        if (level == 0 && names.Contains("title"))
        {
            level = 1;
        }

        if (level > 0)
        {
            _lists.End();
            _html.Append(CultureInfo.InvariantCulture, $"<h{Math.Min(level, 6)}{direction}>{html}</h{Math.Min(level, 6)}>");
        }
        else if (ItemOf(properties, style) is { } item)
        {
            _lists.Add(item, direction, html);
        }
        else if (_lists.IsOpen && IsContinued(properties, names))
        {
            _lists.Continue($"<p{direction}>{html}</p>");
        }
        else
        {
            _lists.End();
            var isQuote = names.Any(each => each is "quote" or "intense quote" or "block text");
            _html.Append(isQuote ? "<blockquote>" : "").Append(CultureInfo.InvariantCulture, $"<p{direction}>{html}</p>").Append(isQuote ? "</blockquote>" : "");
        }
    }

    private WordNumbering.Item? ItemOf(XElement? properties, string? style)
    {
        List<XElement> all = [.. new[] { properties.Child("numPr") }.Concat(_document.Styles.PropertiesOf(style, "pPr").Select(each => each.Child("numPr"))).OfType<XElement>()];
        var number = all.Select(each => each.Value("numId")).FirstOrDefault(id => id is not null);
        var level = all.Select(each => each.Child("ilvl").Number("val")).FirstOrDefault(each => each is not null) ?? 0;
        return number is null or "0" ? null : _document.Numbering.Next(number, level);
    }

    // A second paragraph of an item stands where its text stands, without a number.
    private static bool IsContinued(XElement? properties, List<string> names) =>
        names.Any(name => name is "list paragraph" || name.StartsWith("list continue", StringComparison.Ordinal))
        || (properties.Child("ind") is { } indent && (indent.Number("left") ?? indent.Number("start") ?? 0) > 0);

    private bool IsCaption(XElement block) => block.Is("p") && _document.Styles.NamesOf(block.Child("pPr").Value("pStyle")).Contains("caption");

    private void Table(XElement table, string caption)
    {
        _lists.End();
        Flush();
        _html.Append(WordTable.Write(table, caption, cell =>
        {
            var inner = new WordText(_document, _notes);
            inner.Blocks(cell);
            return Unwrapped(inner.ToString());
        }));
    }

    private WordLine Inline(XElement paragraph) => new WordInline(_document, _notes).Read(paragraph);

    // Words whose paragraph ends with a deletion that nothing follows.
    private void Flush()
    {
        _html.Append(string.IsNullOrWhiteSpace(_carried) ? "" : $"<p>{_carried}</p>");
        _carried = "";
    }

    private static string Words(XElement element) =>
        string.Join(' ', element.DescendantsAndSelf().Where(each => each.Is("p")).DefaultIfEmpty(element).Select(paragraph => string.Concat(paragraph.Descendants().Where(each => each.Is("t") || each.Is("delText")).Select(each => each.Value))));

    // One paragraph alone needs no element of its own in a cell or a note.
    private static string Unwrapped(string html) =>
        html.StartsWith("<p>", StringComparison.Ordinal) && html.EndsWith("</p>", StringComparison.Ordinal) && html.IndexOf("<p", 1, StringComparison.Ordinal) < 0 && html.IndexOf("</p>", StringComparison.Ordinal) == html.Length - 4
            ? html[3..^4]
            : html;
}
