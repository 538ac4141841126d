using System.Text.Json.Nodes;
using GutCms.Core;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using GutCms.Web.Features.Identity.Powers;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Identity;

/// <summary>Creates a user in a transaction of its own.</summary>
internal sealed class AddUser(IReviewContentStore store, UserManagers managers, SaveUser saveUser, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">The name is taken, or a rule does not permit it.</exception>
    public async Task ExecuteAsync(Actor actor, UserData data, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, "create users");
        await using var work = await store.BeginReviewAsync(cancellationToken);
        using (var users = managers.In(work))
        {
            if (await users.FindByNameAsync(data.UserName) is not null)
            {
                throw new IdentityRefusedException($"There is a user '{data.UserName}' already.");
            }
        }

        await saveUser.ExecuteAsync(work, actor, data, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}

/// <summary>Lets a user in again, or keeps one out; sessions and tokens of a disabled user end with the next request.</summary>
internal sealed class EnableUser(IReviewContentStore store, UserManagers managers, SaveUser saveUser, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>False when the user was like that.</returns>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    public async Task<bool> ExecuteAsync(Actor actor, string userName, bool enabled, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, "change users");
        await using var work = await store.BeginReviewAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        var changed = await saveUser.ExecuteAsync(work, actor, new UserData(user.UserName!) { IsEnabled = enabled }, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return changed is not null;
    }
}

/// <summary>
/// Gives a user a new password, ends the lock-out and all sessions, and, where asked, takes the second factor away. Set by a person, the password lets its owner in but does
/// not decide; set by the command line, the operator hands the account over to its owner.
/// </summary>
internal sealed class ResetPassword(IReviewContentStore store, UserManagers managers, IAccountPowers powers, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, the password is too weak, or the actor may not.</exception>
    public async Task ExecuteAsync(Actor actor, string userName, string password, bool removeSecondFactor, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, "change users");
        await using var work = await store.BeginReviewAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        (await users.RemovePasswordAsync(user)).OrThrow();
        (await users.AddPasswordAsync(user, password)).OrThrow();
        (await users.SetLockoutEndDateAsync(user, null)).OrThrow();
        (await users.ResetAccessFailedCountAsync(user)).OrThrow();
        var takesFactor = removeSecondFactor && user.TwoFactorEnabled;
        if (removeSecondFactor)
        {
            (await users.SetTwoFactorEnabledAsync(user, false)).OrThrow();
        }

        await TakeInHandAsync(work, actor, user, takesFactor, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserPassword)
            {
                Details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["by"] = actor.IsSystem ? "operator" : "administrator", ["secondFactorRemoved"] = removeSecondFactor },
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task TakeInHandAsync(IReviewUnitOfWork work, Actor actor, GutCmsUser user, bool takesFactor, DateTime nowUtc, CancellationToken cancellationToken)
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

/// <summary>Checks that every change of users begins with.</summary>
internal static class Rights
{
    /// <summary>Nothing when the actor may.</summary>
    /// <exception cref="IdentityRefusedException">The actor may not.</exception>
    public static void Require(Actor actor, string permission, string what)
    {
        if (!Authorization.Allows(actor, permission))
        {
            throw new IdentityRefusedException($"{actor.UserName} may not {what}.");
        }
    }

    /// <summary>
    /// Nothing when the actor could have given the user every role that the user holds. Whoever sets a password or a mail address of an account can enter it,
    /// and must not gain by it what they could not have given.
    /// </summary>
    /// <exception cref="IdentityRefusedException">The user holds a role that the actor may not give.</exception>
    public static async Task RequirePowerOverAsync(IReviewUnitOfWork work, Actor actor, GutCmsUser user, CancellationToken cancellationToken)
    {
        var roles = await EfUnitOfWork.ContextOf(work).UserRoles.AsNoTracking().Where(row => row.UserId == user.Id).Select(row => row.RoleName).ToListAsync(cancellationToken);
        if (roles.FirstOrDefault(role => !Authorization.Allows(actor, $"{Permissions.AssignRoleToUsers}_{role}")) is { } beyond)
        {
            throw new IdentityRefusedException($"{actor.UserName} may not change a user who holds the role '{beyond}'.");
        }
    }

    /// <summary>The user of that name.</summary>
    /// <exception cref="IdentityRefusedException">There is none.</exception>
    public static async Task<GutCmsUser> FindAsync(UserManager<GutCmsUser> users, string userName) =>
        await users.FindByNameAsync(userName) ?? throw new IdentityRefusedException($"There is no user '{userName}'. See: gutcms user list");
}
