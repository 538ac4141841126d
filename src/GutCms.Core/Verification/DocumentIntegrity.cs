using System.IO.Compression;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Whether the forms of a stored document say the same. Quick enough for every document that is read from the database.</summary>
public static class DocumentIntegrity
{
    /// <summary>What is wrong with a document in itself; null: its tag and all three forms belong together.</summary>
    public static (SiteFault Fault, string Message)? FindFault(DeliveredDocument document) =>
        document.ETag != DeliveryBytes.ETag(document.Identity) ? (SiteFault.ETagAltered, "The entity tag of the document is not that of its bytes.")
        : !IsSame(new GZipStream(new MemoryStream(document.Gzip, writable: false), CompressionMode.Decompress), document.Identity) ? (SiteFault.EncodingAltered, "The gzip form of the document is another text.")
        : !IsSame(new BrotliStream(new MemoryStream(document.Brotli, writable: false), CompressionMode.Decompress), document.Identity) ? (SiteFault.EncodingAltered, "The Brotli form of the document is another text.")
        : null;

    private static bool IsSame(Stream compressed, byte[] identity)
    {
        using (compressed)
        {
            try
            {
                // One byte more than expected would be another text.
                var bytes = new byte[identity.Length + 1];
                var read = compressed.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                return read == identity.Length && bytes.AsSpan(0, read).SequenceEqual(identity);
            }
            catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or IOException)
            {
                return false;
            }
        }
    }
}
