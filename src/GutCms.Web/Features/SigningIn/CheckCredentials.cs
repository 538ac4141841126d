using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.SigningIn;

/// <summary>What somebody shows to prove who they are. Never logged.</summary>
/// <param name="UserId">The account by id; null: by name.</param>
/// <param name="UserName">The account by name.</param>
/// <param name="Password">The password; null: it was proved before, and only the code is owed.</param>
/// <param name="Code">Code of the second factor; null: not asked for yet.</param>
/// <param name="Signing">It signs a decision: password and, where there is one, second factor are owed together.</param>
/// <param name="Stamp">Security stamp when the password was proved; another now means that it does not count any more. Null: not looked at.</param>
/// <param name="Provider">Name of the provider that vouched for it in place of a password; null: none did.</param>
internal sealed record CredentialAttempt(string? UserId, string? UserName, string? Password, string? Code, bool Signing = false, string? Stamp = null, string? Provider = null)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(CredentialAttempt);
}

/// <summary>What an attempt came to.</summary>
internal enum CredentialOutcome
{
    /// <summary>Unknown or disabled account, wrong password or wrong code; the caller is not told which.</summary>
    Wrong,

    /// <summary>The account is locked for a while.</summary>
    LockedOut,

    /// <summary>The password holds, the code of the second factor is owed.</summary>
    CodeOwed,

    /// <summary>It is the owner of the account.</summary>
    Valid,
}

/// <summary>Checks passwords and codes, counts failures towards the lock-out and records them, for sign-in and signatures alike.</summary>
internal sealed class CheckCredentials(IContentStore store, Database database, UserManagers managers, SecondFactor secondFactor, IRefusalLog refusals, TimeProvider time)
{
    // Verified when there is no such account, so that an answer takes as long as for one that exists.
    private static readonly GutCmsUser Nobody = new();
    private readonly Lazy<string> _nobodysHash = new(() =>
    {
        using var context = database.CreateContext();
        using var users = managers.Over(context);
        return users.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
    });

    /// <summary>Whether somebody who is signed in proves to be the owner of the account, before something about it changes.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="code">Code of the second factor; null: none was given.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<bool> ProvesAsync(string userId, string? password, string? code, CancellationToken cancellationToken) =>
        (await ExecuteAsync(new(userId, null, password ?? "", code, Signing: true), cancellationToken)).Outcome == CredentialOutcome.Valid;

    /// <summary>Does it.</summary>
    /// <returns>The outcome, and the user when there is one and the outcome is not <see cref="CredentialOutcome.Wrong"/>.</returns>
    public async Task<(CredentialOutcome Outcome, GutCmsUser? User)> ExecuteAsync(CredentialAttempt attempt, CancellationToken cancellationToken)
    {
        // Hashing takes long on purpose, so it is done before the write lock is taken.
        var (seen, holds, newHash) = await CheckPasswordAsync(attempt);

        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = seen is null ? null : await users.FindByIdAsync(seen.Id);
        if (user is not { IsEnabled: true } || user.SecurityStamp != (attempt.Stamp ?? seen!.SecurityStamp))
        {
            await RecordAsync(work, attempt.Signing ? AuditActions.SignInSignatureFail : AuditActions.SignInFail, user, user is null ? "unknown-account" : "disabled", cancellationToken);
            return (CredentialOutcome.Wrong, null);
        }

        if (await users.IsLockedOutAsync(user))
        {
            await RecordAsync(work, AuditActions.SignInFail, user, "locked-out", cancellationToken);
            return (CredentialOutcome.LockedOut, user);
        }

        if (!holds)
        {
            return await FailAsync(work, users, user, attempt, "password", cancellationToken);
        }

        if (user.TwoFactorEnabled)
        {
            if (attempt.Code is null && !attempt.Signing)
            {
                return (CredentialOutcome.CodeOwed, user);
            }

            if (attempt.Code is null || !await secondFactor.RedeemAsync(users, user, attempt.Code))
            {
                return await FailAsync(work, users, user, attempt, "code", cancellationToken);
            }
        }

        user.PasswordHash = newHash ?? user.PasswordHash;
        if (user.AccessFailedCount > 0 || newHash is not null)
        {
            user.AccessFailedCount = 0;
            (await users.UpdateAsync(user)).OrThrow();
        }

        // A signature is recorded with the decision that it signs.
        if (!attempt.Signing)
        {
            var details = new JsonObject { ["secondFactor"] = user.TwoFactorEnabled };
            if (attempt.Provider is not null)
            {
                details["provider"] = attempt.Provider;
            }

            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, ActorOf(user), AuditActions.SignIn) { Details = details }, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return (CredentialOutcome.Valid, user);
    }

    /// <summary>The user as the audit log names one.</summary>
    public static Actor ActorOf(GutCmsUser user) => new(user.Id, user.UserName!);

    private async Task<(GutCmsUser? User, bool Holds, string? NewHash)> CheckPasswordAsync(CredentialAttempt attempt)
    {
        await using var context = database.CreateContext();
        using var users = managers.Over(context);
        var user = attempt.UserId is { } id ? await users.FindByIdAsync(id) : await users.FindByNameAsync(attempt.UserName ?? "");
        if (attempt.Password is null)
        {
            return (user, user is not null, null);
        }

        var result = users.PasswordHasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? _nobodysHash.Value, attempt.Password);
        return user?.PasswordHash is null
            ? (user, false, null)
            : (user, result != PasswordVerificationResult.Failed,
                result == PasswordVerificationResult.SuccessRehashNeeded ? users.PasswordHasher.HashPassword(user, attempt.Password) : null);
    }

    private async Task<(CredentialOutcome Outcome, GutCmsUser? User)> FailAsync(
        IUnitOfWork work, UserManager<GutCmsUser> users, GutCmsUser user, CredentialAttempt attempt, string reason, CancellationToken cancellationToken)
    {
        (await users.AccessFailedAsync(user)).OrThrow();
        var locked = await users.IsLockedOutAsync(user);
        await RecordAsync(
            work, locked ? AuditActions.SignInLockOut : attempt.Signing ? AuditActions.SignInSignatureFail : AuditActions.SignInFail, user, reason, cancellationToken);
        return locked ? (CredentialOutcome.LockedOut, user) : (CredentialOutcome.Wrong, null);
    }

    /// <summary>Appends and commits. An account that does not exist is not named: people type passwords into the wrong field.</summary>
    private async Task RecordAsync(IUnitOfWork work, string action, GutCmsUser? user, string reason, CancellationToken cancellationToken)
    {
        var draft = new AuditDraft(time.GetUtcNow().UtcDateTime, user is null ? Actor.Anonymous : ActorOf(user), action) { Details = new JsonObject { ["reason"] = reason } };
        await (action == AuditActions.SignInLockOut ? work.Audit.AppendAsync(draft, cancellationToken) : refusals.AppendAsync(work, draft, cancellationToken));
        await work.CommitAsync(cancellationToken);
    }
}
