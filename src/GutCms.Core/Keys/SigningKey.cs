using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Keys;

/// <summary>A key pair on the curve P-256 that signs with ES256.</summary>
/// <remarks>A key is never removed: what it signed stays verifiable after it is retired, even when its private part was destroyed.</remarks>
public sealed class SigningKey
{
    private SigningKey(string x, string y, DateTime createdUtc, DateTime? retiredUtc, byte[]? privateKey, DateTime? revokedUtc = null)
    {
        (X, Y, CreatedUtc, RetiredUtc, PrivateKey, RevokedUtc) = (x, y, createdUtc, retiredUtc, privateKey, revokedUtc);
        KeyId = Base64UrlEncoder.Encode(new JsonWebKey { Kty = "EC", Crv = "P-256", X = x, Y = y }.ComputeJwkThumbprint());
    }

    /// <summary>Its id (<c>kid</c>): the SHA-256 thumbprint of the public key, base64url, 43 characters.</summary>
    /// <remarks>RFC 7638.</remarks>
    public string KeyId { get; }

    /// <summary>X coordinate, base64url of 32 bytes.</summary>
    public string X { get; }

    /// <summary>Y coordinate, base64url of 32 bytes.</summary>
    public string Y { get; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedUtc { get; }

    /// <summary>When it stopped signing, UTC; null while it signs.</summary>
    public DateTime? RetiredUtc { get; }

    /// <summary>Instant from which on what it signed counts for nothing, UTC; null: all of it counts.</summary>
    public DateTime? RevokedUtc { get; }

    /// <summary>The private key, PKCS #8, as the host decrypted it; null when only the public part is known.</summary>
    internal byte[]? PrivateKey { get; }

    /// <summary>Makes a new key pair.</summary>
    /// <param name="createdUtc">The instant, UTC.</param>
    public static SigningKey Create(DateTime createdUtc)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return FromKey(key, createdUtc, null, key.ExportPkcs8PrivateKey());
    }

    /// <summary>A key pair as the host keeps it.</summary>
    /// <param name="pkcs8">The private key, PKCS #8 (DER), decrypted. Copied.</param>
    /// <param name="createdUtc">When it was made, UTC.</param>
    /// <param name="retiredUtc">When it stopped signing, UTC; null while it signs.</param>
    /// <exception cref="CryptographicException">It is no EC private key, or not on P-256.</exception>
    public static SigningKey FromPkcs8(ReadOnlySpan<byte> pkcs8, DateTime createdUtc, DateTime? retiredUtc)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return FromKey(key, createdUtc, retiredUtc, pkcs8.ToArray());
    }

    /// <summary>A key whose private part is not at hand: it verifies, it does not sign.</summary>
    /// <param name="subjectPublicKeyInfo">The public key, SubjectPublicKeyInfo (DER).</param>
    /// <param name="createdUtc">When it was made, UTC.</param>
    /// <param name="retiredUtc">When it stopped signing, UTC.</param>
    /// <param name="revokedUtc">From when on what it signed counts for nothing, UTC; null: all of it counts.</param>
    /// <exception cref="CryptographicException">It is no EC public key, or not on P-256.</exception>
    public static SigningKey FromPublicKey(ReadOnlySpan<byte> subjectPublicKeyInfo, DateTime createdUtc, DateTime retiredUtc, DateTime? revokedUtc = null)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return FromKey(key, createdUtc, retiredUtc, null, revokedUtc);
    }

    /// <summary>The private key for the host to encrypt and keep, PKCS #8 (DER).</summary>
    /// <exception cref="InvalidOperationException">Only the public part is known.</exception>
    public byte[] ExportPkcs8() =>
        PrivateKey is { } key ? [.. key] : throw new InvalidOperationException($"The private part of key {KeyId} is not at hand.");

    /// <summary>The public key, SubjectPublicKeyInfo (DER).</summary>
    public byte[] ExportPublicKey()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X), Y = Base64UrlEncoder.DecodeBytes(Y) },
        });
        return key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>The same key, retired.</summary>
    public SigningKey Retire(DateTime retiredUtc) => new(X, Y, CreatedUtc, retiredUtc, PrivateKey, RevokedUtc);

    /// <summary>The same key, retired, if it was not before, and revoked from an instant on; without its private part.</summary>
    /// <param name="fromUtc">From when on what it signed counts for nothing, UTC. It only ever moves back.</param>
    /// <param name="nowUtc">UTC.</param>
    public SigningKey Revoke(DateTime fromUtc, DateTime nowUtc) =>
        new(X, Y, CreatedUtc, RetiredUtc ?? nowUtc, null, RevokedUtc is { } earlier && earlier < fromUtc ? earlier : fromUtc);

    /// <summary>Whether what it signed at an instant counts for nothing, in whole seconds as statements give it.</summary>
    /// <param name="signedUtc">The instant, UTC.</param>
    public bool Revokes(DateTime signedUtc) =>
        RevokedUtc is { } from && new DateTimeOffset(signedUtc).ToUnixTimeSeconds() >= new DateTimeOffset(from).ToUnixTimeSeconds();

    /// <summary>Id and state; never the private key.</summary>
    public override string ToString() => KeyId + (RevokedUtc is not null ? " (revoked)" : RetiredUtc is not null ? " (retired)" : "");

    private static SigningKey FromKey(ECDsa key, DateTime createdUtc, DateTime? retiredUtc, byte[]? privateKey, DateTime? revokedUtc = null)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new(Base64UrlEncoder.Encode(parameters.Q.X), Base64UrlEncoder.Encode(parameters.Q.Y), createdUtc, retiredUtc, privateKey, revokedUtc)
            : throw new CryptographicException("A signing key has to be on the curve P-256.");
    }
}

/// <summary>The site's signing keys; a host keeps them, private parts encrypted.</summary>
public interface ISigningKeys
{
    /// <summary>The key that signs now; made on first use.</summary>
    ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Every key there ever was, newest first, for <c>/.well-known/jwks.json</c>.</summary>
    ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken);
}
