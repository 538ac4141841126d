namespace GutCms.Core.Searching;

/// <summary>Takes the lexemes of a text.</summary>
internal interface ILexemeSink
{
    /// <summary>Whether words from this place on are of any interest.</summary>
    bool GoesOn(int start);

    /// <summary>A lexeme, and the place that it stands for. True when that of its stem is of interest too.</summary>
    bool Take(ReadOnlySpan<char> lexeme, int start, int end);
}

/// <summary>What index and query have to agree upon.</summary>
internal static class TextLexemes
{
    /// <summary>Characters of a script without spaces that are one lexeme, at most.</summary>
    public const int MostUnits = 3;
}

/// <summary>
/// The lexemes of a text, by which it is found: each word; its stem; what two words that a sign joins make together, with a space between a word and a number too; the parts of a
/// word of letters and digits; and each run of up to three characters of a script without spaces.
/// </summary>
/// <remarks>The one place for index and snippet; <see cref="SearchQuery"/> asks for the same lexemes.</remarks>
internal ref struct TextLexemes<TSink>(ReadOnlySpan<char> text, Stemmer[] stemmers, TSink sink)
    where TSink : ILexemeSink
{
    private const int MostUnits = TextLexemes.MostUnits;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _last = new char[SearchTokens.MaxWordLength + CharacterFolding.MostCharacters];
    private readonly Span<char> _joined = new char[SearchTokens.MaxWordLength];
    private readonly Span<char> _chain = new char[SearchTokens.MaxWordLength];
    private readonly Span<char> _stem = new char[SearchTokens.MaxWordLength + 10];
    private readonly (int Start, int End, string Text)[] _units = new (int, int, string)[MostUnits];
    private int _lastLength;
    private int _lastStart;
    private int _lastEnd;
    private int _chainLength;
    private int _chainStart;
    private int _chained;
    private int _unitCount;

    /// <summary>Hands all lexemes to the sink.</summary>
    public void Walk()
    {
        var words = new SearchTokens(_text);
        while (words.MoveNext() && sink.GoesOn(words.Start))
        {
            if (words.IsUnit)
            {
                EndChain();
                _lastLength = 0;
                TakeUnit(words);
            }
            else
            {
                _unitCount = 0;
                TakeWord(words);
            }
        }

        EndChain();
    }

    private void TakeUnit(in SearchTokens words)
    {
        // Only what stands side by side is a run.
        _unitCount = _unitCount > 0 && _units[(_unitCount - 1) % MostUnits].End is var end && WordJoint.IsNothing(_text[end..words.Start]) ? _unitCount : 0;
        _units[_unitCount++ % MostUnits] = (words.Start, words.End, words.Word.ToString());
        var run = "";
        for (var back = 1; back <= Math.Min(_unitCount, MostUnits); back++)
        {
            var (start, _, unit) = _units[(_unitCount - back) % MostUnits];
            run = unit + run;
            sink.Take(run, start, words.End);
        }
    }

    private void TakeWord(in SearchTokens words)
    {
        var word = words.Word;
        TakeWithStems(word, words.Start, words.End);
        TakeParts(word, words.Start, words.End);
        var between = _lastLength > 0 ? _text[_lastEnd..words.Start] : [];
        var isJoined = WordJoint.IsSign(between);
        if (isJoined || (_lastLength > 0 && WordJoint.TurnsToNumber(_last[.._lastLength], word) && WordJoint.IsSpace(between)))
        {
            TakePairs(word, isJoined, words.End);
        }

        if (!isJoined)
        {
            EndChain();
            (_chainStart, _chainLength, _chained) = (words.Start, 0, 0);
        }

        // A chain that has grown too long stays at nothing.
        _chainLength = _chained > 0 && _chainLength == 0 ? 0 : WordJoint.Append(_chain, _chainLength, word);
        _chained++;
        word.CopyTo(_last);
        (_lastLength, _lastStart, _lastEnd) = (word.Length, words.Start, words.End);
    }

    /// <summary>What the last word and this one make together.</summary>
    private void TakePairs(ReadOnlySpan<char> word, bool isJoined, int end)
    {
        TakeJoined(_last[.._lastLength], word, _lastStart, end);
        if (!isJoined && _chained > 1)
        {
            // 2.5 mg, as 2.5mg.
            TakeJoined(_chain[.._chainLength], word, _chainStart, end);
        }
        else if (isJoined && WordJoint.NextTurn(word, 0) is var turn && turn < word.Length)
        {
            // 2.5mg, as 2.5 mg.
            TakeJoined(_last[.._lastLength], word[..turn], _lastStart, end);
        }
    }

    private void TakeJoined(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int start, int end)
    {
        if (first.Length is > 0 and <= SearchTokens.MaxWordLength)
        {
            first.CopyTo(_joined);
            if (WordJoint.Append(_joined, first.Length, second) is > 0 and var length)
            {
                TakeWithStems(_joined[..length], start, end);
            }
        }
    }

    /// <summary>Two are joined already.</summary>
    private void EndChain()
    {
        if (_chained > 2 && _chainLength > 0)
        {
            TakeWithStems(_chain[.._chainLength], _chainStart, _lastEnd);
        }

        _chained = 0;
    }

    private void TakeParts(ReadOnlySpan<char> word, int start, int end)
    {
        for (var at = 0; at < word.Length;)
        {
            var next = WordJoint.NextTurn(word, at);
            if (at > 0 || next < word.Length)
            {
                TakeWithStems(word[at..next], start, end);
            }

            at = next;
        }
    }

    private void TakeWithStems(ReadOnlySpan<char> lexeme, int start, int end)
    {
        if (sink.Take(lexeme, start, end) && stemmers.Length > 0 && Stemmer.Suits(lexeme))
        {
            foreach (var stemmer in stemmers)
            {
                sink.Take(_stem[..stemmer.Write(lexeme, _stem)], start, end);
            }
        }
    }
}
