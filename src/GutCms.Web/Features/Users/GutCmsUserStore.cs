using System.Security.Cryptography;
using System.Text;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>Users in the database. The secret of the second factor is kept encrypted, recovery codes as hashes; the framework's own store keeps both as they are.</summary>
internal sealed class GutCmsUserStore(GutCmsDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<GutCmsUser, GutCmsDbContext>(context, describer)
{
    /// <summary>What the secret of the second factor is encrypted for.</summary>
    public const string Purpose = "GutCms.AuthenticatorKey.v1";

    /// <summary>Name of the token in which the framework keeps that secret.</summary>
    public const string AuthenticatorKey = "AuthenticatorKey";

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <inheritdoc/>
    public override Task SetAuthenticatorKeyAsync(GutCmsUser user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _protector.Protect(key), cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> GetAuthenticatorKeyAsync(GutCmsUser user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } key ? _protector.Unprotect(key) : null;

    /// <inheritdoc/>
    public override Task ReplaceCodesAsync(GutCmsUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    /// <inheritdoc/>
    public override async Task<bool> RedeemCodeAsync(GutCmsUser user, string code, CancellationToken cancellationToken)
    {
        var kept = (await GetTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes", cancellationToken) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var hash = Hash(code);
        if (!kept.Contains(hash, StringComparer.Ordinal))
        {
            return false;
        }

        await base.ReplaceCodesAsync(user, kept.Where(other => other != hash), cancellationToken);
        return true;
    }

    /// <summary>The id of a passkey as its row has it.</summary>
    public static string IdOf(byte[] credentialId) => WebEncoders.Base64UrlEncode(credentialId);

    /// <inheritdoc/>
    public override async Task AddOrUpdatePasskeyAsync(GutCmsUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(user.Id, passkey.CredentialId, cancellationToken) is { } row)
        {
            (row.SignCount, row.IsUserVerified, row.IsBackedUp) = (passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp);
            return;
        }

        Context.Passkeys.Add(new()
        {
            CredentialId = IdOf(passkey.CredentialId),
            UserId = user.Id,
            Name = passkey.Name ?? "",
            PublicKey = passkey.PublicKey,
            SignCount = passkey.SignCount,
            Transports = string.Join(' ', passkey.Transports ?? []) is { Length: <= 128 } transports ? transports : "",
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            AddedUtc = passkey.CreatedAt.UtcDateTime,
        });
    }

    /// <inheritdoc/>
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(GutCmsUser user, CancellationToken cancellationToken) =>
        [.. (await Context.Passkeys.AsNoTracking().Where(row => row.UserId == user.Id).ToListAsync(cancellationToken)).Select(InfoOf)];

    /// <inheritdoc/>
    public override async Task<GutCmsUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = IdOf(credentialId);
        var userId = await Context.Passkeys.Where(row => row.CredentialId == id).Select(row => row.UserId).FirstOrDefaultAsync(cancellationToken);
        return userId is null ? null : await FindByIdAsync(userId, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(GutCmsUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        await FindRowAsync(user.Id, credentialId, cancellationToken) is { } row ? InfoOf(row) : null;

    /// <inheritdoc/>
    public override async Task RemovePasskeyAsync(GutCmsUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(user.Id, credentialId, cancellationToken) is { } row)
        {
            Context.Passkeys.Remove(row);
        }
    }

    private Task<PasskeyRow?> FindRowAsync(string userId, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = IdOf(credentialId);
        return Context.Passkeys.FirstOrDefaultAsync(row => row.CredentialId == id && row.UserId == userId, cancellationToken);
    }

    // What the device said when it was added is looked at then, and not kept.
    private static UserPasskeyInfo InfoOf(PasskeyRow row) => new(
        WebEncoders.Base64UrlDecode(row.CredentialId), row.PublicKey, row.AddedUtc, (uint)row.SignCount, row.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.IsUserVerified, row.IsBackupEligible, row.IsBackedUp, attestationObject: [], clientDataJson: [])
    {
        Name = row.Name,
    };

    /// <summary>The codes are random and long, so a plain hash keeps them.</summary>
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
