using System.Security.Cryptography;
using GutCms.Web.Features.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>Links by which the receiver of a mail wants no more of its kind, without signing in. They can do that and nothing else, and do not end.</summary>
internal sealed class UnsubscribeLinks(IDataProtectionProvider protection, SiteAddress address)
{
    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.Unsubscribe.v1");

    /// <summary>The address for a person and a kind; every kind where that is <c>*</c>.</summary>
    public string Of(string userId, string kind) => $"{address.Base}/account/unsubscribe?token={Uri.EscapeDataString(_protector.Protect(kind + " " + userId))}";

    /// <summary>What a token is for; null: it is none of this site's.</summary>
    public (string UserId, string Kind)? Read(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : _protector.Unprotect(token).Split(' ', 2) is [var kind, var userId] ? (userId, kind) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
