using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Powers;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>Takes the second factor of somebody else's account away, and nothing else; sessions end with it.</summary>
internal sealed class RemoveSecondFactor(IContentStore store, UserManagers managers, IAccountPowers powers, IReviewKeeper keeper, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    /// <exception cref="MustBeConfirmedException">It takes a second administrator.</exception>
    public async Task ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        (await users.SetTwoFactorEnabledAsync(user, false)).OrThrow();
        await powers.RecordAsync(work, actor, user.Id, [AccountPower.SecondFactor], now, cancellationToken);
        var details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["changed"] = new JsonArray("SecondFactor"), ["secondFactor"] = false };
        await work.Audit.AppendAsync(new(now, actor, AuditActions.UserChange) { Details = details }, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
