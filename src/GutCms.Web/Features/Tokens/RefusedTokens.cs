using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using OpenIddict.Server;

namespace GutCms.Web.Features.Tokens;

/// <summary>Puts on record that the OAuth 2 server refused a token or a code: a wrong secret, an unknown client, a code or refresh token that does not hold.</summary>
internal sealed class RefusedTokens(IRefusalLog refusals, TimeProvider time) :
    IOpenIddictServerHandler<OpenIddictServerEvents.ApplyTokenResponseContext>,
    IOpenIddictServerHandler<OpenIddictServerEvents.ApplyAuthorizationResponseContext>,
    IOpenIddictServerHandler<OpenIddictServerEvents.ApplyRevocationResponseContext>
{
    // Before the answer is written.
    private const int Order = int.MinValue;

    /// <summary>Adds it to the server.</summary>
    public static void AddTo(OpenIddictServerBuilder server) => server
        .AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(handler => handler.UseScopedHandler<RefusedTokens>().SetOrder(Order))
        .AddEventHandler<OpenIddictServerEvents.ApplyAuthorizationResponseContext>(handler => handler.UseScopedHandler<RefusedTokens>().SetOrder(Order))
        .AddEventHandler<OpenIddictServerEvents.ApplyRevocationResponseContext>(handler => handler.UseScopedHandler<RefusedTokens>().SetOrder(Order));

    /// <inheritdoc/>
    public ValueTask HandleAsync(OpenIddictServerEvents.ApplyTokenResponseContext context) => RecordAsync(context.Error, context.Request?.ClientId, context.Request?.GrantType);

    /// <inheritdoc/>
    public ValueTask HandleAsync(OpenIddictServerEvents.ApplyAuthorizationResponseContext context) => RecordAsync(context.Error, context.Request?.ClientId, null);

    /// <inheritdoc/>
    public ValueTask HandleAsync(OpenIddictServerEvents.ApplyRevocationResponseContext context) => RecordAsync(context.Error, context.Request?.ClientId, null);

    /// <summary>Nobody has proved to be the client, so it is one that was named.</summary>
    private async ValueTask RecordAsync(string? error, string? clientId, string? grantType)
    {
        if (error is not null)
        {
            await refusals.RecordAsync(new AuditDraft(time.GetUtcNow().UtcDateTime, Actor.Anonymous, AuditActions.Refused(AuditActions.SignInToken))
            {
                Details = new JsonObject
                {
                    ["clientId"] = ClientRegistrations.IsClientId(clientId) ? clientId : null,
                    ["error"] = ClientRegistrations.IsClientId(error) ? error : null,
                    ["grantType"] = ClientRegistrations.IsClientId(grantType) ? grantType : null,
                },
            });
        }
    }
}
