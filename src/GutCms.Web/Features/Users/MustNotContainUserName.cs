using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.Users;

/// <summary>A password must not contain the user name, and has a longest length; the shortest is checked by the framework.</summary>
internal sealed class MustNotContainUserName : IPasswordValidator<GutCmsUser>
{
    private const int LongestPassword = 256;

    /// <summary>Whether a password contains a user name of three characters or more, in whatever case.</summary>
    public static bool IsIn(string password, string? userName) => userName is { Length: >= 3 } && password.Contains(userName, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<GutCmsUser> manager, GutCmsUser user, string? password)
    {
        var fault = password is null ? SiteSentence.Of("Password.Missing")
            : password.Length > LongestPassword ? SiteSentence.Of("Password.TooLong", LongestPassword)
            : IsIn(password, user.UserName) ? SiteSentence.Of("Password.UserName")
            : null;
        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(new SaidError(nameof(MustNotContainUserName), fault)));
    }
}
