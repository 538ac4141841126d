using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace GutCms.Core.Content.Html;

/// <summary>Notes and other places within a text that its links lead to: target and link keep together, and each target has a name of its own.</summary>
/// <remarks>
/// Names begin with <c>note-</c>, so that no text can take a name that a page uses itself. Another name becomes such a one when a link of the same text leads
/// to it, and goes otherwise.
/// </remarks>
internal static partial class HtmlNotes
{
    private const string Prefix = "note-";

    /// <summary>Whether a place may be called so.</summary>
    public static bool IsName(string name) => name.Length <= 64 && Name().IsMatch(name);

    /// <summary>Names the places that links of the text lead to, and the links after them.</summary>
    public static void Link(IElement body)
    {
        var places = new Dictionary<string, IElement>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("[id], a[name]"))
        {
            var name = element.GetAttribute("id") ?? element.GetAttribute("name") ?? "";
            element.RemoveAttribute("id");
            if (name.Length > 0 && places.TryAdd(name, element) && IsName(name))
            {
                element.SetAttribute("id", name);
            }
        }

        if (places.Count == 0)
        {
            return;
        }

        var taken = places.Keys.Where(IsName).ToHashSet(StringComparer.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var link in body.QuerySelectorAll("a[href^='#']"))
        {
            var name = Uri.UnescapeDataString(link.GetAttribute("href")![1..]);
            if (places.TryGetValue(name, out var place) && !IsName(name))
            {
                if (!given.TryGetValue(name, out var written))
                {
                    given[name] = written = Unused(Prefix + Plain(name), taken);
                    (Holder(place) ?? Inside(place)).SetAttribute("id", written);
                }

                link.SetAttribute("href", "#" + written);
            }
        }
    }

    /// <summary>The same canonical HTML, in which names that other texts of the document have taken are changed, with the links to them.</summary>
    /// <param name="html">In the form that <see cref="ContentHtml.Sanitize"/> gives.</param>
    /// <param name="taken">Names so far; those of this text are added.</param>
    public static string Distinct(string html, HashSet<string> taken)
    {
        if (!html.Contains(" id=\"", StringComparison.Ordinal))
        {
            return html;
        }

        var own = Tag().Matches(html).Select(tag => Place().Match(tag.Value)).Where(place => place.Success).Select(place => place.Groups[1].Value).ToList();
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in own.Where(taken.Contains))
        {
            changed[name] = Unused(name, [.. taken, .. own, .. changed.Values]);
        }

        taken.UnionWith(own);
        taken.UnionWith(changed.Values);
        return changed.Count == 0 ? html : Tag().Replace(html, tag => Either().Replace(tag.Value, match =>
            changed.TryGetValue(match.Groups[2].Value, out var name) ? $"{match.Groups[1].Value}{name}\"" : match.Value));
    }

    /// <summary>Whether canonical HTML has a place of that name.</summary>
    public static bool Has(string html, string name) => IsName(name) && Tag().Matches(html).Any(tag => tag.Value.Contains($" id=\"{name}\"", StringComparison.Ordinal));

    private static string Unused(string name, HashSet<string> taken)
    {
        var unused = name;
        for (var suffix = 2; !taken.Add(unused); suffix++)
        {
            unused = string.Create(CultureInfo.InvariantCulture, $"{Shortened(name)}-{suffix}");
        }

        return unused;
    }

    private static string Plain(string name)
    {
        var plain = string.Join('-', Odd().Split(name.ToLowerInvariant()).Where(word => word.Length > 0));
        return plain.Length == 0 ? "x" : Shortened(plain);
    }

    private static string Shortened(string name) => name[..Math.Min(name.Length, 50)].TrimEnd('-');

    // A block that is unwrapped gives the name to what stands first in it.
    private static IElement? Holder(IElement place)
    {
        while (HtmlProfile.ForeignBlocks.Contains(place.LocalName) && place.FirstElementChild is { } first && !HtmlProfile.Inline.Contains(first.LocalName))
        {
            place = first;
        }

        return HtmlProfile.Inline.Contains(place.LocalName) || HtmlProfile.Blocks.Contains(place.LocalName) || HtmlProfile.ForeignBlocks.Contains(place.LocalName) ? place : null;
    }

    private static IElement Inside(IElement unknown)
    {
        var place = unknown.Owner!.CreateElement("span");
        unknown.InsertBefore(place, unknown.FirstChild);
        return place;
    }

    [GeneratedRegex("^note-[a-z0-9]+(?:-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Odd();

    [GeneratedRegex("<[a-z][^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(" id=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("( id=\"| href=\"#)([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Either();
}
