using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>Ends sessions, tokens and links of one user, with the next request on every node.</summary>
internal sealed class EndSessionsOfUser(IContentStore store, UserManagers managers, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    public Task ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.SessionEnd, "userName", userName, () => EndAsync(actor, userName, cancellationToken));

    private async Task EndAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.EndSessions"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        await EfUnitOfWork.ContextOf(work).Sessions.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SessionEnd) { Details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
