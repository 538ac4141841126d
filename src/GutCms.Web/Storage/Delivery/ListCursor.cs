using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Where a page ended: the sort key and the id of its last row.</summary>
/// <remarks>
/// Written as base64url of a checksum and the text. The checksum covers the list (kind, order, filter), so a cursor of another list is refused. It holds nothing
/// secret and grants nothing, so it is not signed.
/// </remarks>
/// <param name="Mode">How the search was understood on the first page; empty without a search.</param>
/// <param name="Key">Sort key of the row.</param>
/// <param name="Id">Id of the row.</param>
internal sealed record ListCursor(string Mode, string Key, string Id)
{
    private const char Separator = '|';
    private const int ChecksumLength = 8;
    private const int MaxLength = 2000;

    /// <summary>As it is handed out.</summary>
    public string Write(string list)
    {
        var text = Encoding.UTF8.GetBytes(string.Join(Separator, Mode, Id, Key));
        return Base64Url.EncodeToString([.. Checksum(list, text), .. text]);
    }

    /// <summary>Reads one that <see cref="Write"/> made for the same list; null stays null.</summary>
    /// <exception cref="BadCursorException">It did not.</exception>
    public static ListCursor? Read(string? cursor, string list)
    {
        if (cursor is null)
        {
            return null;
        }

        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
        {
            throw Bad();
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= ChecksumLength || !bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(list, bytes.AsSpan(ChecksumLength))))
        {
            throw Bad();
        }

        var parts = Encoding.UTF8.GetString(bytes, ChecksumLength, bytes.Length - ChecksumLength).Split(Separator, 3);
        return parts.Length == 3 ? new ListCursor(parts[0], parts[2], parts[1]) : throw Bad();
    }

    private static ReadOnlySpan<byte> Checksum(string list, ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData([0]);
        hash.AppendData(text);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }

    private static BadCursorException Bad() => new("The cursor is not one of this list's. Start again without it.");
}
