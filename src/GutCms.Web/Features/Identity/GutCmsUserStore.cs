using System.Security.Cryptography;
using System.Text;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace GutCms.Web.Features.Identity;

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

    /// <summary>The codes are random and long, so a plain hash keeps them.</summary>
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
