using System.Security.Cryptography;
using System.Text;

namespace GutCms.Api.Delivery;

/// <summary>Ids of feeds and of what stands in them, which stay when a title, an address or the name of the site changes.</summary>
internal static class FeedId
{
    /// <summary>A UUID of version 8 (RFC 9562) as URN, made of the SHA-256 of a name.</summary>
    /// <param name="name">Of an article its ContentItemId.</param>
    public static string Of(string name)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes("gutcms " + name), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(bytes[..16], bigEndian: true)}";
    }
}
