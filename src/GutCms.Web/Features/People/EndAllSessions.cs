using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Keys;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace GutCms.Web.Features.People;

/// <summary>
/// Ends every session, token and link there is, with the next request on every node, and replaces the keys that protect them: what somebody makes with the former ones,
/// from a copy of the database, does not work.
/// </summary>
internal sealed class EndAllSessions(IContentStore store, ReplaceProtection replaceProtection, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">The actor may not, or the present keys cannot be read.</exception>
    public Task ExecuteAsync(Actor actor, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.SessionEnd, "userName", name: null, () => EndAsync(actor, cancellationToken));

    private async Task EndAsync(Actor actor, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.EndSessions"));
        Rights.Require(actor, Permissions.ManageSigningKeys, SiteSentence.Of("May.ReplaceKeys"));
        await using var work = await store.BeginAsync(cancellationToken);
        var context = EfUnitOfWork.ContextOf(work);
        await replaceProtection.ExecuteAsync(work, cancellationToken);
        var sessions = await context.Sessions.ExecuteDeleteAsync(cancellationToken);
        await context.Set<OpenIddictEntityFrameworkCoreToken>().ExecuteDeleteAsync(cancellationToken);
        foreach (var user in await context.Users.ToListAsync(cancellationToken))
        {
            user.SecurityStamp = Guid.NewGuid().ToString("N");
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
        }

        await context.SaveChangesAsync(cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SessionEnd) { Details = new JsonObject { ["all"] = true, ["sessions"] = sessions } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
