using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Client;

/// <summary>What a site answered instead of what was asked for (RFC 9457).</summary>
/// <param name="status">Status code.</param>
/// <param name="body">All members, <c>reason</c> and <c>replacement</c> of what was withdrawn for example.</param>
public sealed class GutCmsProblemException(HttpStatusCode status, JsonObject body) : Exception($"{(int)status} {Text(body, "title")}".TrimEnd())
{
    /// <summary>Status code.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>What to decide by, for example <c>urn:gutcms:problem:not-found</c>.</summary>
    public string Type { get; } = Text(body, "type") ?? "about:blank";

    /// <summary>All members.</summary>
    public JsonObject Body { get; } = body;

    private static string? Text(JsonObject body, string member) =>
        body[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
