using System.Buffers;
using System.Buffers.Binary;

namespace GutCms.Core.Content.Items;

/// <summary>Ids of content items and versions: 26 characters of lower-case base32 without i, l, o and u.</summary>
/// <remarks>Source: Orchard Core's id generator. A GUID's two halves, 13 characters each, most significant bits first. Opaque: nothing is read out of it.</remarks>
public static class ContentIds
{
    /// <summary>Length of every id, in characters.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    /// <summary>A new random id (122 random bits).</summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        Span<char> text = stackalloc char[Length];
        Encode(BinaryPrimitives.ReadUInt64BigEndian(bytes), text[..13]);
        Encode(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), text[13..]);
        return new string(text);
    }

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsValid(string? id) => id is { Length: Length } && !id.AsSpan().ContainsAnyExcept(Characters);

    private static void Encode(ulong half, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(half & 31)];
            half >>= 5;
        }
    }
}
