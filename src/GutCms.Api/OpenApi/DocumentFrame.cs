using System.Text.Json.Nodes;

namespace GutCms.Api.OpenApi;

/// <summary>What stands around the operations: server, licence, tags, how callers say who they are, and which members problems have.</summary>
internal static class DocumentFrame
{
    private const string Session = "session";
    private const string Antiforgery = "antiforgery";
    private const string Token = "token";

    /// <summary>Operations that need nobody: what readers get.</summary>
    public static readonly string[] PublicTags = ["Delivery", "Certificates"];

    private static readonly string[] Problems = ["ProblemDetails", "HttpValidationProblemDetails"];

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Account", "Who the caller is."),
        ("Audit", "The audit log."),
        ("Certificates", "What certificates are verified with."),
        ("Content", "Items, their versions and what differs between them; Orchard Core's content API with additions."),
        ("Delivery", "What is published, for anybody."),
        ("Media", "Pictures, and what is said about them."),
        ("People", "People who leave for good."),
        ("Review", "How items stand, decisions, comments, publication."),
    ];

    public static void Apply(JsonObject document)
    {
        var info = document["info"]!.AsObject();
        info["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" };
        info["contact"] = new JsonObject { ["name"] = "Whoever runs this site" };
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The site that serves this document." });
        document["tags"] = new JsonArray([.. Tags.Select(tag => (JsonNode)new JsonObject { ["name"] = tag.Name, ["description"] = tag.Description })]);
        foreach (var operation in Operations(document))
        {
            operation["security"] = IsPublic(operation)
                ? new JsonArray()
                : new JsonArray(new JsonObject { [Token] = new JsonArray() }, new JsonObject { [Session] = new JsonArray(), [Antiforgery] = new JsonArray() });
        }

        document["components"]!["securitySchemes"] = Schemes();
        foreach (var problem in Problems.Select(name => document["components"]!["schemas"]![name]).OfType<JsonObject>())
        {
            problem["description"] = "A problem (RFC 9457). Decide by `type`; further members depend on it.";
            problem["additionalProperties"] = true;
        }
    }

    public static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value).OfType<JsonObject>();

    public static bool IsPublic(JsonObject operation) => operation["tags"]!.AsArray().Any(tag => PublicTags.Contains(tag!.GetValue<string>()));

    private static JsonObject Schemes() => new()
    {
        [Token] = new JsonObject
        {
            ["type"] = "oauth2",
            ["description"] = "An API client by itself, or for somebody. No token decides, publishes past a rule or signs.",
            ["flows"] = new JsonObject
            {
                ["clientCredentials"] = new JsonObject { ["tokenUrl"] = "/connect/token", ["scopes"] = new JsonObject() },
                ["authorizationCode"] = new JsonObject { ["authorizationUrl"] = "/connect/authorize", ["tokenUrl"] = "/connect/token", ["scopes"] = new JsonObject() },
            },
        },
        [Session] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "gutcms.session", ["description"] = "A person's own session, which decisions take." },
        [Antiforgery] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "RequestVerificationToken", ["description"] = "The session's anti-forgery token; needed with every change." },
    };
}
