using System.Buffers;
using System.Text;

namespace GutCms.Core.Searching;

/// <summary>Lexemes, each once, in the order in which they came, with a space behind each. Holds them in one row of characters: an import meets some thousand for every article.</summary>
/// <param name="capacity">Characters that there will be about.</param>
/// <param name="mostBytes">Once there are so many bytes of UTF-8, more are of no interest.</param>
internal sealed class LexemeSet(int capacity, int mostBytes) : ILexemeSink, IDisposable
{
    private const int FirstSlots = 1024;

    private char[] _text = ArrayPool<char>.Shared.Rent(capacity);
    private Lexeme[] _lexemes = ArrayPool<Lexeme>.Shared.Rent(FirstSlots);

    // Number of a lexeme, from 1, by its hash; twice as many as there are lexemes, so that one is found at once.
    private int[] _slots = Slots(FirstSlots);
    private int _mask = FirstSlots - 1;
    private int _length;
    private int _count;
    private int _bytes;

    /// <inheritdoc/>
    public bool GoesOn(int start) => _bytes < mostBytes;

    /// <inheritdoc/>
    public bool Take(ReadOnlySpan<char> lexeme, int start, int end)
    {
        var hash = string.GetHashCode(lexeme);
        var slot = hash & _mask;
        for (; _slots[slot] is > 0 and var number; slot = (slot + 1) & _mask)
        {
            ref readonly var known = ref _lexemes[number - 1];
            if (known.Hash == hash && _text.AsSpan(known.Start, known.Length).SequenceEqual(lexeme))
            {
                return false;
            }
        }

        Append(lexeme);
        _lexemes[_count] = new(_length - lexeme.Length - 1, lexeme.Length, hash);
        _slots[slot] = ++_count;
        _bytes += Encoding.UTF8.GetByteCount(lexeme) + 1;
        if (_count * 2 > _mask)
        {
            Grow();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        ArrayPool<Lexeme>.Shared.Return(_lexemes);
        ArrayPool<int>.Shared.Return(_slots);
        (_text, _lexemes, _slots) = ([], [], []);
    }

    /// <summary>All of them.</summary>
    public override string ToString() => new(_text, 0, _length);

    private static int[] Slots(int count)
    {
        var slots = ArrayPool<int>.Shared.Rent(count);
        Array.Clear(slots, 0, count);
        return slots;
    }

    private void Append(ReadOnlySpan<char> lexeme)
    {
        if (_length + lexeme.Length + 1 > _text.Length)
        {
            Enlarge(ref _text, _length, _length + lexeme.Length + 1);
        }

        lexeme.CopyTo(_text.AsSpan(_length));
        _length += lexeme.Length;
        _text[_length++] = ' ';
    }

    private void Grow()
    {
        var count = (_mask + 1) * 2;
        ArrayPool<int>.Shared.Return(_slots);
        (_slots, _mask) = (Slots(count), count - 1);
        Enlarge(ref _lexemes, _count, count);
        for (var i = 0; i < _count; i++)
        {
            var slot = _lexemes[i].Hash & _mask;
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = i + 1;
        }
    }

    private static void Enlarge<T>(ref T[] array, int used, int least)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(least, array.Length * 2));
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    private readonly record struct Lexeme(int Start, int Length, int Hash);
}
