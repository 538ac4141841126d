using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.Identity;

/// <summary>A password must not contain the user name, and has a longest length; the shortest is checked by the framework.</summary>
internal sealed class MustNotContainUserName : IPasswordValidator<GutCmsUser>
{
    private const int LongestPassword = 256;

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<GutCmsUser> manager, GutCmsUser user, string? password)
    {
        var fault = password is null ? "A password is missing."
            : password.Length > LongestPassword ? $"A password has at most {LongestPassword} characters."
            : user.UserName is { Length: >= 3 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "A password must not contain the user name."
            : null;
        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = nameof(MustNotContainUserName), Description = fault }));
    }
}
