using GutCms.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GutCms.Web.Features.Identity;

/// <summary><c>GET /api/account</c>: who the caller is and what the roles give at this moment.</summary>
internal static class AccountEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapGutCmsAccount(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/account", GetAsync)
            .WithName("getAccount")
            .WithTags("Account")
            .WithSummary("Who the caller is")
            .WithDescription("The person or API client behind the session or token, with roles and permissions as they are now.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> GetAsync(HttpContext http, IActorAccessor actors, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var actor = await actors.GetActorAsync(http, cancellationToken);
        if (actor.UserId.Length == 0)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, type: ProblemTypes.Unauthorized);
        }

        return TypedResults.Ok(new AccountResponse(
            actor.UserId,
            actor.UserName,
            actor.IsClient,
            actor.PrintedName,
            actor.Credential,
            [.. actor.Roles.Order(StringComparer.Ordinal)],
            [.. actor.Permissions.Order(StringComparer.Ordinal)]));
    }
}

/// <summary>Who the caller is.</summary>
/// <param name="Id">User id, or <c>client:</c> and the client id.</param>
/// <param name="Name">User name, or the client's name.</param>
/// <param name="IsClient">True for an API client that acts by itself.</param>
/// <param name="PrintedName">Name under signatures; null when there is none, and then the user cannot approve.</param>
/// <param name="Credential">Credential under signatures; null when there is none.</param>
/// <param name="Roles">Names of the roles, sorted.</param>
/// <param name="Permissions">Permissions as granted, sorted; implied ones are not written out. Narrowed by the scopes of the token.</param>
internal sealed record AccountResponse(
    string Id, string Name, bool IsClient, string? PrintedName, string? Credential, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);
