using System.Globalization;
using System.Text;

namespace GutCms.Web.Storage.Delivery;

/// <summary>A word of a text: where it stands, in UTF-16 units, and its folded form.</summary>
internal readonly record struct SearchToken(int Start, int Length, string Word);

/// <summary>
/// Splits text into words and folds them: lower case, without diacritics. The one place that says what a word is, for the index, for queries and for
/// snippets, so that a search means the same on SQLite and on PostgreSQL.
/// </summary>
/// <remarks>Words are runs of letters, digits and combining marks (the rule of SQLite's <c>unicode61 remove_diacritics</c>). Chinese and Japanese characters, which stand without spaces, are a word each.</remarks>
internal static class SearchTokens
{
    /// <summary>Longer words are cut; well below the limit of a PostgreSQL lexeme.</summary>
    private const int MaxWordLength = 64;

    /// <summary>The words in order.</summary>
    public static IEnumerable<SearchToken> Split(string text)
    {
        var word = new StringBuilder();
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = Take(text, i, out var rune);
            var alone = StandsAlone(rune.Value);
            if (word.Length > 0 && (alone || !IsPartOfWord(rune)))
            {
                yield return new SearchToken(start, i - start, word.ToString());
                word.Clear();
            }

            if (alone || IsPartOfWord(rune))
            {
                start = word.Length == 0 ? i : start;
                Fold(word, rune);
            }

            i += length;
            if (alone && word.Length > 0)
            {
                yield return new SearchToken(start, i - start, word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return new SearchToken(start, text.Length - start, word.ToString());
        }
    }

    /// <summary>The text as a key that sorts by its words; at most <paramref name="maxLength"/> characters.</summary>
    public static string SortKey(string text, int maxLength)
    {
        var key = string.Join(' ', Split(text).Select(token => token.Word));
        return key.Length <= maxLength ? key : key[..maxLength];
    }

    private static int Take(string text, int index, out Rune rune)
    {
        if (Rune.TryGetRuneAt(text, index, out rune))
        {
            return rune.Utf16SequenceLength;
        }

        rune = Rune.ReplacementChar;
        return 1;
    }

    private static bool IsPartOfWord(Rune rune) =>
        rune.IsAscii
            ? char.IsAsciiLetterOrDigit((char)rune.Value)
            : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool StandsAlone(int value) => value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;

    private static void Fold(StringBuilder word, Rune rune)
    {
        if (word.Length >= MaxWordLength)
        {
            return;
        }

        if (rune.IsAscii)
        {
            word.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                word.Append(Rune.ToLowerInvariant(part).ToString());
            }
        }
    }
}
