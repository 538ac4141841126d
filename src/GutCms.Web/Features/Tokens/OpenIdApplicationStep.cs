using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Tokens;

/// <summary>Recipe step <c>OpenIdApplication</c>: registers an API client, or changes the one of that id. The secret is kept as a hash; an absent one leaves the stored one.</summary>
/// <remarks>Understood: the code flow with PKCE, refresh tokens and client credentials. What asks for another flow or for consent is an error, not something to pass over.</remarks>
internal sealed class OpenIdApplicationStep(ClientRegistrations registrations) : IRecipeStepHandler
{
    private static readonly string[] Texts = ["ClientId", "ClientSecret", "DisplayName", "Type", "ConsentType", "RedirectUris", "PostLogoutRedirectUris"];

    private static readonly string[] Flags =
    [
        "AllowClientCredentialsFlow", "AllowAuthorizationCodeFlow", "AllowRefreshTokenFlow", "RequireProofKeyForCodeExchange",
        "AllowPasswordFlow", "AllowImplicitFlow", "AllowHybridFlow", "AllowLogoutEndpoint", "AllowIntrospectionEndpoint", "AllowRevocationEndpoint", "RequirePushedAuthorizationRequests",
    ];

    private static readonly string[] NotServed = ["AllowPasswordFlow", "AllowImplicitFlow", "AllowHybridFlow", "RequirePushedAuthorizationRequests"];
    private static readonly string[] Lists = ["RoleEntries", "ScopeEntries"];
    private static readonly string[] Known = [.. Texts, .. Flags, .. Lists];

    /// <inheritdoc/>
    public string Name => "OpenIdApplication";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageApplications;

    /// <inheritdoc/>
    public string? AuditAction => null;

    /// <inheritdoc/>
    public bool FaultsMayBeQuoted => true;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var json = new StepJson(step, context, step.Properties, "");
        json.CheckNames(SiteSentence.Of("Step.The", "OpenIdApplication"), Known);
        json.CheckKinds(Texts, SiteSentence.Of("Kind.Text"), value => value.GetValueKind() == JsonValueKind.String);
        json.CheckKinds(Flags, SiteSentence.Of("Kind.Flag"), value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
        json.CheckKinds(Lists, SiteSentence.Of("Kind.Names"), IsNames);
        if (string.IsNullOrWhiteSpace(json.Text("ClientId")))
        {
            json.Fault("ClientId", SiteSentence.Of("Step.ClientId"));
        }

        if (json.Text("Type") is { } type && type is not ("confidential" or "public"))
        {
            json.Fault("Type", SiteSentence.Of("Step.ClientType", type));
        }

        if (json.Text("ConsentType") is { } consent && consent != "implicit")
        {
            json.Fault("ConsentType", SiteSentence.Of("Step.Consent", consent));
        }

        foreach (var flag in NotServed.Where(json.Flag))
        {
            json.Fault(flag, SiteSentence.Of("Step.Flow"));
        }

        if (!Authorization.Allows(context.Actor, Permissions.ManageApplications))
        {
            context.Fault(step, "", SiteSentence.Of("Client.MayNotAdd", context.Actor.UserName));
        }

        foreach (var uri in RedirectsIn(json).Where(uri => !Uri.TryCreate(uri, UriKind.Absolute, out _)))
        {
            json.Fault("RedirectUris", SiteSentence.Of("Step.Address", uri));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var json = new StepJson(step, context, step.Properties, "");
        var clientId = json.Text("ClientId")!;
        var roles = NamesIn(json.Find("RoleEntries")).ToList();
        var client = new ClientRegistration(
            clientId, json.Text("DisplayName") ?? clientId, roles, [.. RedirectsIn(json).Select(uri => new Uri(uri))], json.Text("Type") == "public")
        {
            ActsByItself = json.Flag("AllowClientCredentialsFlow"),
        };
        try
        {
            var created = await registrations.SaveAsync(context.Work, context.Actor, client, json.Text("ClientSecret"), context.NowUtc, cancellationToken);
            context.Report(new(created switch { true => RecipeOutcome.Created, false => RecipeOutcome.Updated, null => RecipeOutcome.Unchanged }, "API client", clientId));
        }
        catch (IdentityRefusedException refusal)
        {
            context.Fault(step, "", refusal.Sentence);
        }
    }

    private static string[] RedirectsIn(StepJson json) => (json.Text("RedirectUris") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsNames(JsonNode value) => value is JsonArray array && NamesIn(array).Count() == array.Count;

    private static IEnumerable<string> NamesIn(JsonNode? value) =>
        (value as JsonArray ?? []).OfType<JsonObject>().Select(entry => entry[nameof(Name)] as JsonValue).Where(name => name?.GetValueKind() == JsonValueKind.String).Select(name => name!.GetValue<string>());
}
