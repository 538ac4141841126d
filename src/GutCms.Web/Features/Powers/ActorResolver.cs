using System.Collections.Frozen;
using System.Security.Claims;
using GutCms.Api.Http;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Clients;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using OpenIddict.Abstractions;

namespace GutCms.Web.Features.Powers;

/// <summary>Says who acts in a request: the person of a session or token, the API client of a token, or nobody. Read anew for each request. And who goes by an id.</summary>
internal sealed class ActorResolver(Database database, ApplicationManagers applications) : IActorAccessor, IActorDirectory
{
    /// <summary>Put before a client's id, so that no client can be taken for a user.</summary>
    public const string ClientPrefix = "client:";

    /// <inheritdoc/>
    public async ValueTask<Actor> GetActorAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<Resolved>() is { } known && known.Principal == context.User)
        {
            return known.Actor;
        }

        var actor = await ResolveAsync(context.User, cancellationToken);
        context.Features.Set(new Resolved(context.User, actor));
        return actor;
    }

    /// <inheritdoc/>
    public async Task<Actor?> FindAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        return userId.StartsWith(ClientPrefix, StringComparison.Ordinal)
            ? await ClientAsync(context, userId[ClientPrefix.Length..], cancellationToken)
            : (await Accounts.FindAsync(context, userId, cancellationToken))?.ToActor();
    }

    /// <summary>The actor that a principal stands for; <see cref="Actor.Anonymous"/> with the rights of the role of that name when it stands for nobody any more.</summary>
    public async ValueTask<Actor> ResolveAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var actor = principal.FindFirstValue(GutCmsClaims.Subject) is { Length: > 0 } subject && principal.Identity?.IsAuthenticated == true
            ? principal.FindFirstValue(GutCmsClaims.Kind) switch
            {
                GutCmsClaims.User => await PersonAsync(context, subject, principal.FindFirstValue(GutCmsClaims.Stamp), cancellationToken),
                GutCmsClaims.Client => await ClientAsync(context, subject, cancellationToken),
                _ => null,
            }
            : null;
        if (actor is null)
        {
            return Actor.Anonymous with { Permissions = await Accounts.PermissionsOfAsync(context, [Accounts.Anonymous], cancellationToken) };
        }

        var session = principal.Identity?.AuthenticationType == GutCmsSchemes.Session && actor.IsPerson;
        var client = session ? null : await FindClientAsync(context, principal, cancellationToken);
        return TokenScopes.Narrow(
            actor with { HasOwnSession = session, Client = client, PeopleBehind = await PeopleBehind.FindAsync(context, actor, client, cancellationToken) },
            principal);
    }

    /// <summary>The client that a token was issued to; one that the token does not name is unknown, but there is one.</summary>
    private async Task<ActorClient> FindClientAsync(GutCmsDbContext context, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var id = principal.GetClaim(OpenIddictConstants.Claims.ClientId) ?? principal.GetPresenters().FirstOrDefault() ?? "unknown";
        var manager = applications.Over(context);
        var application = await manager.FindByClientIdAsync(id, cancellationToken);
        return new(id, (application is null ? null : await manager.GetDisplayNameAsync(application, cancellationToken)) ?? id);
    }

    private static async Task<Actor?> PersonAsync(GutCmsDbContext context, string userId, string? stamp, CancellationToken cancellationToken) =>
        await Accounts.FindAsync(context, userId, cancellationToken) is { } account && account.User.SecurityStamp == stamp ? account.ToActor() : null;

    private async Task<Actor?> ClientAsync(GutCmsDbContext context, string clientId, CancellationToken cancellationToken)
    {
        var manager = applications.Over(context);
        if (await manager.FindByClientIdAsync(clientId, cancellationToken) is not { } application)
        {
            return null;
        }

        var roles = await ClientRoles.OfAsync(manager, application, cancellationToken);
        var permissions = await Accounts.PermissionsOfAsync(context, roles, cancellationToken);
        return new(ClientPrefix + clientId, await manager.GetDisplayNameAsync(application, cancellationToken) ?? clientId)
        {
            IsClient = true,
            Roles = roles.ToFrozenSet(StringComparer.Ordinal),

            // A signature is a person's; no client holds the right, whatever its roles say.
            Permissions = permissions.Where(permission => !Granting.IsApproval(permission)).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private sealed record Resolved(ClaimsPrincipal Principal, Actor Actor);
}
