namespace GutCms.Core.Diff.Marking;

/// <summary>A marked text in passages: those in which something changed, and what stands between them.</summary>
public static class Passages
{
    /// <summary>The passages in order; joined they are the text again. Paragraphs, lists and tables are not cut.</summary>
    /// <param name="html">A text as <see cref="ChangeMarks"/> writes it.</param>
    public static IReadOnlyList<(bool IsMarked, string Html)> Of(string html)
    {
        var found = new List<(bool IsMarked, string Html)>();
        foreach (var element in Elements(html))
        {
            var isMarked = element.Contains("class=\"change", StringComparison.Ordinal);
            if (found.Count > 0 && found[^1].IsMarked == isMarked)
            {
                found[^1] = (isMarked, found[^1].Html + element);
            }
            else
            {
                found.Add((isMarked, element));
            }
        }

        return found;
    }

    private static IEnumerable<string> Elements(string html)
    {
        var (depth, start) = (0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at))
        {
            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                break;
            }

            depth += TagOf.Depth(html[at..(end + 1)]) is 0 && html.AsSpan(at).StartsWith("<math") ? 1 : TagOf.Depth(html[at..(end + 1)]);
            at = end + 1;
            if (depth == 0)
            {
                yield return html[start..at];
                start = at;
            }
        }

        if (start < html.Length)
        {
            yield return html[start..];
        }
    }
}
