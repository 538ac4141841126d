using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Text of a title, a question or a citation, which have no markup.</summary>
internal static class PlainText
{
    private static readonly FrozenDictionary<char, char> Raised = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿiⁱ".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    private static readonly FrozenDictionary<char, char> Lowered = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The words on one line. Raised and lowered characters become those of Unicode, or stand behind <c>^</c> and <c>_</c> where a number would become another.</summary>
    public static string Of(INode node)
    {
        var text = new StringBuilder();
        Append(node, text);
        return Tidy(text.ToString());
    }

    /// <summary>Words on one line.</summary>
    public static string Tidy(string text) => string.Join(' ', text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Words of a raised or lowered element behind other words, as they stand in plain text.</summary>
    public static string Moved(IElement element, string before)
    {
        var text = new StringBuilder(before);
        AppendMoved(text, Of(element), element.LocalName == "sup" ? Raised : Lowered, element.LocalName == "sup" ? '^' : '_');
        return text.ToString(before.Length, text.Length - before.Length);
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText characters:
                    text.Append(characters.Data);
                    break;
                case IElement { LocalName: Model.Markup.LeftOutElement }:
                    break;
                case IElement { LocalName: "sup" } raised when Of(raised) is { Length: > 0 } words:
                    AppendMoved(text, words, Raised, '^');
                    break;
                case IElement { LocalName: "sub" } lowered when Of(lowered) is { Length: > 0 } words:
                    AppendMoved(text, words, Lowered, '_');
                    break;
                case IElement element:
                    var isApart = !Content.Html.HtmlProfile.Inline.Contains(element.LocalName) || element.LocalName == "br";
                    text.Append(isApart ? " " : "");
                    Append(element, text);
                    text.Append(isApart ? " " : "");
                    break;
            }
        }
    }

    private static void AppendMoved(StringBuilder text, string words, FrozenDictionary<char, char> characters, char sign)
    {
        if (words.All(characters.ContainsKey))
        {
            text.Append([.. words.Select(character => characters[character])]);
        }
        else
        {
            text.Append(text.Length > 0 && char.IsDigit(text[^1]) && char.IsDigit(words[0]) ? sign : "").Append(words);
        }
    }
}
