using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Powers;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>Creates a user in a transaction of its own.</summary>
internal sealed class AddUser(IContentStore store, UserManagers managers, SaveUser saveUser, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">The name is taken, or a rule does not permit it.</exception>
    /// <exception cref="WaitsForConfirmationException">The account could approve or administer: it waits for a second administrator.</exception>
    public Task ExecuteAsync(Actor actor, UserData data, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserCreate, "userName", data.UserName, () => proposals.RunAsync(
            actor, ProposalKind.NewUser, data.UserName, () => data.ToPayload(), () => AddAsync(actor, data, cancellationToken), cancellationToken));

    private async Task<bool> AddAsync(Actor actor, UserData data, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.CreateUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using (var users = managers.In(work))
        {
            if (await users.FindByNameAsync(data.UserName) is not null)
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.Exists", data.UserName));
            }
        }

        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        await saveUser.ExecuteAsync(work, actor, data, now, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>Lets a user in again, or keeps one out; sessions and tokens of a disabled user end with the next request.</summary>
internal sealed class EnableUser(IContentStore store, UserManagers managers, SaveUser saveUser, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>False when the user was like that.</returns>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task<bool> ExecuteAsync(Actor actor, string userName, bool enabled, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserChange, "userName", userName, () => proposals.RunAsync(
            actor, ProposalKind.User, userName, () => new UserData(userName) { IsEnabled = enabled }.ToPayload(), () => SetAsync(actor, userName, enabled, cancellationToken), cancellationToken));

    private async Task<bool> SetAsync(Actor actor, string userName, bool enabled, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        var changed = await saveUser.ExecuteAsync(work, actor, new UserData(user.UserName!) { IsEnabled = enabled }, now, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return changed is not null;
    }
}

/// <summary>
/// Gives a user a new password, ends the lock-out, all sessions, passkeys and linked sign-ins, and, where asked, takes the second factor away. Set by a person, the password lets its owner in but does
/// not decide; set by the command line, the operator hands the account over to its owner.
/// </summary>
internal sealed class ResetPassword(IContentStore store, UserManagers managers, IAccountPowers powers, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, the password is too weak, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">A second factor would go: that waits for a second administrator, and the password stays as it is.</exception>
    public Task ExecuteAsync(Actor actor, string userName, string password, bool removeSecondFactor, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserPassword, "userName", userName, () => proposals.RunAsync(
            actor, ProposalKind.SecondFactor, userName, () => [], () => ResetAsync(actor, userName, password, removeSecondFactor, cancellationToken), cancellationToken));

    private async Task<bool> ResetAsync(Actor actor, string userName, string password, bool removeSecondFactor, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        var before = await keeper.LookAsync(work, cancellationToken);
        var hadPassword = user.PasswordHash is not null;
        (await users.RemovePasswordAsync(user)).OrThrow();
        (await users.AddPasswordAsync(user, password)).OrThrow();
        (await users.SetLockoutEndDateAsync(user, null)).OrThrow();
        (await users.ResetAccessFailedCountAsync(user)).OrThrow();
        var takesFactor = removeSecondFactor && user.TwoFactorEnabled;
        if (removeSecondFactor)
        {
            (await users.SetTwoFactorEnabledAsync(user, false)).OrThrow();
        }

        await EndWaysIn.OfAsync(work, actor, user.Id, hadPassword, time.GetUtcNow().UtcDateTime, cancellationToken);
        await TakeInHandAsync(work, actor, user, takesFactor, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserPassword)
            {
                Details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["by"] = actor.IsSystem ? "operator" : "administrator", ["secondFactorRemoved"] = removeSecondFactor },
            },
            cancellationToken);
        await keeper.JudgeAsync(work, before, actor, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    private async Task TakeInHandAsync(IUnitOfWork work, Actor actor, GutCmsUser user, bool takesFactor, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (actor.IsSystem)
        {
            // Whoever chose the mail address could still have a link sent there.
            await powers.EndAsync(work, user.Id, [.. Enum.GetValues<AccountPower>().Where(power => power != AccountPower.MailAddress)], [], nowUtc, cancellationToken);
            return;
        }

        if (actor.UserId != user.Id)
        {
            await powers.EndAsync(work, user.Id, [AccountPower.KnownPassword], [], nowUtc, cancellationToken);
        }

        AccountPower[] taken = [AccountPower.Password, AccountPower.KnownPassword, .. takesFactor ? new[] { AccountPower.SecondFactor } : []];
        await powers.RecordAsync(work, actor, user.Id, taken, nowUtc, cancellationToken);
    }
}
