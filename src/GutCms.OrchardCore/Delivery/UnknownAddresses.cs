using GutCms.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Answers for the addresses below the module's APIs that lead nowhere, ahead of Orchard Core's content paths, which would leave such an answer without a body.</summary>
internal static class UnknownAddresses
{
    /// <summary>For one of the APIs: <c>delivery</c> or <c>review</c>.</summary>
    public static void MapUnknownAddresses(this IEndpointRouteBuilder routes, string api) => routes.Map($"/api/{api}/{{**address}}", RefuseAsync).ExcludeFromDescription();

    private static Task RefuseAsync(HttpContext context) =>
        TypedResults.Problem("There is nothing at this address.", statusCode: StatusCodes.Status404NotFound, title: "Not found", type: ProblemTypes.NotFound).ExecuteAsync(context);
}
