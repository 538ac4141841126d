namespace GutCms.Core.Searching;

/// <summary>What stands between two words, and the one word that they make together: <c>omega-3</c>, <c>omega 3</c> and <c>omega3</c> are the same.</summary>
internal static class WordJoint
{
    private const string Signs = "-'.,/^+_&:\u00B7\u02B9\u02BB\u02BC\u02BD\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u2044\u2212\uFF07\uFF0D";
    private const string Apostrophes = "'\u02B9\u02BB\u02BC\u02BD\u2018\u2019\uFF07";

    /// <summary>Whether one sign without spaces joins two words.</summary>
    public static bool IsSign(ReadOnlySpan<char> between) => Only(between) is { } sign && Signs.Contains(sign, StringComparison.Ordinal);

    /// <summary>Whether an apostrophe joins two words.</summary>
    public static bool IsApostrophe(ReadOnlySpan<char> between) => Only(between) is { } sign && Apostrophes.Contains(sign, StringComparison.Ordinal);

    /// <summary>Whether nothing but space parts two words.</summary>
    public static bool IsSpace(ReadOnlySpan<char> between) => between.Length > 0 && between.IsWhiteSpace();

    /// <summary>Whether nothing that has a look parts two characters.</summary>
    public static bool IsNothing(ReadOnlySpan<char> between)
    {
        foreach (var rune in between.EnumerateRunes())
        {
            if (CharacterFolding.RoleOf(rune) != CharacterRole.Ignored)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one word ends with a letter and the next begins with a digit, or the other way round.</summary>
    public static bool TurnsToNumber(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => IsDigit(first[^1]) != IsDigit(second[0]);

    /// <summary>Whether the second begins with a digit where the first ends with one: <c>2.5</c>.</summary>
    public static bool AreNumbers(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => IsDigit(first[^1]) && IsDigit(second[0]);

    /// <summary>Whether there is a digit on either side of where they meet.</summary>
    public static bool AnyIsNumber(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => IsDigit(first[^1]) || IsDigit(second[0]);

    /// <summary>Appends a word to what is joined already. Between digits stands a mark: 2.5 is not 25.</summary>
    /// <returns>The new length; 0 when there is no room.</returns>
    public static int Append(Span<char> joined, int length, ReadOnlySpan<char> word)
    {
        var mark = length > 0 && AreNumbers(joined[..length], word) ? 1 : 0;
        if (length + mark + word.Length > Math.Min(joined.Length, SearchTokens.MaxWordLength))
        {
            return 0;
        }

        joined[length] = mark > 0 ? CharacterFolding.NumberMark : ' ';
        word.CopyTo(joined[(length + mark)..]);
        return length + mark + word.Length;
    }

    /// <summary>Where a word turns from letters to digits or back, from a place on; its length when it does not.</summary>
    public static int NextTurn(ReadOnlySpan<char> word, int from)
    {
        var at = from + 1;
        while (at < word.Length && IsDigit(word[at]) == IsDigit(word[from]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether there is a digit in a folded word.</summary>
    public static bool HasDigit(ReadOnlySpan<char> word) => word.ContainsAnyInRange('0', '9');

    private static bool IsDigit(char folded) => char.IsAsciiDigit(folded);

    /// <summary>The one character that has a look.</summary>
    private static char? Only(ReadOnlySpan<char> between)
    {
        if (between.Length == 1)
        {
            return between[0];
        }

        char? only = null;
        foreach (var rune in between.EnumerateRunes())
        {
            if (CharacterFolding.RoleOf(rune) == CharacterRole.Ignored)
            {
                continue;
            }

            if (only is not null || !rune.IsBmp)
            {
                return null;
            }

            only = (char)rune.Value;
        }

        return only;
    }
}
