using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Powers;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace GutCms.Web.Features.People;

/// <summary>What people change about their own account. Each change ends all other sessions and tokens of the account and is recorded.</summary>
internal sealed class OwnAccount(
    IContentStore store, UserManagers managers, SecondFactor secondFactor, IAccountPowers powers, SendPasswordLink links, RefusedChanges refused, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private const string ByMail = "mail";

    /// <summary>A new secret for an authenticator app, base32; not stored yet.</summary>
    public static string NewAuthenticatorKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));

    /// <summary>Whether the account asks for a code besides the password.</summary>
    public async Task<bool> UsesSecondFactorAsync(string userId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await EfUnitOfWork.ContextOf(work).Users.AnyAsync(user => user.Id == userId && user.TwoFactorEnabled, cancellationToken);
    }

    /// <summary>Sets a new password; the old one has been proved.</summary>
    /// <exception cref="IdentityRefusedException">The new one is too weak.</exception>
    public Task<GutCmsUser> ChangePasswordAsync(string userId, string newPassword, CancellationToken cancellationToken) =>
        ChangeAsync(userId, AuditActions.UserPassword, new() { ["by"] = "owner" }, async (work, users, user) =>
        {
            (await users.RemovePasswordAsync(user)).OrThrow();
            (await users.AddPasswordAsync(user, newPassword)).OrThrow();
            await powers.ChangedInSessionAsync(work, user.Id, links.IsAvailable, time.GetUtcNow().UtcDateTime, cancellationToken);
        }, cancellationToken);

    /// <summary>Sets a new password with a token that was sent by mail, which shows that the address is the account's; ends the lock-out, every passkey and every linked sign-in.</summary>
    /// <exception cref="IdentityRefusedException">The token does not hold (any more), or the password is too weak.</exception>
    public Task<GutCmsUser> ResetPasswordAsync(string userId, string token, string newPassword, CancellationToken cancellationToken) =>
        ChangeAsync(userId, AuditActions.UserPassword, new() { ["by"] = ByMail }, async (work, users, user) =>
        {
            if (!await SendPasswordLink.HoldsAsync(users, user, token))
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.LinkEnded"));
            }

            var hadPassword = user.PasswordHash is not null;
            (await users.RemovePasswordAsync(user)).OrThrow();
            (await users.AddPasswordAsync(user, newPassword)).OrThrow();
            user.EmailConfirmed = true;
            (await users.SetLockoutEndDateAsync(user, null)).OrThrow();
            (await users.ResetAccessFailedCountAsync(user)).OrThrow();
            await EndWaysIn.OfAsync(work, CheckCredentials.ActorOf(user), user.Id, hadPassword, time.GetUtcNow().UtcDateTime, cancellationToken);
            await powers.SetByMailAsync(work, user.Id, time.GetUtcNow().UtcDateTime, cancellationToken);
        }, cancellationToken);

    /// <summary>Turns the second factor on, once a code shows that the app has the secret.</summary>
    /// <returns>The user and ten recovery codes, which nobody can read again.</returns>
    /// <exception cref="IdentityRefusedException">The code does not fit the secret.</exception>
    public async Task<(GutCmsUser User, IReadOnlyList<string> RecoveryCodes)> EnableSecondFactorAsync(string userId, string key, string code, CancellationToken cancellationToken)
    {
        if (secondFactor.StepOf(key, code) is not { } step)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.Code"));
        }

        IReadOnlyList<string> codes = [];
        var changed = await ChangeAsync(userId, AuditActions.UserChange, new() { ["changed"] = new JsonArray("SecondFactor"), ["secondFactor"] = true }, async (work, users, user) =>
        {
            await managers.StoreIn(work).SetAuthenticatorKeyAsync(user, key, cancellationToken);
            (await users.SetTwoFactorEnabledAsync(user, true)).OrThrow();
            await SecondFactor.SpendAsync(users, user, step);
            codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
            await powers.EnrolledAsync(work, user.Id, time.GetUtcNow().UtcDateTime, cancellationToken);
        }, cancellationToken);
        return (changed, codes);
    }

    /// <summary>Turns the second factor off; password and a code have been proved.</summary>
    public Task<GutCmsUser> DisableSecondFactorAsync(string userId, CancellationToken cancellationToken) =>
        ChangeAsync(userId, AuditActions.UserChange, new() { ["changed"] = new JsonArray("SecondFactor"), ["secondFactor"] = false }, async (_, users, user) =>
            (await users.SetTwoFactorEnabledAsync(user, false)).OrThrow(), cancellationToken);

    private async Task<GutCmsUser> ChangeAsync(
        string userId, string action, JsonObject details, Func<IUnitOfWork, UserManager<GutCmsUser>, GutCmsUser, Task> change, CancellationToken cancellationToken)
    {
        // A link that does not hold is no proof of who has it, so nobody is named as the one that acted.
        var actor = (string?)details["by"] == ByMail ? Actor.Anonymous : await FindAsync(userId, cancellationToken);
        return await refused.RunAsync(actor, action, "userId", userId, () => TryAsync(userId, action, details, change, cancellationToken));
    }

    private async Task<Actor> FindAsync(string userId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return new(userId, await EfUnitOfWork.ContextOf(work).Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken) ?? "");
    }

    private async Task<GutCmsUser> TryAsync(
        string userId, string action, JsonObject details, Func<IUnitOfWork, UserManager<GutCmsUser>, GutCmsUser, Task> change, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await users.FindByIdAsync(userId);
        if (user is not { IsEnabled: true })
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.LinkEnded"));
        }

        await change(work, users, user);
        details["userId"] = user.Id;
        details["userName"] = user.UserName;
        await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, new Actor(user.Id, user.UserName!), action) { Details = details }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }
}
