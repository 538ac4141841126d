using System.Collections.Immutable;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Diff.Marking;

/// <summary>What of the form of a text has words of its own: <c>Format.Element.…</c> and <c>Format.Attribute.…</c> of <c>Texts/Sentences.resx</c>.</summary>
public static class FormatNames
{
    /// <summary>Every element that a text may hold, but formulas, which are shown as they are.</summary>
    public static ImmutableArray<string> Elements { get; } = [.. HtmlProfile.Inline.Concat(HtmlProfile.Blocks).Order(StringComparer.Ordinal)];

    /// <summary>Every attribute but the address of a link, of which more is said.</summary>
    public static ImmutableArray<string> Attributes { get; } = [.. HtmlProfile.Attributes.Values.SelectMany(names => names).Concat(HtmlProfile.GlobalAttributes).Except(["href"]).Distinct().Order(StringComparer.Ordinal)];
}
