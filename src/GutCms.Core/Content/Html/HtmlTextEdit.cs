using System.Net;
using System.Text;

namespace GutCms.Core.Content.Html;

/// <summary>Puts other words in the place of some of a text, where the place is given in the plain text of the HTML. Everything around them stays as it is, tags within them too.</summary>
internal static class HtmlTextEdit
{
    /// <summary>One character of the plain text: where it stands in the HTML; both the same for what only the plain text has.</summary>
    private readonly record struct Place(char Character, int From, int To, bool InFormula);

    /// <summary>The HTML with other words, sanitised.</summary>
    /// <param name="html">HTML of a text.</param>
    /// <param name="start">0-based position in its <see cref="ContentHtml.ToText"/>.</param>
    /// <param name="length">Number of UTF-16 characters of it.</param>
    /// <param name="words">Plain text; empty: nothing.</param>
    /// <returns>Null when the words are not within one line, or in a formula.</returns>
    public static string? Replace(string html, int start, int length, string words)
    {
        var canonical = ContentHtml.Sanitize(html);
        var places = Read(canonical);
        if (start < 0 || length <= 0 || start + length > places.Count || string.Concat(places.Select(place => place.Character)) != HtmlText.Of(canonical))
        {
            return null;
        }

        // What both have at their ends keeps its tags.
        var (same, end) = (0, 0);
        while (same < length - 1 && same < words.Length && places[start + same].Character == words[same])
        {
            same++;
        }

        while (end < length - same - 1 && end < words.Length - same && places[start + length - 1 - end].Character == words[words.Length - 1 - end])
        {
            end++;
        }

        var range = places.GetRange(start + same, length - same - end);
        if (places.GetRange(start, length).Any(place => place.InFormula || place.Character == '\n'))
        {
            return null;
        }

        var (from, to) = (range[0].From, range[^1].To);
        var result = new StringBuilder(canonical[..from]).Append(HtmlWriter.Text(words[same..(words.Length - end)]));
        foreach (var tag in Tags(canonical, from, to))
        {
            result.Append(tag);
        }

        return ContentHtml.Sanitize(result.Append(canonical.AsSpan(to)).ToString());
    }

    private static IEnumerable<string> Tags(string html, int from, int to)
    {
        for (var open = html.IndexOf('<', from, to - from); open >= 0; open = html.IndexOf('<', open + 1, to - open - 1))
        {
            yield return html[open..(html.IndexOf('>', open) + 1)];
        }
    }

    /// <summary>The plain text as <see cref="HtmlText.Of"/> makes it, with where each character comes from.</summary>
    private static List<Place> Read(string html)
    {
        var (lines, line) = (new List<List<Place>>(), new List<Place>());
        var inFormula = false;
        for (var at = 0; at < html.Length;)
        {
            if (html[at] == '<')
            {
                var close = html.IndexOf('>', at);
                var tag = html[(at + 1)..close].TrimStart('/');
                var name = tag.Split(' ')[0];
                inFormula = name == "math" ? html[at + 1] != '/' : inFormula;
                if (name is "td" or "th" || HtmlFormula.IsToken(name))
                {
                    line.Add(new(' ', at, at, inFormula));
                }
                else if (name is "br" || HtmlProfile.Blocks.Contains(name))
                {
                    lines.Add(line);
                    line = [];
                }

                at = close + 1;
                continue;
            }

            var end = html[at] == '&' && html.IndexOf(';', at) is > 0 and var semicolon ? semicolon + 1 : at + 1;
            foreach (var character in WebUtility.HtmlDecode(html[at..end]))
            {
                line.Add(new(character, at, end, inFormula));
            }

            at = end;
        }

        lines.Add(line);
        List<Place> places = [];
        foreach (var tidy in lines.Select(Tidy).Where(tidy => tidy.Count > 0))
        {
            if (places.Count > 0)
            {
                places.Add(new('\n', places[^1].To, places[^1].To, false));
            }

            places.AddRange(tidy);
        }

        return places;
    }

    private static List<Place> Tidy(List<Place> line)
    {
        List<Place> tidy = [];
        foreach (var place in line)
        {
            var isBlank = place.Character is ' ' or '\t' or '\n' or '\r';
            if (!isBlank)
            {
                tidy.Add(place);
            }
            else if (tidy.Count > 0 && tidy[^1].Character != ' ')
            {
                tidy.Add(place with { Character = ' ' });
            }
        }

        if (tidy.Count > 0 && tidy[^1].Character == ' ')
        {
            tidy.RemoveAt(tidy.Count - 1);
        }

        return tidy;
    }
}
