namespace GutCms.Core.Searching;

/// <summary>A word of a search, or what stands for one: words that a sign joins, a run of characters of a script without spaces.</summary>
/// <param name="Exact">Lexemes that a text has which holds it as it was typed: all of them.</param>
/// <param name="Near">Other lexemes that stand for it: of one of these lists all.</param>
public sealed record SearchWord(IReadOnlyList<string> Exact, IReadOnlyList<IReadOnlyList<string>> Near)
{
    private const int ShortestMistyped = 5;
    private const int LongestMistyped = 32;

    /// <summary>A word that nothing stands for but itself.</summary>
    public SearchWord(string word)
        : this([word], [])
    {
    }

    /// <summary>Whether a typing mistake in it is looked through: it has five letters or more. A number is taken as it is.</summary>
    internal bool MayBeMistyped => Exact is [{ Length: >= ShortestMistyped and <= LongestMistyped } word] && word.All(char.IsLetter);

    /// <summary>Every lexeme that stands for it.</summary>
    internal IEnumerable<string> Lexemes => Exact.Concat(Near.SelectMany(lexemes => lexemes));

    /// <summary>What has to be among the lexemes of a text.</summary>
    internal SearchExpression Expression(string prefix, bool isExact, bool isPrefix)
    {
        var exact = SearchExpression.All(Exact.Select(lexeme => Term(lexeme, isPrefix)));
        return isExact ? exact : SearchExpression.Any([exact, .. Near.Select(lexemes => SearchExpression.All(lexemes.Select(lexeme => Term(lexeme, false))))]);

        SearchExpression Term(string lexeme, bool begins) => new SearchExpression.Term(prefix + lexeme, begins);
    }
}
