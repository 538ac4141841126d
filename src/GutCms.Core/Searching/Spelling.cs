namespace GutCms.Core.Searching;

/// <summary>Words that are one typing mistake away from another: a letter too many, one missing, a wrong one, two in the wrong order, or a space left out.</summary>
internal static class Spelling
{
    private static readonly (char First, char Last)[] Alphabets = [('a', 'z'), ('α', 'ω'), ('а', 'я'), ('א', 'ת'), ('ء', 'ي')];

    /// <summary>Words that may have been meant.</summary>
    /// <param name="word">A folded word of letters.</param>
    public static IEnumerable<string> Around(string word)
    {
        var alphabet = AlphabetOf(word);
        for (var i = 0; i <= word.Length; i++)
        {
            var (before, after) = (word[..i], word[i..]);
            if (after.Length > 0)
            {
                yield return before + after[1..];
            }

            if (after.Length > 1)
            {
                yield return $"{before}{after[1]}{after[0]}{after[2..]}";
            }

            foreach (var letter in alphabet)
            {
                yield return $"{before}{letter}{after}";
                if (after.Length > 0)
                {
                    yield return $"{before}{letter}{after[1..]}";
                }
            }
        }
    }

    /// <summary>The two words, of two letters or more, that it may be made of.</summary>
    public static IEnumerable<(string First, string Second)> Halves(string word) =>
        Enumerable.Range(2, Math.Max(0, word.Length - 3)).Select(at => (word[..at], word[at..]));

    private static IEnumerable<char> AlphabetOf(string word)
    {
        var (first, last) = Alphabets.FirstOrDefault(alphabet => word.Any(letter => letter >= alphabet.First && letter <= alphabet.Last));
        return first == default ? [] : Enumerable.Range(first, last - first + 1).Select(letter => (char)letter).Where(letter => letter != 'ς' && char.IsLetter(letter));
    }
}
