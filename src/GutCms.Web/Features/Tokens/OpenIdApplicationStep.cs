using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Identity;

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
        json.CheckNames("The step 'OpenIdApplication'", Known);
        json.CheckKinds(Texts, "a string", value => value.GetValueKind() == JsonValueKind.String);
        json.CheckKinds(Flags, "true or false", value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
        json.CheckKinds(Lists, "an array of objects with a Name", IsNames);
        if (string.IsNullOrWhiteSpace(json.Text("ClientId")))
        {
            json.Fault("ClientId", "'ClientId' is missing. Write it.");
        }

        if (json.Text("Type") is { } type && type is not ("confidential" or "public"))
        {
            json.Fault("Type", $"'{type}' is no type of client. Write confidential or public.");
        }

        if (json.Text("ConsentType") is { } consent && consent != "implicit")
        {
            json.Fault("ConsentType", $"This host asks nobody for consent, so '{consent}' would not be kept. Write implicit.");
        }

        foreach (var flag in NotServed.Where(json.Flag))
        {
            json.Fault(flag, "This host does not serve that. Use the code flow with PKCE, or client credentials.");
        }

        if (!Authorization.Allows(context.Actor, Permissions.ManageApplications))
        {
            context.Fault(step, "", $"{context.Actor.UserName} may not register API clients.");
        }

        foreach (var uri in RedirectsIn(json).Where(uri => !Uri.TryCreate(uri, UriKind.Absolute, out _)))
        {
            json.Fault("RedirectUris", $"'{uri}' is no absolute address.");
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
            context.Fault(step, "", refusal.Message);
        }
    }

    private static string[] RedirectsIn(StepJson json) => (json.Text("RedirectUris") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsNames(JsonNode value) => value is JsonArray array && NamesIn(array).Count() == array.Count;

    private static IEnumerable<string> NamesIn(JsonNode? value) =>
        (value as JsonArray ?? []).OfType<JsonObject>().Select(entry => entry[nameof(Name)] as JsonValue).Where(name => name?.GetValueKind() == JsonValueKind.String).Select(name => name!.GetValue<string>());
}
