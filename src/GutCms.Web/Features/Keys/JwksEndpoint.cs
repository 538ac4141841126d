using GutCms.Api.Delivery;
using GutCms.Api.Review;
using GutCms.Core.Keys;

namespace GutCms.Web.Features.Keys;

/// <summary><c>GET /.well-known/jwks.json</c>: the public keys with which certificates, status lists and checkpoints are verified.</summary>
internal static class JwksEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapGutCmsKeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStatusLists();
        endpoints.MapPreflight("/.well-known/jwks.json");
        endpoints.MapGet("/.well-known/jwks.json", GetAsync)
            .WithName("getSigningKeys")
            .WithTags("Certificates")
            .WithSummary("Public keys of review certificates")
            .WithDescription("Every key there ever was, retired ones too, so that old certificates stay verifiable (RFC 7517). A revoked key has a member `revoked` with `revoked_at`: what it signed from that instant on counts for nothing. Fetch it again when a kid is unknown.")
            .Produces<JsonWebKeySetSchema>(StatusCodes.Status200OK, "application/jwk-set+json")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> GetAsync(ISigningKeys keys, PublicCaching caching, HttpContext http, CancellationToken cancellationToken)
    {
        // As long as an article: a key that was revoked is known wherever a withdrawal is.
        caching.Apply(http.Response.Headers, "keys");
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Text(Jwks.Build(await keys.GetAllAsync(cancellationToken)).ToJsonString(), "application/jwk-set+json");
    }
}

/// <summary>A key set (RFC 7517).</summary>
/// <param name="Keys">Every key there ever was.</param>
internal sealed record JsonWebKeySetSchema(IReadOnlyList<System.Text.Json.Nodes.JsonObject> Keys);
