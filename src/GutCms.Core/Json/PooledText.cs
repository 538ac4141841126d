using System.Buffers;

namespace GutCms.Core.Json;

/// <summary>Text that is written once and let go of, in memory that is used again.</summary>
internal sealed class PooledText : IDisposable
{
    private char[] _text = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int _length;

    /// <summary>What was written; valid until this is disposed of.</summary>
    public ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    /// <summary>Writes a character.</summary>
    public void Append(char character)
    {
        Reserve(1);
        _text[_length++] = character;
    }

    /// <summary>Writes a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        (_text, _length) = ([], 0);
    }

    private void Reserve(int count)
    {
        if (_length + count > _text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + count, _text.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }
    }
}
