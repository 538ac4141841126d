using System.Collections.Frozen;
using System.Security.Claims;
using GutCms.Api.Http;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using OrchardCore;

namespace GutCms.OrchardCore.Identity;

/// <summary>Says who acts in a request: the signed-in user, the user or API client of a bearer token (scheme <c>Api</c>), or nobody.</summary>
internal sealed class ActorAccessor(PeopleAsActors people, SitePermissions permissions, IAuthenticationSchemeProvider schemes) : IActorAccessor
{
    private const string ApiScheme = "Api";

    /// <summary>Put before a client's id, so that no client can be taken for a user.</summary>
    private const string ClientPrefix = "client:";

    private (ClaimsPrincipal Principal, Actor Actor)? _known;

    /// <inheritdoc/>
    public async ValueTask<Actor> GetActorAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (_known is { } known && ReferenceEquals(known.Principal, context.User))
        {
            return known.Actor;
        }

        if (context.User.Identity?.IsAuthenticated != true && context.Request.Headers.ContainsKey("Authorization") && await schemes.GetSchemeAsync(ApiScheme) is not null
            && await context.AuthenticateAsync(ApiScheme) is { Succeeded: true, Principal: { } bearer })
        {
            context.User = bearer;
        }

        var actor = await OfAsync(context, context.User);
        _known = (context.User, actor);
        return actor;
    }

    private async Task<Actor> OfAsync(HttpContext context, ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true)
        {
            return Actor.Anonymous with { Permissions = await permissions.OfAsync([OrchardCoreConstants.Roles.Anonymous]) };
        }

        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? principal.FindFirstValue("sub");

        // Signed in to the site itself; a token never decides, whoever it acts for.
        return id is not null && await people.FindAsync(id) is { } person
            ? person with { HasOwnSession = await HasSessionAsync(context, id) }
            : await ClientAsync(principal, id);
    }

    /// <summary>Whether the request comes with a session of this person. What the principal says of itself does not count: that of a token which was given for a password says the same.</summary>
    private static async Task<bool> HasSessionAsync(HttpContext context, string id) =>
        await context.AuthenticateAsync(IdentityConstants.ApplicationScheme) is { Succeeded: true, Principal: { } own } && own.FindFirstValue(ClaimTypes.NameIdentifier) == id;

    private async Task<Actor> ClientAsync(ClaimsPrincipal principal, string? id)
    {
        var clientId = principal.FindFirstValue("client_id") ?? id;
        if (string.IsNullOrEmpty(clientId))
        {
            return Actor.Anonymous;
        }

        var roles = principal.FindAll(ClaimTypes.Role).Concat(principal.FindAll("role")).Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal);
        var given = await permissions.OfAsync(roles);
        return new Actor(ClientPrefix + clientId, principal.Identity?.Name ?? clientId)
        {
            IsClient = true,
            Roles = roles,
            Permissions = given.Where(permission => PermissionFamilies.Parse(permission)?.Family.Global != Core.Security.Permissions.ApproveContent).ToFrozenSet(StringComparer.Ordinal),
        };
    }
}

/// <summary>Who acts in this scope: whoever makes the request, or the program itself where there is none.</summary>
internal sealed class CurrentActor(IHttpContextAccessor http, IActorAccessor accessor)
{
    private Actor? _actor;
    private bool _isProgram;

    /// <summary>The work of a job, which has no caller: its context, if any, was made by Orchard Core and leads to no endpoint.</summary>
    public bool IsJob => _isProgram || http.HttpContext?.GetEndpoint() is null;

    /// <summary>What is done in this scope from here on is the program's, also if a request brought it about: telling events, and what workflows do then.</summary>
    public void ActAsProgram() => _isProgram = true;

    /// <summary>The actor; the same until the end of the scope, also for what is done after the request.</summary>
    public async Task<Actor> GetAsync() => _actor ??= IsJob ? Actor.System : await accessor.GetActorAsync(http.HttpContext!, CancellationToken.None);
}
