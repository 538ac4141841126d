using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>A paragraph's words.</summary>
/// <param name="Html">They as HTML.</param>
/// <param name="Boxes">Boxes of text that hang on it.</param>
internal sealed record WordLine(string Html, List<XElement> Boxes);

/// <summary>Writes the words of a paragraph as HTML.</summary>
internal sealed partial class WordInline(WordDocument document, WordNotes notes)
{
    private readonly StringBuilder _html = new();
    private readonly List<XElement> _boxes = [];
    private readonly Stack<Field> _fields = [];
    private string _open = "";
    private string _close = "";
    private int _depth;
    private char _last;

    /// <summary>Reads a paragraph.</summary>
    public WordLine Read(XElement paragraph)
    {
        Walk(paragraph);
        while (_fields.TryPop(out var field))
        {
            Mark("", "");
            _html.Append(field.IsLink ? "</a>" : "");
        }

        Mark("", "");
        return new(_html.ToString().Trim(' ', '\n'), _boxes);
    }

    private void Walk(XElement parent)
    {
        foreach (var child in parent.Content())
        {
            switch (child.Name.LocalName)
            {
                case "r":
                    Run(child);
                    break;
                case "hyperlink":
                    Link(child.Get("anchor") is { } place && document.Address(child.Get("id")) is null ? "#" + place : document.Address(child.Get("id")) + (child.Get("anchor") is { } part ? "#" + part : ""), child);
                    break;
                case "fldSimple":
                    Simple(child);
                    break;
                case "del" or "moveFrom":
                    LeaveOut("deleted", string.Concat(child.Descendants().Where(element => element.Is("delText") || element.Is("t")).Select(element => element.Value)));
                    break;
                case "bookmarkStart" when child.Get("name") is { Length: > 0 } name && name != "_GoBack":
                    Mark("", "");
                    _html.Append("<span").Append(Markup.Attribute("id", name)).Append("></span>");
                    break;
                case "oMath" or "oMathPara":
                    Mark("", "");
                    _html.Append(WordFormula.Write(child));
                    break;
                case "dir" or "bdo":
                    Mark("", "");
                    _html.Append(child.Is("bdo") ? "<bdo" : "<bdi").Append(Markup.Attribute("dir", child.Get("val") ?? "ltr")).Append('>');
                    Walk(child);
                    Mark("", "");
                    _html.Append(child.Is("bdo") ? "</bdo>" : "</bdi>");
                    break;
            }
        }
    }

    private void Link(string address, XElement content)
    {
        Mark("", "");
        _html.Append("<a").Append(Markup.Attribute("href", address)).Append('>');
        _depth++;
        Walk(content);
        _depth--;
        Mark("", "");
        _html.Append("</a>");
    }

    private void Simple(XElement field)
    {
        if (AddressOf(field.Get("instr") ?? "") is { } address)
        {
            Link(address, field);
        }
        else
        {
            Walk(field);
        }
    }

    private void Run(XElement run)
    {
        var properties = run.Child("rPr");
        if (Flag(properties, "vanish"))
        {
            LeaveOut("hidden", string.Concat(run.Descendants().Where(element => element.Is("t")).Select(element => element.Value)));
            return;
        }

        var font = properties.Child("rFonts").Get("ascii") ?? properties.Child("rFonts").Get("hAnsi");
        foreach (var piece in run.Content())
        {
            if (piece.Is("fldChar") || piece.Is("instrText"))
            {
                Control(piece);
            }
            else if (_fields.All(field => field.IsInResult))
            {
                Piece(piece, properties, font);
            }
        }
    }

    private void Piece(XElement piece, XElement? properties, string? font)
    {
        switch (piece.Name.LocalName)
        {
            case "t":
                Say(Characters(piece.Value.ReplaceLineEndings(" "), font), properties);
                break;
            case "tab" or "ptab":
                Say(" ", properties);
                break;
            case "br" or "cr":
                Say(piece.Get("type") is "page" or "column" ? " " : "\n", properties);
                break;
            case "noBreakHyphen":
                Say("\u2011", properties);
                break;
            case "softHyphen":
                Say("\u00AD", properties);
                break;
            case "sym":
                Say(Symbol(piece), properties);
                break;
            case "footnoteReference" or "endnoteReference" when document.Note(piece.Is("endnoteReference"), piece.Get("id")) is { } note:
                Mark("", "");
                _html.Append(notes.Refer(note));
                break;
            case "commentReference":
                LeaveOut("comment", document.Comment(piece.Get("id")));
                break;
            case "ruby":
                Walk(piece.Child("rubyBase") ?? piece);
                LeaveOut("comment", string.Concat(piece.Child("rt")?.Descendants().Where(element => element.Is("t")).Select(element => element.Value) ?? []));
                break;
            case "drawing" or "pict" or "object":
                Draw(piece);
                break;
        }
    }

