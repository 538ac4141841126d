using System.Globalization;
using System.Text;

namespace GutCms.Core.Delivery;

/// <summary>How long a text takes to be read.</summary>
internal static class ReadingTime
{
    /// <summary>Words that an adult reads in a minute, a low figure on purpose: medical prose reads slower than the 240 of general prose.</summary>
    private const int WordsPerMinute = 200;

    /// <summary>Characters a minute of Chinese and Japanese, whose words are not told apart by spaces.</summary>
    private const int IdeographsPerMinute = 400;

    /// <summary>Characters a minute of Thai, Lao, Burmese and Khmer: an alphabet without spaces, at five characters to a word.</summary>
    private const int LettersPerMinute = 1000;

    /// <summary>Whole minutes, at least 1.</summary>
    /// <param name="text">Plain text. A word is what stands between white space, or beside characters that are counted one by one, and has a letter or a digit.</param>
    public static int Of(string text)
    {
        var (words, ideographs, letters, inside) = (0, 0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsIdeograph(rune.Value))
            {
                (ideographs, inside) = (ideographs + 1, false);
            }
            else if (IsLetterWithoutSpaces(rune.Value))
            {
                // Vowels and tones above and below the line are read with their letter.
                (letters, inside) = (letters + (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? 0 : 1), false);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                inside = false;
            }
            else if (!inside && Rune.IsLetterOrDigit(rune))
            {
                (words, inside) = (words + 1, true);
            }
        }

        // In parts of a minute that all three divide.
        const int Minute = 2000;
        var parts = (words * (Minute / WordsPerMinute)) + (ideographs * (Minute / IdeographsPerMinute)) + (letters * (Minute / LettersPerMinute));
        return Math.Max(1, (parts + Minute - 1) / Minute);
    }

    private static bool IsIdeograph(int value) =>
        value is (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsLetterWithoutSpaces(int value) =>
        value is (>= 0x0E01 and <= 0x0E3A) or (>= 0x0E40 and <= 0x0E4E) or (>= 0x0E81 and <= 0x0ECE) or (>= 0x1000 and <= 0x103F) or (>= 0x1780 and <= 0x17D3);
}
