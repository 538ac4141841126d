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
        var matches = new Matches(search, Characters);
        new TextLexemes<Matches>(text, Stemmer.All, matches).Walk();
        return matches.InOrder();
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

    /// <summary>Places whose lexemes a search asks for.</summary>
    private sealed class Matches(SearchCondition search, int reach) : ILexemeSink
    {
        private readonly HashSet<string> _lexemes = search.Words.SelectMany(word => word.Lexemes).ToHashSet(StringComparer.Ordinal);
        private readonly IReadOnlyList<string> _prefixes = search.LastIsPrefix ? search.Words[^1].Exact : [];

        // A stem begins as its word does, so other words need not be cut.
        private readonly HashSet<char> _stemHeads = [.. search.Words.SelectMany(word => word.Lexemes).Where(lexeme => lexeme[0] == ':').Select(lexeme => lexeme[lexeme.LastIndexOf(':') + 1])];
        private readonly List<(int Start, int End)> _places = [];
        private int _first = int.MaxValue - Characters;

        public bool GoesOn(int start) => start < _first + reach;

        public bool Take(ReadOnlySpan<char> lexeme, int start, int end)
        {
            if (!_lexemes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lexeme) && !BeginsAsTyped(lexeme))
            {
                return _stemHeads.Contains(lexeme[0]);
            }

            _places.Add((start, end));
            _first = Math.Min(_first, start);
            return false;
        }

        public List<Range> InOrder()
        {
            var places = new List<Range>();
            foreach (var (start, end) in _places.Order())
            {
                if (places.Count > 0 && start < places[^1].End.Value)
                {
                    places[^1] = places[^1].Start..Math.Max(end, places[^1].End.Value);
                }
                else
                {
                    places.Add(start..end);
                }
            }

            return places;
        }

        private bool BeginsAsTyped(ReadOnlySpan<char> lexeme)
        {
            foreach (var prefix in _prefixes)
            {
                if (lexeme.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
