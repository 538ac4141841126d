using GutCms.Web.Features.Hosting;
using OpenIddict.Server;

namespace GutCms.Web.Features.Tokens;

/// <summary>Names the endpoints of the OAuth 2 server under the address of the site; the library would name them as the request calls it.</summary>
internal sealed class OwnMetadata(SiteAddress address) : IOpenIddictServerHandler<OpenIddictServerEvents.HandleConfigurationRequestContext>
{
    // Behind the handlers that fill the metadata in.
    private const int Order = int.MaxValue;

    /// <summary>Adds it to the server.</summary>
    public static void AddTo(OpenIddictServerBuilder server) =>
        server.AddEventHandler<OpenIddictServerEvents.HandleConfigurationRequestContext>(handler => handler.UseScopedHandler<OwnMetadata>().SetOrder(Order));

    /// <inheritdoc/>
    public ValueTask HandleAsync(OpenIddictServerEvents.HandleConfigurationRequestContext context)
    {
        context.AuthorizationEndpoint = Own(context.AuthorizationEndpoint);
        context.TokenEndpoint = Own(context.TokenEndpoint);
        context.RevocationEndpoint = Own(context.RevocationEndpoint);
        context.JsonWebKeySetEndpoint = Own(context.JsonWebKeySetEndpoint);
        return ValueTask.CompletedTask;
    }

    private Uri? Own(Uri? endpoint) => endpoint is null ? null : new Uri(address.Base + endpoint.AbsolutePath);
}
