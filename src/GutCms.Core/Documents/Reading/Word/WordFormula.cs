using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Writes a formula of Word as MathML.</summary>
/// <remarks>Source: ECMA-376 part 1 §22.1, Office Math. What has no counterpart here keeps its characters in a row.</remarks>
internal static class WordFormula
{
    /// <summary>Writes it.</summary>
    public static string Write(XElement formula)
    {
        if (formula.Is("oMathPara"))
        {
            return string.Concat(formula.Elements().Where(element => element.Is("oMath")).Select(element => $"<math display=\"block\">{Row(element)}</math>"));
        }

        return $"<math>{Row(formula)}</math>";
    }

    private static string Row(XElement? parent) => string.Concat(parent?.Content().Select(Piece) ?? []);

    private static string Group(XElement? parent) => $"<mrow>{Row(parent)}</mrow>";

    private static string Piece(XElement piece) => piece.Name.LocalName switch
    {
        "r" => string.Concat(piece.Elements().Where(element => element.Is("t")).Select(text => Tokens(text.Value))),
        "f" when piece.Child("fPr").Value("type") == "lin" => $"{Group(piece.Child("num"))}<mo>/</mo>{Group(piece.Child("den"))}",
        "f" => $"<mfrac{(piece.Child("fPr").Value("type") == "noBar" ? " linethickness=\"0\"" : "")}>{Group(piece.Child("num"))}{Group(piece.Child("den"))}</mfrac>",
        "sSup" => $"<msup>{Group(piece.Child("e"))}{Group(piece.Child("sup"))}</msup>",
        "sSub" => $"<msub>{Group(piece.Child("e"))}{Group(piece.Child("sub"))}</msub>",
        "sSubSup" => $"<msubsup>{Group(piece.Child("e"))}{Group(piece.Child("sub"))}{Group(piece.Child("sup"))}</msubsup>",
        "sPre" => $"<mmultiscripts>{Group(piece.Child("e"))}<mprescripts></mprescripts>{Group(piece.Child("sub"))}{Group(piece.Child("sup"))}</mmultiscripts>",
        "rad" when piece.Child("radPr").Flag("degHide") == true || !HasText(piece.Child("deg")) => $"<msqrt>{Row(piece.Child("e"))}</msqrt>",
        "rad" => $"<mroot>{Group(piece.Child("e"))}{Group(piece.Child("deg"))}</mroot>",
        "d" => Fenced(piece),
        "nary" => Sum(piece),
        "func" => Group(piece.Child("fName")) + Group(piece.Child("e")),
        "limLow" => $"<munder>{Group(piece.Child("e"))}{Group(piece.Child("lim"))}</munder>",
        "limUpp" => $"<mover>{Group(piece.Child("e"))}{Group(piece.Child("lim"))}</mover>",
        "acc" => $"<mover accent=\"true\">{Group(piece.Child("e"))}<mo>{Markup.Text(piece.Child("accPr").Value("chr") ?? "\u0302")}</mo></mover>",
        "bar" => piece.Child("barPr").Value("pos") == "bot" ? $"<munder>{Group(piece.Child("e"))}<mo>_</mo></munder>" : $"<mover>{Group(piece.Child("e"))}<mo>\u00AF</mo></mover>",
        "m" => $"<mtable>{string.Concat(piece.Elements().Where(row => row.Is("mr")).Select(row => $"<mtr>{string.Concat(row.Elements().Where(cell => cell.Is("e")).Select(cell => $"<mtd>{Row(cell)}</mtd>"))}</mtr>"))}</mtable>",
        "eqArr" => $"<mtable>{string.Concat(piece.Elements().Where(line => line.Is("e")).Select(line => $"<mtr><mtd>{Row(line)}</mtd></mtr>"))}</mtable>",
        var name when name.EndsWith("Pr", StringComparison.Ordinal) => "",
        _ => Row(piece),
    };

    private static string Fenced(XElement piece)
    {
        var properties = piece.Child("dPr");
        var separator = properties.Value("sepChr") ?? "|";
        return $"<mrow>{Sign(properties.Value("begChr") ?? "(")}{string.Join(Sign(separator), piece.Elements().Where(element => element.Is("e")).Select(Group))}{Sign(properties.Value("endChr") ?? ")")}</mrow>";
    }

    private static string Sum(XElement piece)
    {
        var properties = piece.Child("naryPr");
        var sign = Sign(properties.Value("chr") ?? "∫");
        var tag = properties.Value("limLoc") == "undOvr" ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup");
        var (low, high) = (HasText(piece.Child("sub")), HasText(piece.Child("sup")));
        var operation = (low, high) switch
        {
            (true, true) => $"<{tag.Item3}>{sign}{Group(piece.Child("sub"))}{Group(piece.Child("sup"))}</{tag.Item3}>",
            (true, false) => $"<{tag.Item1}>{sign}{Group(piece.Child("sub"))}</{tag.Item1}>",
            (false, true) => $"<{tag.Item2}>{sign}{Group(piece.Child("sup"))}</{tag.Item2}>",
            _ => sign,
        };
        return operation + Group(piece.Child("e"));
    }

    private static bool HasText(XElement? element) => element?.Descendants().Any(text => text.Is("t") && text.Value.Length > 0) == true;

    private static string Sign(string text) => text.Length == 0 ? "" : $"<mo>{Markup.Text(text)}</mo>";

    // Numbers, words and signs one by one, as MathML has them.
    private static string Tokens(string text)
    {
        var html = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (char.IsDigit(text[at]))
            {
                while (end < text.Length && (char.IsDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsDigit(text[end + 1]))))
                {
                    end++;
                }

                html.Append("<mn>").Append(text, at, end - at).Append("</mn>");
            }
            else if (char.IsLetter(text[at]) || char.IsSurrogate(text[at]))
            {
                while (end < text.Length && (char.IsLetter(text[end]) || char.IsSurrogate(text[end])))
                {
                    end++;
                }

                html.Append("<mi>").Append(text, at, end - at).Append("</mi>");
            }
            else
            {
                html.Append(char.IsWhiteSpace(text[at]) ? "<mtext>" : "<mo>").Append(Markup.Text(text[at].ToString())).Append(char.IsWhiteSpace(text[at]) ? "</mtext>" : "</mo>");
            }

            at = end;
        }

        return html.ToString();
    }
}
