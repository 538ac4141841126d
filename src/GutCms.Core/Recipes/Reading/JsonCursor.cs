using System.Buffers;
using System.Text.Json;

namespace GutCms.Core.Recipes.Reading;

/// <summary>
/// Reads JSON with comments and trailing commas forward from a stream, token by token or value by value, holding no more than the largest value
/// that it was asked for.
/// </summary>
internal sealed class JsonCursor : IDisposable
{
    public static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private const int FirstBuffer = 256 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private long _offset;
    private bool _final;
    private JsonReaderState _state = new(Options);

    /// <param name="stream">The file, at its start; disposed with the cursor.</param>
    /// <param name="offset">Bytes to leave out at the start.</param>
    public JsonCursor(Stream stream, long offset)
    {
        _stream = stream;
        Skip(offset);
    }

    /// <summary>Kind of the token read last.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>Text of the property name or string read last.</summary>
    public string? Text { get; private set; }

    /// <summary>Where the token read last begins, in bytes from the start of the file.</summary>
    public long TokenOffset { get; private set; }

    /// <summary>Reads the next token; false at the end.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                Text = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? reader.GetString() : null;
                Accept(ref reader);
                return true;
            }

            if (_final)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Enters the array that comes next; false, without moving, when something else comes.</summary>
    public bool TryEnterArray()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    return false;
                }

                Accept(ref reader);
                return true;
            }

            Fill();
        }
    }

    /// <summary>Reads a whole value. Empty when the end of the array comes instead. Valid until the next call.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public ReadOnlyMemory<byte> ReadValue()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Accept(ref reader);
                    return default;
                }

                var from = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    var value = _buffer.AsMemory(_start + from, (int)reader.BytesConsumed - from);
                    Accept(ref reader);
                    return value;
                }
            }

            Fill();
        }
    }

    /// <summary>Passes over what the token read last has begun.</summary>
    public void SkipRest()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        for (var depth = 1; depth > 0 && Read();)
        {
            depth += Token switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _stream.Dispose();
    }

    private void Accept(ref Utf8JsonReader reader)
    {
        Token = reader.TokenType;
        TokenOffset = _offset + reader.TokenStartIndex;
        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        _offset += reader.BytesConsumed;
    }

    private void Fill()
    {
        if (_final)
        {
            throw new JsonException("The file ends in the middle of a value.");
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _final = read == 0;
    }

    private void Skip(long offset)
    {
        _offset = offset;
        if (_stream.CanSeek)
        {
            _stream.Position = offset;
            return;
        }

        for (var left = offset; left > 0;)
        {
            var read = _stream.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            left -= read > 0 ? read : throw new EndOfStreamException();
        }
    }
}
