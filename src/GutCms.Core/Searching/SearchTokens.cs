using System.Text;

namespace GutCms.Core.Searching;

/// <summary>A word of a text: where it stands, in UTF-16 units, and its folded form.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is in the text.</param>
/// <param name="Word">Its folded form.</param>
/// <param name="IsUnit">It is one character of a script that is written without spaces.</param>
public readonly record struct SearchToken(int Start, int Length, string Word, bool IsUnit);

/// <summary>
/// Splits text into words and folds them: lower case, without diacritics, letters and digits of all forms as one. The one place that says what a word is, for the index, for
/// queries and for snippets, so that a search means the same on SQLite and on PostgreSQL.
/// </summary>
/// <remarks>Words are runs of letters, digits and combining marks; characters without a look (soft hyphen, zero-width space) are passed over. Characters of scripts without spaces are a word each.</remarks>
public ref struct SearchTokens(ReadOnlySpan<char> text)
{
    /// <summary>Longer words are cut; well below the limit of a PostgreSQL lexeme.</summary>
    public const int MaxWordLength = 64;

    private readonly Span<char> _word = new char[MaxWordLength + CharacterFolding.MostCharacters];
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;
    private int _length;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; private set; }

    /// <summary>It is one character of a script that is written without spaces.</summary>
    public bool IsUnit { get; private set; }

    /// <summary>The word, folded; valid until the next step.</summary>
    public readonly ReadOnlySpan<char> Word => _word[.._length];

    /// <summary>All words in order.</summary>
    public static List<SearchToken> Split(string text)
    {
        var tokens = new List<SearchToken>();
        var words = new SearchTokens(text);
        while (words.MoveNext())
        {
            tokens.Add(new SearchToken(words.Start, words.End - words.Start, words.Word.ToString(), words.IsUnit));
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
        (_length, IsUnit) = (0, false);
        while (_next < _text.Length)
        {
            var character = _text[_next];
            if (!char.IsAscii(character))
            {
                if (TakeRune())
                {
                    return true;
                }
            }
            else if (char.IsAsciiLetterOrDigit(character))
            {
                Add(1);
                Append(char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character);
            }
            else if (_length > 0)
            {
                return true;
            }
            else
            {
                _next++;
            }
        }

        return _length > 0;
    }

    /// <summary>Deals with a character beyond ASCII; true when a word is complete.</summary>
    private bool TakeRune()
    {
        // What is no character (a lone surrogate) decodes as one that is no part of a word.
        Rune.DecodeFromUtf16(_text[_next..], out var rune, out var units);
        var role = CharacterFolding.RoleOf(rune);
        if (role == CharacterRole.Part)
        {
            Add(units);
            Append(CharacterFolding.Fold(rune));
            return false;
        }

        if (role == CharacterRole.Ignored)
        {
            _next += units;
            return false;
        }

        if (_length > 0)
        {
            return true;
        }

        if (role == CharacterRole.Separator)
        {
            _next += units;
            return false;
        }

        IsUnit = role == CharacterRole.Unit;
        Add(units + (IsUnit ? MarksAfter(_next + units) : 0));
        Append(IsUnit ? CharacterFolding.FoldUnit(_text[Start..End]) : CharacterFolding.Fold(rune));
        return _length > 0;
    }

    private readonly int MarksAfter(int index)
    {
        var at = index;
        while (at < _text.Length && Rune.DecodeFromUtf16(_text[at..], out var rune, out var units) == System.Buffers.OperationStatus.Done && CharacterFolding.IsMark(rune)
            && at - index < CharacterFolding.MostCharacters / 4)
        {
            at += units;
        }

        return at - index;
    }

    private void Add(int units)
    {
        if (_length == 0)
        {
            Start = _next;
        }

        _next += units;
        End = _next;
    }

    private void Append(char character)
    {
        if (_length < MaxWordLength)
        {
            _word[_length++] = character;
        }
    }

    private void Append(ReadOnlySpan<char> characters)
    {
        if (_length < MaxWordLength)
        {
            characters = characters[..Math.Min(characters.Length, CharacterFolding.MostCharacters)];
            characters.CopyTo(_word[_length..]);
            _length += characters.Length;
        }
    }
}