    private void Draw(XElement drawing)
    {
        var boxes = drawing.Descendants().Where(element => element.Is("txbxContent") && !element.Ancestors().TakeWhile(each => each != drawing).Any(each => each.Is("Fallback") || each.Is("txbxContent"))).ToList();
        if (boxes.Count > 0)
        {
            _boxes.AddRange(boxes);
            return;
        }

        var about = drawing.Descendants().FirstOrDefault(element => element.Is("docPr"));
        var alt = about.Get("descr")?.Trim() ?? drawing.Descendants().Select(element => element.Is("imagedata") || element.Is("shape") ? element.Get("alt") ?? element.Get("title") : null).FirstOrDefault(text => text is not null)?.Trim() ?? "";
        var kind = drawing.Is("object") ? "object" : drawing.Descendants().Any(element => element.Is("pic") || element.Is("imagedata")) ? "picture" : "drawing";
        if (alt.Length > 0 && kind == "picture")
        {
            // As with pictures of HTML: the text alternative stands in its place.
            Mark("", "");
            _html.Append(char.IsLetterOrDigit(_last) ? " " : "").Append(Markup.Text(alt));
            _last = alt[^1];
        }

        LeaveOut(kind, alt.Length > 0 ? alt : about.Get("name") ?? "");
    }

    private void Control(XElement piece)
    {
        if (piece.Is("instrText"))
        {
            if (_fields.TryPeek(out var open) && !open.IsInResult)
            {
                open.Instruction.Append(piece.Value);
            }

            return;
        }

        switch (piece.Get("fldCharType"))
        {
            case "begin":
                _fields.Push(new());
                break;
            case "separate" when _fields.TryPeek(out var field):
                field.IsInResult = true;
                if (_depth == 0 && _fields.All(each => !each.IsLink) && AddressOf(field.Instruction.ToString()) is { } address)
                {
                    Mark("", "");
                    _html.Append("<a").Append(Markup.Attribute("href", address)).Append('>');
                    field.IsLink = true;
                }

                break;
            case "end" when _fields.TryPop(out var ended):
                Mark("", "");
                _html.Append(ended.IsLink ? "</a>" : "");
                break;
        }
    }

    private void Say(string text, XElement? properties)
    {
        if (text.Length == 0)
        {
            return;
        }

        _last = text[^1];
        var (open, close) = WordMarks.Of(properties, _depth > 0 || _fields.Any(field => field.IsLink), document.Styles);
        Mark(open, close);
        _html.Append(Markup.Text(text).Replace("\n", "<br>", StringComparison.Ordinal));
    }

    // Neighbours that look the same share their elements.
    private void Mark(string open, string close)
    {
        if (open != _open)
        {
            _html.Append(_close).Append(open);
            (_open, _close) = (open, close);
        }
    }

    private void LeaveOut(string kind, string text)
    {
        if (kind is "picture" or "drawing" or "object" || !string.IsNullOrEmpty(text))
        {
            Mark("", "");
            _html.Append(Markup.LeftOut(kind, text));
        }
    }

    private string Symbol(XElement symbol)
    {
        var font = symbol.Get("font");
        if (int.TryParse(symbol.Get("char"), System.Globalization.NumberStyles.HexNumber, null, out var code) && WordSymbols.Of(font, code) is { } sign)
        {
            return sign;
        }

        LeaveOut("symbol", $"{font} {symbol.Get("char")}");
        return "";
    }

    private string Characters(string text, string? font) => !WordSymbols.IsSymbolFont(font) && !text.Any(character => character is >= '\uF020' and <= '\uF0FF') ? text : string.Concat(text.Select(character =>
    {
        var isPrivate = character is >= '\uF020' and <= '\uF0FF';
        if (!isPrivate && (font != "Symbol" || character > '\u00FF'))
        {
            return character.ToString();
        }

        if (WordSymbols.Of(WordSymbols.IsSymbolFont(font) ? font : "Symbol", character) is { } sign)
        {
            return sign;
        }

        LeaveOut("symbol", $"{font} {(int)character:X4}");
        return "";
    }));

    private bool Flag(XElement? properties, string name) =>
        properties.Flag(name) ?? document.Styles.PropertiesOf(properties.Value("rStyle"), "rPr").Select(style => style.Flag(name)).FirstOrDefault(flag => flag is not null) ?? false;

    private static string? AddressOf(string instruction)
    {
        if (Hyperlink().Match(instruction) is not { Success: true } match)
        {
            return null;
        }

        var (address, place) = (match.Groups["address"].Value, match.Groups["place"].Value);
        return address + (place.Length > 0 ? "#" + place : "") is { Length: > 0 } whole ? whole : null;
    }

    [GeneratedRegex("""\A\s*HYPERLINK\s+(?:"(?<address>[^"]*)")?(?:\s*\\l\s+"(?<place>[^"]*)")?""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hyperlink();

    private sealed class Field
    {
        public StringBuilder Instruction { get; } = new();

        public bool IsInResult { get; set; }

        public bool IsLink { get; set; }
    }
}
