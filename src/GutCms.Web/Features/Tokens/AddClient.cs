using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Clients;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Tokens;

/// <summary>Registers a new API client.</summary>
internal sealed class AddClient(IContentStore store, ApplicationManagers managers, ClientRegistrations registrations, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>The secret, which nobody can read again; null for a public client.</returns>
    /// <exception cref="IdentityRefusedException">The id is taken, or the registration is not permitted.</exception>
    public Task<string?> ExecuteAsync(Actor actor, ClientRegistration client, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.ClientChange, "clientId", client.ClientId, () => AddAsync(actor, client, cancellationToken));

    private async Task<string?> AddAsync(Actor actor, ClientRegistration client, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageApplications))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.MayNotAdd", actor.UserName));
        }

        await using var work = await store.BeginAsync(cancellationToken);
        if (await managers.In(work).FindByClientIdAsync(client.ClientId, cancellationToken) is not null)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.Exists", client.ClientId));
        }

        var secret = client.IsPublic ? null : ClientRegistrations.NewSecret();
        await registrations.SaveAsync(work, actor, client, secret, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return secret;
    }
}
