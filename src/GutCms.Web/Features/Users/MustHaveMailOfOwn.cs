using System.Net.Mail;
using GutCms.Core.Texts;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>A mail address is one, and one person's: links that open an account go there. Asked of whatever changes it, on every path; compared without case.</summary>
internal sealed class MustHaveMailOfOwn : IUserValidator<GutCmsUser>
{
    /// <inheritdoc/>
    public async Task<IdentityResult> ValidateAsync(UserManager<GutCmsUser> manager, GutCmsUser user)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(user);
        if (string.IsNullOrEmpty(user.Email)
            || await manager.Users.AsNoTracking().AnyAsync(row => row.Id == user.Id && row.Email == user.Email))
        {
            // As it was: an account from before this rule still counts its wrong passwords.
            return IdentityResult.Success;
        }

        if (!IsAddress(user.Email))
        {
            return Failed(SiteSentence.Of("Account.NoAddress", user.Email));
        }

        var normalized = manager.NormalizeEmail(user.Email);
        return await manager.Users.AsNoTracking().AnyAsync(row => row.Id != user.Id && row.NormalizedEmail == normalized)
            ? Failed(SiteSentence.Of("Account.AddressTaken"))
            : IdentityResult.Success;
    }

    private static bool IsAddress(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && Uri.CheckHostName(address.Host) is UriHostNameType.Dns;

    private static IdentityResult Failed(Sentence sentence) => IdentityResult.Failed(new SaidError(nameof(MustHaveMailOfOwn), sentence));
}
