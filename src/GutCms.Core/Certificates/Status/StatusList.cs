using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Certificates.Status;

/// <summary>How a certificate stands, as its status list says.</summary>
/// <remarks>Values of draft-ietf-oauth-status-list, Status Types: 0 VALID, 1 INVALID, 3 application specific.</remarks>
public enum CertificateStatus
{
    /// <summary>It is the one that the site delivers with the text.</summary>
    Valid = 0,

    /// <summary>The site stands behind it no more: the text was withdrawn or taken down, or the key that signed it is revoked.</summary>
    Invalid = 1,

    /// <summary>The text is live with another certificate, or another text is.</summary>
    Superseded = 3,
}

/// <summary>An array of statuses, two bits each.</summary>
/// <remarks>draft-ietf-oauth-status-list, Status List: the lowest bits of a byte are the lower index; zlib (RFC 1950), base64url.</remarks>
public static class StatusList
{
    /// <summary>Bits of a status.</summary>
    public const int Bits = 2;

    private const int PerByte = 8 / Bits;

    // A list that others made is not unpacked beyond this, whatever it claims: 4 million places.
    private const int MostBytes = 1 << 20;

    /// <summary>The list as JSON: <c>bits</c> and <c>lst</c>.</summary>
    /// <param name="length">Places; a multiple of 4.</param>
    /// <param name="statuses">Status by index; every other place is valid.</param>
    public static JsonObject Write(int length, IEnumerable<KeyValuePair<int, CertificateStatus>> statuses)
    {
        var bytes = new byte[length / PerByte];
        foreach (var (index, status) in statuses)
        {
            bytes[index / PerByte] |= (byte)((int)status << (index % PerByte * Bits));
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(bytes);
        }

        return new JsonObject { ["bits"] = Bits, ["lst"] = Base64UrlEncoder.Encode(packed.ToArray()) };
    }

    /// <summary>The value at an index; null: the list cannot be read, or has no such place.</summary>
    /// <param name="list">A list of 1, 2, 4 or 8 bits a status.</param>
    /// <param name="index">0-based.</param>
    public static int? Find(JsonObject? list, int index)
    {
        if (list?["bits"] is not JsonValue size || !size.TryGetValue(out int bits) || bits is not (1 or 2 or 4 or 8)
            || list["lst"] is not JsonValue value || !value.TryGetValue(out string? text) || index < 0 || Unpack(text) is not { } bytes)
        {
            return null;
        }

        var perByte = 8 / bits;
        return index / perByte < bytes.Length ? (bytes[index / perByte] >> (index % perByte * bits)) & ((1 << bits) - 1) : null;
    }

    private static byte[]? Unpack(string text)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(Base64UrlEncoder.DecodeBytes(text)), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[8192];
            while (zlib.Read(buffer) is > 0 and var read)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MostBytes)
                {
                    return null;
                }
            }

            return plain.ToArray();
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
