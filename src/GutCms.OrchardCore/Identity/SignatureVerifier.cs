using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Identity;
using OrchardCore.Users;
using YesSql;

namespace GutCms.OrchardCore.Identity;

/// <summary>A reviewer signs with password and, where the account has one, second factor. Failures count towards the lock-out as at sign-in.</summary>
internal sealed class SignatureVerifier(UserManager<IUser> users, ISession session) : ISignatureVerifier
{
    /// <inheritdoc/>
    public async Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson || await users.FindByIdAsync(actor.UserId) is not { } user)
        {
            return SignatureCheck.Wrong;
        }

        var check = await CheckAsync(user, signature);

        // What was counted is kept, and the session gives way to the unit of work that follows.
        await session.SaveChangesAsync();
        return check;
    }

    private async Task<SignatureCheck> CheckAsync(IUser user, SignatureInput signature)
    {
        if (await users.IsLockedOutAsync(user))
        {
            return SignatureCheck.LockedOut;
        }

        if (await users.CheckPasswordAsync(user, signature.Password) && await HasSecondFactorAsync(user, signature.Code))
        {
            await users.ResetAccessFailedCountAsync(user);
            return SignatureCheck.Valid;
        }

        await users.AccessFailedAsync(user);
        return await users.IsLockedOutAsync(user) ? SignatureCheck.LockedOut : SignatureCheck.Wrong;
    }

    private async Task<bool> HasSecondFactorAsync(IUser user, string? code) =>
        !await users.GetTwoFactorEnabledAsync(user)
        || (!string.IsNullOrEmpty(code) && await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code));
}
