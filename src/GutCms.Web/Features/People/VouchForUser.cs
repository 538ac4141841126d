using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Powers;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>
/// Another administrator, or the operator, vouches that an account is in the hands of its owner alone, who has set a password of his own: what others had in hand of it ends.
/// </summary>
internal sealed class VouchForUser(IContentStore store, UserManagers managers, IAccountPowers powers, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not: not for oneself, and not for an account that is in the hands of somebody who may be oneself.</exception>
    public Task ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserVouch, "userName", userName, () => VouchAsync(actor, userName, cancellationToken));

    private async Task VouchAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.Vouch"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        var holders = await powers.FindAsync(work, user.Id, cancellationToken);
        if (holders.Any(holder => holder.Power == AccountPower.KnownPassword))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Vouch.PasswordOfOther", user.UserName));
        }

        if (!actor.IsSystem)
        {
            await RequireAnotherAsync(work, actor, user.Id, [.. holders.Select(holder => holder.UserId).Where(id => id != actor.UserId)], cancellationToken);
        }

        var now = time.GetUtcNow().UtcDateTime;
        await powers.EndAsync(work, user.Id, powers: null, [actor.UserId], now, cancellationToken);
        await work.Audit.AppendAsync(
            new(now, actor, AuditActions.UserVouch)
            {
                Details = new JsonObject
                {
                    ["userId"] = user.Id,
                    ["userName"] = user.UserName,
                    ["inHandsOf"] = new JsonArray([.. holders.Select(holder => holder.UserId).Where(id => id != actor.UserId).Distinct(StringComparer.Ordinal).Select(id => JsonValue.Create(id))]),
                },
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task RequireAnotherAsync(IUnitOfWork work, Actor actor, string userId, IReadOnlyList<string> holders, CancellationToken cancellationToken)
    {
        if (!actor.HasOwnSession || actor.UserId == userId)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Vouch.NotYourself"));
        }

        foreach (var holder in holders)
        {
            if (!await powers.AreTwoPeopleAsync(work, actor.UserId, holder, cancellationToken))
            {
                throw new IdentityRefusedException(SiteSentence.Of("Vouch.InHands"));
            }
        }
    }
}
