using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GutCms.Core.Keys;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Signing keys as documents of kind <c>signing-key</c>, named by their id: <c>{ createdUtc, retiredUtc, publicKey, privateKey }</c>. The private part is
/// encrypted by data protection, and is given up for good when the key is retired.
/// </summary>
/// <remarks>
/// Decrypted keys are remembered: decrypting may make data protection write a new key of its own through another connection, which a transaction of the
/// caller would keep waiting.
/// </remarks>
internal sealed class SigningKeyDocuments(IDataProtectionProvider protection)
{
    /// <summary>Kind of the documents.</summary>
    public const string Kind = "signing-key";

    /// <summary>What the private part is encrypted for.</summary>
    public const string Purpose = "GutCms.SigningKey.v1";

    /// <summary>Property with the encrypted private part; null in a retired key.</summary>
    public const string PrivateKey = "privateKey";

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);
    private readonly ConcurrentDictionary<string, SigningKey> _known = new(StringComparer.Ordinal);

    /// <summary>Every key, newest first; retired ones without their private part.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var documents = await work.ListDocumentsAsync(Kind, cancellationToken);
        return [.. documents.Select(document => Read(document.Key, document.Value)).OrderByDescending(key => key.CreatedUtc).ThenBy(key => key.KeyId, StringComparer.Ordinal)];
    }

    /// <summary>The key that signs; null when there is none.</summary>
    public async Task<SigningKey?> FindCurrentAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        (await ListAsync(work, cancellationToken)).FirstOrDefault(key => key.RetiredUtc is null);

    /// <summary>Encrypts a new key. Called before a transaction begins.</summary>
    public JsonObject Encrypt(SigningKey key) => new()
    {
        ["createdUtc"] = StoredInstants.Write(key.CreatedUtc),
        ["retiredUtc"] = null,
        ["publicKey"] = Convert.ToBase64String(key.ExportPublicKey()),
        [PrivateKey] = Convert.ToBase64String(_protector.Protect(key.ExportPkcs8())),
    };

    /// <summary>Writes a key that <see cref="Encrypt"/> encrypted.</summary>
    public static Task AddAsync(IUnitOfWork work, SigningKey key, JsonObject encrypted, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, key.KeyId, encrypted, cancellationToken);

    /// <summary>Keeps a key that is revoked: its private part is gone, and it stays listed with its mark.</summary>
    public static Task RevokeAsync(IUnitOfWork work, SigningKey revoked, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, revoked.KeyId, WithoutPrivatePart(revoked), cancellationToken);

    /// <summary>Retires a key: it signs nothing more, its private part is gone, and it stays listed.</summary>
    public static Task RetireAsync(IUnitOfWork work, SigningKey key, DateTime nowUtc, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, key.KeyId, WithoutPrivatePart(key.Retire(nowUtc)), cancellationToken);

    private static JsonObject WithoutPrivatePart(SigningKey key)
    {
        var json = new JsonObject
        {
            ["createdUtc"] = StoredInstants.Write(key.CreatedUtc),
            ["retiredUtc"] = StoredInstants.Write(key.RetiredUtc),
            ["publicKey"] = Convert.ToBase64String(key.ExportPublicKey()),
            [PrivateKey] = null,
        };
        if (key.RevokedUtc is { } revoked)
        {
            json["revokedUtc"] = StoredInstants.Write(revoked);
        }

        return json;
    }

    private SigningKey Read(string keyId, JsonObject document)
    {
        var created = StoredInstants.Read(document["createdUtc"])!.Value;
        return StoredInstants.Read(document["retiredUtc"]) is { } retired
            ? SigningKey.FromPublicKey(Convert.FromBase64String((string)document["publicKey"]!), created, retired, StoredInstants.Read(document["revokedUtc"]))
            : _known.GetOrAdd(keyId, _ => SigningKey.FromPkcs8(_protector.Unprotect(Convert.FromBase64String((string)document[PrivateKey]!)), created, null));
    }
}
