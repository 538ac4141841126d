using System.Text.Json.Nodes;
using GutCms.Api.People;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>Removes an account with which nothing was done: nobody has signed in with it. What it was told goes too, and its names where others were told of it. Any other stands in the record and can be made anonymous (<see cref="ForgetPerson"/>).</summary>
internal sealed class RemoveAccount(IContentStore store, UserManagers managers, FindPersonTraces traces, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, the account has done something, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken) => RunAsync(actor, userName, id: null, cancellationToken);

    /// <summary>Does it to an account, whatever it is called by then.</summary>
    /// <exception cref="IdentityRefusedException">There is no such account, it has done something, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task ExecuteAsync(Actor actor, PersonAccount person, CancellationToken cancellationToken) => RunAsync(actor, person.UserName, person.Id, cancellationToken);

    private Task<bool> RunAsync(Actor actor, string userName, string? id, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserRemove, "userName", userName, () => proposals.RunAsync(actor, ProposalKind.AccountRemoval, userName, () => [], () => RemoveAsync(actor, userName, id, cancellationToken), cancellationToken));

    private async Task<bool> RemoveAsync(Actor actor, string userName, string? id, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName, id);
        await Rights.RequireAnotherAsync(work, actor, user, cancellationToken);
        if ((await traces.OfAsync(work, user.Id, cancellationToken)).HasActed)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.HasActed", user.UserName));
        }

        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        var context = EfUnitOfWork.ContextOf(work);
        await PersonalData.RemoveAsync(context, user.Id, cancellationToken);
        await context.Notices.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await ForgetNames.RenameElsewhereAsync(work, user.Id, user.UserName!, user.PrintedName, cancellationToken);
        (await users.DeleteAsync(user)).OrThrow();
        await work.Audit.AppendAsync(new(now, actor, AuditActions.UserRemove) { Details = new JsonObject { ["userId"] = user.Id } }, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }
}
