using System.Globalization;
using System.Text;

namespace GutCms.Core.Searching;

/// <summary>A word of a text: where it stands, in UTF-16 units, and its folded form.</summary>
public readonly record struct SearchToken(int Start, int Length, string Word);

/// <summary>
/// Splits text into words and folds them: lower case, without diacritics. The one place that says what a word is, for the index, for queries and for
/// snippets, so that a search means the same on SQLite and on PostgreSQL.
/// </summary>
/// <remarks>Words are runs of letters, digits and combining marks (the rule of SQLite's <c>unicode61 remove_diacritics</c>). Chinese and Japanese characters, which stand without spaces, are a word each.</remarks>
public ref struct SearchTokens(ReadOnlySpan<char> text)
{
    /// <summary>Longer words are cut; well below the limit of a PostgreSQL lexeme.</summary>
    public const int MaxWordLength = 64;

    // A character folds to a handful of others at most.
    private readonly Span<char> _word = new char[MaxWordLength + 32];
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;
    private int _length;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, exclusive.</summary>
    public readonly int End => _next;

    /// <summary>The word, folded; valid until the next step.</summary>
    public readonly ReadOnlySpan<char> Word => _word[.._length];

    /// <summary>All words in order.</summary>
    public static List<SearchToken> Split(string text)
    {
        var tokens = new List<SearchToken>();
        var words = new SearchTokens(text);
        while (words.MoveNext())
        {
            tokens.Add(new SearchToken(words.Start, words.End - words.Start, words.Word.ToString()));
        }

        return tokens;
    }

    /// <summary>The text as a key that sorts by its words; at most <paramref name="maxLength"/> characters.</summary>
    public static string SortKey(string text, int maxLength)
    {
        var key = string.Join(' ', Split(text).Select(token => token.Word));
        return key.Length <= maxLength ? key : key[..maxLength];
    }

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        _length = 0;
        while (_next < _text.Length)
        {
            var character = _text[_next];
            if (char.IsAscii(character))
            {
                if (char.IsAsciiLetterOrDigit(character))
                {
                    Begin();
                    Append(char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character);
                }
                else if (_length > 0)
                {
                    return true;
                }

                _next++;
            }
            else if (TakeRune())
            {
                return true;
            }
        }

        return _length > 0;
    }

    private static bool StandsAlone(int value) => value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Deals with a character beyond ASCII; true when a word is complete.</summary>
    private bool TakeRune()
    {
        // What is no character (a lone surrogate) decodes as one that is no part of a word.
        Rune.DecodeFromUtf16(_text[_next..], out var rune, out var units);
        var alone = StandsAlone(rune.Value);
        if (_length > 0 && (alone || !IsPartOfWord(rune)))
        {
            return true;
        }

        if (alone || IsPartOfWord(rune))
        {
            Begin();
            Fold(rune);
        }

        _next += units;
        return alone && _length > 0;
    }

    private void Begin()
    {
        if (_length == 0)
        {
            Start = _next;
        }
    }

    private void Append(char character)
    {
        if (_length < MaxWordLength)
        {
            _word[_length++] = character;
        }
    }

    private void Fold(Rune rune)
    {
        if (_length >= MaxWordLength)
        {
            return;
        }

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                _length += Rune.ToLowerInvariant(part).EncodeToUtf16(_word[_length..]);
            }
        }
    }
}
