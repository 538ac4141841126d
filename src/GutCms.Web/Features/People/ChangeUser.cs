using GutCms.Core.Audit;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>Changes data and roles of a user that exists, in a transaction of its own.</summary>
internal sealed class ChangeUser(IContentStore store, UserManagers managers, SaveUser saveUser, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>False when the user was like that.</returns>
    /// <exception cref="IdentityRefusedException">There is no such user, or a rule does not permit it.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task<bool> ExecuteAsync(Actor actor, UserData data, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserChange, "userName", data.UserName, () => proposals.RunAsync(
            actor, ProposalKind.User, data.UserName, () => data.ToPayload(), () => ChangeAsync(actor, data, cancellationToken), cancellationToken));

    private async Task<bool> ChangeAsync(Actor actor, UserData data, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using (var users = managers.In(work))
        {
            var user = await Rights.FindAsync(users, data.UserName);
            await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
            if (user.Id == actor.UserId && data.IsEnabled == false)
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.NotYourself"));
            }
        }

        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        var changed = await saveUser.ExecuteAsync(work, actor, data, now, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return changed is not null;
    }
}
