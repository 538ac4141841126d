using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Reading;

/// <summary>What the bytes of a file are, before anybody reads JSON in them.</summary>
/// <param name="Sha256">SHA-256 of the file, 64 hex digits, to notice a file that changes while it is run.</param>
/// <param name="Start">Where the JSON begins: 3 after a byte order mark, otherwise 0.</param>
/// <param name="Fault">Why it is not UTF-8 and what to do; null when it is.</param>
internal sealed record RecipeEncoding(string Sha256, int Start, Sentence? Fault)
{
    private const int BlockSize = 128 * 1024;
    private static readonly SearchValues<byte> NotAscii = SearchValues.Create([.. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    /// <summary>Reads the file once.</summary>
    public static RecipeEncoding Read(IRecipeSource source)
    {
        using var stream = source.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockSize];
        var kept = 0;
        var offset = 0L;
        var start = 0;
        Sentence? fault = null;
        var multiByteSeen = false;
        while (true)
        {
            var read = stream.ReadAtLeast(block.AsSpan(kept), 4, throwOnEndOfStream: false);
            hash.AppendData(block, kept, read);
            var bytes = block.AsSpan(0, kept + read);
            if (offset == 0)
            {
                fault = WideEncoding(bytes);
                start = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
            }

            var valid = fault is null ? ValidPrefix(bytes) : bytes.Length;
            if (valid < bytes.Length && (read == 0 || bytes.Length - valid >= 4))
            {
                multiByteSeen |= bytes[(int)(offset == 0 ? start : 0)..valid].ContainsAny(NotAscii);
                fault = Describe(bytes[valid..], offset + valid, multiByteSeen);
                valid = bytes.Length;
            }

            multiByteSeen |= fault is null && bytes[(int)(offset == 0 ? start : 0)..valid].ContainsAny(NotAscii);
            offset += valid;
            kept = bytes.Length - valid;
            bytes[valid..].CopyTo(block);
            if (read == 0)
            {
                return new(Convert.ToHexStringLower(hash.GetHashAndReset()), start, fault);
            }
        }
    }

    /// <summary>Length of the part that is UTF-8 from the start, whole characters only.</summary>
    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return bytes.Length;
        }

        var position = 0;
        while (position < bytes.Length)
        {
            var next = bytes[position..].IndexOfAny(NotAscii);
            if (next < 0)
            {
                return bytes.Length;
            }

            position += next;
            if (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) != OperationStatus.Done)
            {
                return position;
            }

            position += length;
        }

        return position;
    }

    private static Sentence? WideEncoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => Sentence.Of("Recipe.Utf32"),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Sentence.Of("Recipe.Utf16"),
        [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => Sentence.Of("Recipe.Utf16NoMark"),
        _ => null,
    };

    private static Sentence Describe(ReadOnlySpan<byte> bytes, long offset, bool multiByteSeen)
    {
        var ansi = !multiByteSeen && bytes[0] >= 0xA0 && (bytes.Length < 2 || bytes[1] < 0x80);
        return Sentence.Of("Recipe.Byte", bytes[0], offset, Sentence.Of(ansi ? "Recipe.ByteAnsi" : "Recipe.ByteOther"));
    }
}
