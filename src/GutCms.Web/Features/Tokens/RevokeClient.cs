using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Powers;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Tokens;

/// <summary>Takes an API client away: its secret, its tokens and those that it holds for people stop working at once.</summary>
internal sealed class RevokeClient(IContentStore store, ApplicationManagers managers, IAccountPowers powers, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <exception cref="IdentityRefusedException">There is no such client, or the actor may not.</exception>
    public Task ExecuteAsync(Actor actor, string clientId, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.ClientChange, "clientId", clientId, () => RevokeAsync(actor, clientId, cancellationToken));

    private async Task RevokeAsync(Actor actor, string clientId, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageApplications))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.MayNotRevoke", actor.UserName));
        }

        await using var work = await store.BeginAsync(cancellationToken);
        var manager = managers.In(work);
        var client = await manager.FindByClientIdAsync(clientId, cancellationToken)
            ?? throw new IdentityRefusedException(SiteSentence.Of("Client.None", clientId));

        await Rights.RequirePowerOverAsync(work, actor, await ClientRoles.OfAsync(manager, client, cancellationToken), SiteSentence.Of("May.Client"), cancellationToken);

        // Its authorizations and tokens go with it.
        await manager.DeleteAsync(client, cancellationToken);
        await powers.EndAsync(work, ActorResolver.ClientPrefix + clientId, powers: null, [], time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.ClientChange) { Details = new JsonObject { ["clientId"] = clientId, ["change"] = "revoked" } },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
