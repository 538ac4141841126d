namespace GutCms.Core.Searching;

/// <summary>Finds the stem that the forms of a word share, in one language.</summary>
internal abstract class Stemmer(string language, string vowels)
{
    /// <summary>Languages whose stems are known.</summary>
    public static Stemmer[] All { get; } = [new EnglishStems(), new GermanStems()];

    /// <summary>Primary subtag of the language.</summary>
    public string Language => language;

    /// <summary>The stemmer of a language, as an array of one; empty for any other.</summary>
    /// <param name="language">Language tag (BCP 47).</param>
    public static Stemmer[] Of(string language) =>
        [.. All.Where(stemmer => language.StartsWith(stemmer.Language, StringComparison.OrdinalIgnoreCase) && (language.Length == stemmer.Language.Length || language[stemmer.Language.Length] is '-' or '_'))];

    /// <summary>Whether a folded word can have a stem: three letters from a to z, or more.</summary>
    public static bool Suits(ReadOnlySpan<char> word) => word.Length is >= 3 and <= SearchTokens.MaxWordLength && !word.ContainsAnyExceptInRange('a', 'z');

    /// <summary>Writes the lexeme of the stem: <c>:language:stem</c>.</summary>
    /// <param name="word">A word that <see cref="Suits"/>.</param>
    /// <param name="lexeme">Room for the word and ten characters.</param>
    /// <returns>Length of the lexeme.</returns>
    public int Write(ReadOnlySpan<char> word, Span<char> lexeme)
    {
        lexeme[0] = ':';
        language.CopyTo(lexeme[1..]);
        lexeme[1 + language.Length] = ':';
        var begin = language.Length + 2;
        word.CopyTo(lexeme[begin..]);
        var stem = new Stem(lexeme.Slice(begin, word.Length), vowels);
        Cut(ref stem);
        for (var i = begin; i < begin + stem.Length; i++)
        {
            lexeme[i] = char.ToLowerInvariant(lexeme[i]);
        }

        return begin + stem.Length;
    }

    /// <summary>The lexeme of the stem of a word that <see cref="Suits"/>.</summary>
    public string LexemeOf(string word)
    {
        Span<char> lexeme = stackalloc char[SearchTokens.MaxWordLength + 10];
        return lexeme[..Write(word, lexeme)].ToString();
    }

    /// <summary>Shortens a word to its stem. Capital letters stand for letters that count as no vowel.</summary>
    protected abstract void Cut(ref Stem stem);

    /// <summary>A word while it is cut, in the terms of the Snowball algorithms.</summary>
    protected ref struct Stem(Span<char> word, string vowels)
    {
        private readonly Span<char> _word = word;

        /// <summary>How much is left.</summary>
        public int Length { get; private set; } = word.Length;

        /// <summary>Where the region behind the first vowel with a consonant behind it begins.</summary>
        public int R1 { get; set; }

        /// <summary>The same, within <see cref="R1"/>.</summary>
        public int R2 { get; set; }

        /// <summary>A letter.</summary>
        public readonly char this[int index]
        {
            get => _word[index];
            set => _word[index] = value;
        }

        /// <summary>What is left.</summary>
        public readonly ReadOnlySpan<char> Word => _word[..Length];

        /// <summary>Whether a letter is a vowel.</summary>
        public readonly bool IsVowel(int index) => vowels.Contains(_word[index], StringComparison.Ordinal);

        /// <summary>Whether a vowel stands before a place.</summary>
        public readonly bool HasVowelBefore(int end) => _word[..end].IndexOfAny(vowels) >= 0;

        /// <summary>Where the region begins that follows the first non-vowel behind a vowel.</summary>
        public readonly int RegionFrom(int start)
        {
            for (var i = start + 1; i < Length; i++)
            {
                if (!IsVowel(i) && IsVowel(i - 1))
                {
                    return i + 1;
                }
            }

            return Length;
        }

        /// <summary>Whether what is left ends so.</summary>
        public readonly bool EndsWith(ReadOnlySpan<char> ending) => Word.EndsWith(ending);

        /// <summary>The longest of these endings that the word has; null when none.</summary>
        public readonly string? EndingOf(string[] endings)
        {
            // Most endings differ in their last letter already.
            string? longest = null;
            var last = Length > 0 ? _word[Length - 1] : '\0';
            foreach (var ending in endings)
            {
                if (ending[^1] == last && ending.Length > (longest?.Length ?? 0) && EndsWith(ending))
                {
                    longest = ending;
                }
            }

            return longest;
        }

        /// <summary>Takes away the last letters and puts others there, no longer than they.</summary>
        public void Replace(int count, string with)
        {
            with.CopyTo(_word[(Length - count)..]);
            Length += with.Length - count;
        }
    }
}
