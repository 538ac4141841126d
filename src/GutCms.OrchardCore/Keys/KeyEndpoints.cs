using GutCms.Api.Delivery;
using GutCms.Core.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Keys;

/// <summary><c>GET /.well-known/jwks.json</c>: the public keys with which the tenant's certificates are verified.</summary>
internal static class KeyEndpoints
{
    private const string Path = "/.well-known/jwks.json";

    public static void MapSigningKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync).AllowAnonymous();
        routes.MapPreflight(Path);
    }

    private static async Task<IResult> GetAsync(SigningKeys keys, HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Text(Jwks.Build(await keys.ListAsync(cancellationToken)).ToJsonString(), "application/jwk-set+json");
    }
}

/// <summary>Makes the tenant's first signing key when it starts, but not in the middle of its set-up, which has the database to itself.</summary>
internal sealed class MakeSigningKey(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<SigningKeys>().EnsureAsync(CancellationToken.None));
        }

        return Task.CompletedTask;
    }
}
