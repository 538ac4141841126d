using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GutCms.Core.Content.Html;

/// <summary>Something that HTML in content cannot keep.</summary>
/// <param name="Element">Name of the element, lower case; <c>#text</c> for words that went without one, <c>#markup</c> for what stands behind an angle bracket that is never closed; <c>#address</c> for the address of a link whose words stay.</param>
/// <param name="Text">The words that are lost with it, at most 100 characters; empty when none are. For <c>#address</c> the address.</param>
public sealed record HtmlLoss(string Element, string Text);

/// <summary>Names what sanitising leaves out.</summary>
/// <remarks>What becomes something else by a rule of the profile (a wrapper that goes while its words stay, an old name of an element) is not left out.</remarks>
public static partial class HtmlLosses
{
    private const int MostCharacters = 100;

    private static readonly HtmlParser Parser = new();

    // Dropped, and nothing that anybody could have read or meant to be read.
    private static readonly FrozenSet<string> Unseen = FrozenSet.ToFrozenSet(["base", "basefont", "bgsound", "head", "link", "meta", "param", "source", "track"], StringComparer.Ordinal);

    // Of HTML, and without a meaning that content has a word for: their words stay.
    private static readonly FrozenSet<string> Unwrapped = FrozenSet.ToFrozenSet(
        ["big", "blink", "body", "button", "col", "colgroup", "data", "dfn", "font", "html", "ins", "kbd", "label", "mark", "marquee", "meter", "nobr", "output", "picture", "progress", "rb", "rp", "rt", "rtc", "ruby", "samp", "slot", "time", "var", "wbr"],
        StringComparer.Ordinal);

    /// <summary>What is left out of the HTML, in its order; empty when everything arrives.</summary>
    public static IReadOnlyList<HtmlLoss> Find(string html)
    {
        if (CanonicalHtml.IsCanonical(html))
        {
            return [];
        }

        var losses = new List<HtmlLoss>();
        var kept = new StringBuilder();
        using var document = Parser.ParseDocument("<!doctype html><html><body>" + html);
        if (document.Body is { } body)
        {
            Look(body, body.NamespaceUri, losses, kept);
        }

        if (Unclosed().Match(html) is { Success: true } unclosed)
        {
            losses.Add(new("#markup", Short(unclosed.Value)));
        }

        if (FindMissing(kept.ToString(), Letters(ContentHtml.ToText(html))) is { } missing)
        {
            losses.Add(new("#text", Short(missing)));
        }

        return losses;
    }

    private static void Look(INode parent, string? html, List<HtmlLoss> losses, StringBuilder kept)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                kept.Append(Letters(text.Data));
            }
            else if (node is IComment comment && comment.Data.StartsWith("[CDATA[", StringComparison.Ordinal))
            {
                // To whoever wrote it, text; to HTML, a comment.
                Lose("#text", comment.Data["[CDATA[".Length..].TrimEnd(']'), losses);
            }
            else if (node is IElement element && !IsLost(element, html, losses, kept))
            {
                Look(element, html, losses, kept);
            }
        }
    }

    private static bool IsLost(IElement element, string? html, List<HtmlLoss> losses, StringBuilder kept)
    {
        var name = element.LocalName;
        if (HtmlFormula.Is(element))
        {
            return name is "annotation" or "annotation-xml" && Lose(name, element.TextContent, losses);
        }

        if (element.NamespaceUri != html || HtmlProfile.Dropped.Contains(name))
        {
            // A picture's text alternative stands in its place.
            kept.Append(name == "img" ? Letters(element.GetAttribute("alt") ?? "") : "");
            return (element.NamespaceUri == html && Unseen.Contains(name)) || Lose(name, element is IHtmlTemplateElement template ? template.Content.TextContent : element.TextContent, losses);
        }

        if (name == "a" && element.GetAttribute("href")?.Trim() is { Length: > 0 } address && HtmlAttributes.Canonical("href", address) is null)
        {
            Lose("#address", address, losses);
        }

        if (!IsKnown(name))
        {
            // Perhaps no element was meant: x<y, and what follows up to the next bracket became its attributes.
            Lose(name, string.Join(' ', element.Attributes.Select(attribute => attribute.Value.Length == 0 ? attribute.Name : $"{attribute.Name}={attribute.Value}").Prepend(name)), losses);
        }

        return false;
    }

    private static bool IsKnown(string name) =>
        HtmlProfile.Inline.Contains(name) || HtmlProfile.Blocks.Contains(name) || HtmlProfile.ForeignBlocks.Contains(name) || HtmlProfile.Renamed.ContainsKey(name) || Unwrapped.Contains(name);

    private static bool Lose(string element, string text, List<HtmlLoss> losses)
    {
        losses.Add(new(element, Short(text)));
        return true;
    }

    private static string Short(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MostCharacters ? words : words[..(char.IsHighSurrogate(words[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1)] + "…";
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>What of the letters did not arrive; null when all did, in their order.</summary>
    private static string? FindMissing(string before, string after)
    {
        if (before == after)
        {
            return null;
        }

        var same = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - same && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return same + tail < before.Length ? before[same..^tail] : null;
    }

    [GeneratedRegex(@"</?[A-Za-z][^<>]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Unclosed();
}
