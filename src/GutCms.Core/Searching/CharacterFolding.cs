using System.Globalization;
using System.Text;

namespace GutCms.Core.Searching;

/// <summary>What a character is to a search, and to which characters it folds.</summary>
internal static class CharacterFolding
{
    /// <summary>More than any character folds to.</summary>
    public const int MostCharacters = 32;

    /// <summary>Between the numbers of a fraction, and of numbers that a sign joins.</summary>
    public const char NumberMark = ':';

    private const char FractionSlash = '\u2044';

    // Filled as characters are met: a text repeats a few, and normalising makes two strings for each.
    private static readonly string?[] Known = new string?[0x3000];

    /// <summary>What a character does to the word around it.</summary>
    public static CharacterRole RoleOf(Rune rune) => rune.Value switch
    {
        // Arabic tatweel stretches a word.
        0x0640 => CharacterRole.Ignored,

        // Letters by category, apostrophes by use.
        0x02B9 or 0x02BB or 0x02BC or 0x02BD or 0xA78B or 0xA78C => CharacterRole.Separator,

        // Units in one square: ㎎.
        (>= 0x3371 and <= 0x337A) or (>= 0x3380 and <= 0x33DF) => CharacterRole.Part,
        _ => IsUnit(rune.Value) ? CharacterRole.Unit : RoleOf(rune, Rune.GetUnicodeCategory(rune)),
    };

    /// <summary>Whether the character belongs to the one before it, in a script that is written without spaces.</summary>
    public static bool IsMark(Rune rune) =>
        rune.Value is 0xFF9E or 0xFF9F or (>= 0x1160 and <= 0x11FF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>The character without case, form and diacritics; empty for a mark alone.</summary>
    public static string Fold(Rune rune) => rune.Value < Known.Length ? Known[rune.Value] ??= FoldAnew(rune) : FoldAnew(rune);

    /// <summary>A character of a script without spaces, with its marks, in one form: full width, and composed.</summary>
    public static string FoldUnit(ReadOnlySpan<char> unit) =>
        unit.ToString().Normalize(unit[0] is (>= '\u3131' and <= '\u318E') or >= '\uFF00' ? NormalizationForm.FormKC : NormalizationForm.FormC);

    private static CharacterRole RoleOf(Rune rune, UnicodeCategory category) => category switch
    {
        UnicodeCategory.Format => CharacterRole.Ignored,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharacterRole.Part,
        UnicodeCategory.OtherNumber => NumberRole(Fold(rune)),
        _ => CharacterRole.Separator,
    };

    private static CharacterRole NumberRole(string folded) =>
        folded.Contains(NumberMark, StringComparison.Ordinal) ? CharacterRole.Fraction
        : folded.Length > 0 && folded.All(char.IsAsciiLetterOrDigit) ? CharacterRole.Part
        : CharacterRole.Separator;

    /// <summary>Chinese, Japanese and Korean characters; Thai, Lao, Burmese and Khmer. They put no space between words, or, as Korean does, no word into a sentence without an ending.</summary>
    private static bool IsUnit(int value) => value
        is (>= 0x0E00 and <= 0x0E4F) or (>= 0x0E5A and <= 0x0ECF) or (>= 0x0EDC and <= 0x0EFF) or (>= 0x1000 and <= 0x103F) or (>= 0x1050 and <= 0x108F) or (>= 0x1100 and <= 0x11FF)
        or (>= 0x1780 and <= 0x17DD) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x3131 and <= 0x318E) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC) or (>= 0x20000 and <= 0x3FFFF)
        && value is not (0x0E3F or 0x0E4F or 0x30A0 or 0x30FB or (>= 0x17D4 and <= 0x17D6) or (>= 0x17D8 and <= 0x17DB));

    private static string FoldAnew(Rune rune)
    {
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(part);
            var category = Rune.GetUnicodeCategory(lower);
            if (category == UnicodeCategory.DecimalDigitNumber)
            {
                folded.Append((int)Rune.GetNumericValue(lower));
            }
            else if (Replaced(lower.Value) is { } letters)
            {
                folded.Append(letters);
            }
            else if (Rune.IsLetter(lower) || category is UnicodeCategory.LetterNumber or UnicodeCategory.SpacingCombiningMark || (category == UnicodeCategory.NonSpacingMark && !IsDiacritic(lower.Value)))
            {
                folded.Append(lower.ToString());
            }
        }

        return folded.ToString();
    }

    /// <summary>Marks that people leave out when they type. Those of other scripts are vowels: without them it is another word.</summary>
    private static bool IsDiacritic(int value) => value
        is (< 0x0900 and not (>= 0x0780 and <= 0x07BF)) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE2F) or >= 0xE0000;

    /// <summary>Letters that Unicode does not decompose.</summary>
    private static string? Replaced(int value) => value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ƒ' => "f",
        'ς' => "σ",
        'ٱ' => "ا",
        'ى' or 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        FractionSlash => ":",
        0x02B9 or 0x02BB or 0x02BC or 0x02BD or 0x0640 => "",
        _ => null,
    };
}

/// <summary>What a character does to the word around it.</summary>
internal enum CharacterRole
{
    /// <summary>It ends the word.</summary>
    Separator,

    /// <summary>It is part of the word.</summary>
    Part,

    /// <summary>It is as if it were not there: a soft hyphen, say.</summary>
    Ignored,

    /// <summary>It stands for itself, in a script that is written without spaces.</summary>
    Unit,

    /// <summary>It is a word: ½.</summary>
    Fraction,
}
