using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Powers;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Texts;
using OpenIddict.Abstractions;

namespace GutCms.Web.Features.Tokens;

/// <summary>An API client as lists show it.</summary>
/// <param name="ClientId">Id.</param>
/// <param name="DisplayName">Name for people; null when none.</param>
/// <param name="IsPublic">It has no secret and acts for people only.</param>
/// <param name="Roles">Roles that it holds when it acts by itself, ordered.</param>
/// <param name="RedirectUris">Where codes may be sent, ordered.</param>
internal sealed record ClientSummary(string ClientId, string? DisplayName, bool IsPublic, IReadOnlyList<string> Roles, IReadOnlyList<string> RedirectUris)
{
    /// <summary>User names of those who registered or changed it, the first one first; empty: nobody but the command line or a trusted recipe.</summary>
    public IReadOnlyList<string> RegisteredBy { get; init; } = [];

    /// <summary>User names of those who have seen its present secret; empty: nobody but the command line or a trusted recipe, or it has none.</summary>
    public IReadOnlyList<string> SecretSeenBy { get; init; } = [];
}

/// <summary>Lists the API clients, by id. Reads only; secrets cannot be read.</summary>
internal sealed class ListClients(Database database, ApplicationManagers managers)
{
    /// <summary>Reads.</summary>
    /// <exception cref="IdentityRefusedException">The actor may not.</exception>
    public async Task<IReadOnlyList<ClientSummary>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageApplications))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.MayNotSee", actor.UserName));
        }

        await using var context = database.CreateContext();
        var manager = managers.Over(context);
        var clients = new List<ClientSummary>();
        await foreach (var client in manager.ListAsync(cancellationToken: cancellationToken))
        {
            clients.Add(new(
                await manager.GetClientIdAsync(client, cancellationToken) ?? "",
                await manager.GetDisplayNameAsync(client, cancellationToken),
                await manager.HasClientTypeAsync(client, OpenIddictConstants.ClientTypes.Public, cancellationToken),
                await ClientRoles.OfAsync(manager, client, cancellationToken),
                [.. (await manager.GetRedirectUrisAsync(client, cancellationToken)).Order(StringComparer.Ordinal)]));
        }

        var holders = await PowersInForce.OfAsync(context, [.. clients.Select(client => ActorResolver.ClientPrefix + client.ClientId)], cancellationToken);
        return [.. clients.OrderBy(client => client.ClientId, StringComparer.Ordinal).Select(client => client with
        {
            RegisteredBy = NamesOf(client, AccountPower.Registration),
            SecretSeenBy = NamesOf(client, AccountPower.Secret),
        })];

        IReadOnlyList<string> NamesOf(ClientSummary client, AccountPower power) =>
            [.. holders[ActorResolver.ClientPrefix + client.ClientId].Where(holder => holder.Power == power).Select(holder => holder.UserName).Distinct(StringComparer.Ordinal)];
    }
}
