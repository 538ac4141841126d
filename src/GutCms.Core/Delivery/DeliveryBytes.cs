using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;

namespace GutCms.Core.Delivery;

/// <summary>The forms of delivered bytes and their entity tag; the one place that knows the compression levels.</summary>
public static class DeliveryBytes
{
    /// <summary>Brotli quality of stored documents. 5 is where the size stops falling fast while the time starts rising fast; figures in docs/delivery.md.</summary>
    public const int StoredBrotli = 5;

    /// <summary>Brotli quality of what is compressed during a request.</summary>
    public const int QuickBrotli = 1;

    // Largest window: one document never has more to look back on than itself.
    private const int BrotliWindow = 22;

    /// <summary>Writes letters of every script and mark-up as they are. Whoever puts such JSON into an HTML page has to escape it there.</summary>
    public static JavaScriptEncoder JsonEncoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Opaque entity tag: the first 32 lower-case hex digits of the SHA-256.</summary>
    public static string ETag(ReadOnlySpan<byte> identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>Compresses with gzip.</summary>
    public static byte[] Gzip(ReadOnlySpan<byte> identity)
    {
        using var buffer = new MemoryStream(identity.Length / 2);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(identity);
        }

        return buffer.ToArray();
    }

    /// <summary>Compresses with Brotli.</summary>
    /// <param name="identity">The bytes.</param>
    /// <param name="quality">0 to 11.</param>
    public static byte[] Brotli(ReadOnlySpan<byte> identity, int quality)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(identity.Length));
        try
        {
            return BrotliEncoder.TryCompress(identity, buffer, out var written, quality, BrotliWindow)
                ? buffer[..written]
                : throw new InvalidOperationException("Brotli needed more than its own upper bound.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
