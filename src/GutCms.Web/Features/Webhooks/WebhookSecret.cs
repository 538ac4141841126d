using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GutCms.Web.Features.Webhooks;

/// <summary>A symmetric secret of the Standard Webhooks specification, and how it signs.</summary>
internal sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>A new one, as it is given to the receiver.</summary>
    public static string NewText() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Reads it; null: it is none.</summary>
    public static WebhookSecret? Parse(string text)
    {
        var key = new byte[MostBytes];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length >= LeastBytes
            ? new WebhookSecret(key[..length])
            : null;
    }

    /// <summary>The signature of a message: <c>v1,</c> and Base64.</summary>
    /// <param name="id">Id of the message.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed));
    }
}
