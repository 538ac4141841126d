using System.Text;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Cuts the text around the first match and marks the matches.</summary>
internal static class Snippet
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
        var matches = SearchTokens.Split(text).Where(token => Matches(token.Word, search)).ToList();
        if (matches.Count == 0)
        {
            var inTitle = SearchTokens.Split(title).Where(token => Matches(token.Word, search)).ToList();
            return inTitle.Count > 0 ? Mark(title, 0, title.Length, inTitle) : Mark(text, 0, EndOfWord(text, Characters), []);
        }

        var from = StartOfWord(text, matches[0].Start - CharactersBefore);
        var to = EndOfWord(text, Math.Max(from + Characters, matches[0].Start + matches[0].Length));
        return Mark(text, from, to, matches);
    }

    private static bool Matches(string word, SearchCondition search)
    {
        for (var i = 0; i < search.Words.Count; i++)
        {
            var isPrefix = search.LastIsPrefix && i == search.Words.Count - 1;
            if (isPrefix ? word.StartsWith(search.Words[i], StringComparison.Ordinal) : word == search.Words[i])
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
        return space < 0 ? index : space + 1;
    }

    private static int EndOfWord(string text, int index)
    {
        if (index >= text.Length)
        {
            return text.Length;
        }

        var space = text.LastIndexOf(' ', index, CharactersBefore);
        return space < 0 ? index : space;
    }

    private static string Mark(string text, int from, int to, List<SearchToken> matches)
    {
        var snippet = new StringBuilder();
        var at = from;
        foreach (var match in matches.TakeWhile(match => match.Start + match.Length <= to))
        {
            snippet.Append(text, at, match.Start - at).Append(Begin).Append(text, match.Start, match.Length).Append(End);
            at = match.Start + match.Length;
        }

        snippet.Append(text, at, to - at);
        return (from > 0 ? "…" : "") + snippet.ToString().Trim() + (to < text.Length ? "…" : "");
    }
}
