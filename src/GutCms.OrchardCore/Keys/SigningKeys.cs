using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using OrchardCore.Settings;

namespace GutCms.OrchardCore.Keys;

/// <summary>
/// The tenant's signing keys, documents of kind <c>signing-key</c>; private parts are encrypted by the tenant's data protection. Where that has other keys now, as when a site begins to keep them in Redis, a private part
/// that cannot be read is gone: another key signs from then on, and what the one before signed stays verifiable.
/// </summary>
internal sealed partial class SigningKeys(IContentStore store, IDataProtectionProvider protection, TimeProvider time, ILogger<SigningKeys> logger) : ISigningKeys
{
    private const string Kind = "signing-key";

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.SigningKey.v1");

    /// <summary>Every key, newest first. One that cannot sign here counts as retired.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(Kind, cancellationToken)).Values.Select(Read).OrderByDescending(key => key.CreatedUtc).ThenBy(key => key.KeyId, StringComparer.Ordinal)];

    /// <summary>Every key, newest first. One that cannot sign here counts as retired.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await ListAsync(work, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return (await ListAsync(cancellationToken)).First(key => key.RetiredUtc is null);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken) => await ListAsync(cancellationToken);

    /// <summary>Makes a key, if there is none that signs.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var known = await ListAsync(cancellationToken);
        if (known.Any(key => key.RetiredUtc is null))
        {
            return;
        }

        if (known.Count > 0)
        {
            Unreadable(logger, known[0].KeyId);
        }

        var key = SigningKey.Create(time.GetUtcNow().UtcDateTime);
        var json = new JsonObject
        {
            ["createdUtc"] = StoredInstants.Write(key.CreatedUtc),
            ["retiredUtc"] = null,
            ["publicKey"] = Convert.ToBase64String(key.ExportPublicKey()),
            ["privateKey"] = Convert.ToBase64String(_protector.Protect(key.ExportPkcs8())),
        };
        await using var work = await store.BeginAsync(cancellationToken);
        await work.SaveDocumentAsync(Kind, key.KeyId, json, cancellationToken);
        await work.Audit.AppendAsync(new(key.CreatedUtc, Actor.System, AuditActions.KeyCreate) { Details = new JsonObject { ["keyId"] = key.KeyId } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private SigningKey Read(JsonObject json)
    {
        var (publicKey, created) = (Convert.FromBase64String((string)json["publicKey"]!), StoredInstants.Read(json["createdUtc"])!.Value);
        if (StoredInstants.Read(json["retiredUtc"]) is { } retired)
        {
            return SigningKey.FromPublicKey(publicKey, created, retired);
        }

        try
        {
            return SigningKey.FromPkcs8(_protector.Unprotect(Convert.FromBase64String((string)json["privateKey"]!)), created, null);
        }
        catch (CryptographicException)
        {
            // Another node may be able to read it: that it signs no more is not written down.
            return SigningKey.FromPublicKey(publicKey, created, created);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The private part of the signing key {KeyId} cannot be read: data protection has other keys than when it was made. Another key is made; what it signed stays verifiable.")]
    private static partial void Unreadable(ILogger logger, string keyId);
}

/// <summary>Signs review certificates with the tenant's key, in the name of the site's base URL.</summary>
internal sealed class CertificateIssuer(SigningKeys keys, ISiteService site) : ICertificateIssuer
{
    private const string NoAddress = "urn:gutcms:site";

    /// <inheritdoc/>
    public async Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var key = (await keys.ListAsync(work, cancellationToken)).FirstOrDefault(candidate => candidate.RetiredUtc is null);
        var address = (await site.GetSiteSettingsAsync()).BaseUrl?.TrimEnd('/');
        return key is null ? null : new CertificateSigner(key, string.IsNullOrEmpty(address) ? NoAddress : address);
    }
}
