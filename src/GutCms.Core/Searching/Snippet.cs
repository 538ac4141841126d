using System.Text;

namespace GutCms.Core.Searching;

/// <summary>Cuts the text around the first match and marks the matches.</summary>
public static class Snippet
{
    /// <summary>Stands before a match.</summary>
    public const char Begin = '\u0002';

    /// <summary>Stands after a match.</summary>
    public const char End = '\u0003';

    private const int CharactersBefore = 60;
    private const int Characters = 240;

    /// <summary>
    /// At most about 240 characters of <paramref name="text"/> around its first match, an ellipsis where something is left out. The title, marked, when only it matches.
    /// </summary>
    public static string Of(string title, string text, SearchCondition search)
    {
        (title, text) = (WithoutMarks(title), WithoutMarks(text));
        var matches = Find(text, search);
        if (matches.Count == 0)
        {
            var inTitle = Find(title, search);
            return inTitle.Count > 0 ? Mark(title, 0, title.Length, inTitle) : Mark(text, 0, EndOfWord(text, Characters), []);
        }

        var from = StartOfWord(text, matches[0].Start.Value - CharactersBefore);
        var to = EndOfWord(text, Math.Max(from + Characters, matches[0].End.Value));
        return Mark(text, from, to, matches);
    }

    private static string WithoutMarks(string text) =>
        text.AsSpan().ContainsAny(Begin, End) ? text.Replace(Begin, ' ').Replace(End, ' ') : text;

    /// <summary>The matches from the first one on, as far as a snippet can reach.</summary>
    private static List<Range> Find(string text, SearchCondition search)
    {
        var matches = new List<Range>();
        var words = new SearchTokens(text);
        while (words.MoveNext() && (matches.Count == 0 || words.Start < matches[0].Start.Value + Characters))
        {
            if (Matches(words.Word, search))
            {
                matches.Add(words.Start..words.End);
            }
        }

        return matches;
    }

    private static bool Matches(ReadOnlySpan<char> word, SearchCondition search)
    {
        for (var i = 0; i < search.Words.Count; i++)
        {
            var isPrefix = search.LastIsPrefix && i == search.Words.Count - 1;
            if (isPrefix ? word.StartsWith(search.Words[i], StringComparison.Ordinal) : word.SequenceEqual(search.Words[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static int StartOfWord(string text, int index)
    {
        if (index <= 0)
        {
            return 0;
        }

        var space = text.IndexOf(' ', index, CharactersBefore);
        return space < 0 ? Boundary(text, index) : space + 1;
    }

    private static int EndOfWord(string text, int index)
    {
        if (index >= text.Length)
        {
            return text.Length;
        }

        var space = text.LastIndexOf(' ', index, CharactersBefore);
        return space < 0 ? Boundary(text, index) : space;
    }

    /// <summary>Not in the middle of a surrogate pair.</summary>
    private static int Boundary(string text, int index) => char.IsLowSurrogate(text[index]) ? index - 1 : index;

    private static string Mark(string text, int from, int to, List<Range> matches)
    {
        var snippet = new StringBuilder();
        var at = from;
        foreach (var match in matches.TakeWhile(match => match.End.Value <= to))
        {
            snippet.Append(text, at, match.Start.Value - at).Append(Begin).Append(text.AsSpan(match)).Append(End);
            at = match.End.Value;
        }

        snippet.Append(text, at, to - at);
        return (from > 0 ? "…" : "") + snippet.ToString().Trim() + (to < text.Length ? "…" : "");
    }
}
