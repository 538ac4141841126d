using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Web.Pages.Reference;

/// <summary>A parameter of an operation.</summary>
internal sealed record ReferenceParameter(string Name, string In, string Type, bool Required, string? Description, string? Example);

/// <summary>An answer of an operation.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Description">When.</param>
/// <param name="MediaType">Media type of the body, null when it has none.</param>
/// <param name="Schema">Name of the schema of the body, null when it has none.</param>
/// <param name="Example">Indented JSON, null when there is none.</param>
internal sealed record ReferenceResponse(string Status, string? Description, string? MediaType, string? Schema, string? Example);

/// <summary>An operation.</summary>
internal sealed record ReferenceOperation(
    string Id,
    string Tag,
    string Method,
    string Path,
    string? Summary,
    string? Description,
    IReadOnlyList<ReferenceParameter> Parameters,
    string? RequestSchema,
    IReadOnlyList<ReferenceResponse> Responses);

/// <summary>A member of a schema.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type in words.</param>
/// <param name="Schema">Name of the schema that the type is, or is a list of; null for simple types.</param>
/// <param name="Required">Always present.</param>
/// <param name="Description">Meaning.</param>
internal sealed record ReferenceMember(string Name, string Type, string? Schema, bool Required, string? Description);

/// <summary>A schema.</summary>
internal sealed record ReferenceSchema(string Name, string? Description, IReadOnlyList<ReferenceMember> Members);

/// <summary>The OpenAPI document, read for the reference page.</summary>
internal sealed record ReferenceDocument(string? Description, IReadOnlyList<ReferenceOperation> Operations, IReadOnlyList<ReferenceSchema> Schemas)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a document. HEAD and OPTIONS are left out: they follow from GET.</summary>
    public static ReferenceDocument Read(JsonObject document)
    {
        WriteOutNames(document, document["components"]?["schemas"]);
        return Of(document);
    }

    private static ReferenceDocument Of(JsonObject document) => new(
        Text(document["info"], "description"),
        [.. Members(document["paths"]).SelectMany(path => Members(path.Value)
            .Where(operation => Methods.Contains(operation.Key, StringComparer.Ordinal))
            .Select(operation => Operation(path.Key, operation.Key, operation.Value!.AsObject())))],
        [.. Members(document["components"]?["schemas"]).Select(schema => Schema(schema.Key, schema.Value!.AsObject())).Where(schema => schema.Members.Count > 0)]);

    /// <summary>Puts the names of a closed set into the place of the reference to them: on a page one reads them where they are used.</summary>
    private static void WriteOutNames(JsonNode? node, JsonNode? schemas)
    {
        if (SchemaNameOf(node) is { } name && schemas?[name]?["enum"] is JsonArray names)
        {
            node!.AsObject().Remove("$ref");
            node["enum"] = names.DeepClone();
            return;
        }

        foreach (var below in Members(node).Select(member => member.Value).Concat(Elements(node)).ToList())
        {
            WriteOutNames(below, schemas);
        }
    }

    private static ReferenceOperation Operation(string path, string method, JsonObject operation) => new(
        Text(operation, "operationId") ?? $"{method}{path}",
        Elements(operation["tags"]).Select(tag => (string?)tag).FirstOrDefault() ?? "",
        method.ToUpperInvariant(),
        path,
        Text(operation, "summary"),
        Text(operation, "description"),
        [.. Elements(operation["parameters"]).Select(Parameter)],
        Members(operation["requestBody"]?["content"]).Select(content => SchemaName(content.Value?["schema"])).FirstOrDefault(),
        [.. Members(operation["responses"]).Select(response => Response(response.Key, response.Value))]);

    private static ReferenceParameter Parameter(JsonNode? parameter) => new(
        Text(parameter, "name") ?? "",
        Text(parameter, "in") ?? "",
        TypeOf(parameter?["schema"]),
        parameter?["required"]?.GetValue<bool>() == true,
        Text(parameter, "description"),
        parameter?["example"]?.ToString());

    private static ReferenceResponse Response(string status, JsonNode? response)
    {
        var content = Members(response?["content"]).FirstOrDefault();
        return new ReferenceResponse(
            status,
            Text(response, "description"),
            content.Key,
            SchemaName(content.Value?["schema"]),
            content.Value?["example"]?.ToJsonString(Indented));
    }

    private static ReferenceSchema Schema(string name, JsonObject schema)
    {
        var required = Elements(schema["required"]).Select(member => (string?)member).ToHashSet(StringComparer.Ordinal);
        return new ReferenceSchema(
            name,
            Text(schema, "description"),
            [.. Members(schema["properties"]).Select(member => new ReferenceMember(
                member.Key, TypeOf(member.Value), SchemaName(member.Value), required.Contains(member.Key), DescriptionOf(member.Value)))]);
    }

    // A member that may be null carries its description on the alternative that is not.
    private static string? DescriptionOf(JsonNode? schema) =>
        Text(schema, "description") ?? Elements(schema?["oneOf"]).Select(alternative => Text(alternative, "description")).FirstOrDefault(text => text is not null);

    private static string? SchemaName(JsonNode? schema) =>
        Text(schema, "$ref") is { } reference ? reference[(reference.LastIndexOf('/') + 1)..]
        : schema?["items"] is { } items ? SchemaName(items)
        : Elements(schema?["oneOf"]).Select(SchemaName).FirstOrDefault(name => name is not null);

    private static string? SchemaNameOf(JsonNode? schema) => Text(schema, "$ref") is null ? null : SchemaName(schema);

    private static string ListOf(string type) => type.Contains(" | ", StringComparison.Ordinal) ? $"({type})[]" : type + "[]";

    private static string TypeOf(JsonNode? schema)
    {
        if (Elements(schema?["enum"]).Select(value => value?.ToString()).ToList() is { Count: > 0 } values)
        {
            return string.Join(" | ", values);
        }

        if ((Text(schema, "const") ?? SchemaNameOf(schema)) is { } only)
        {
            return only;
        }

        if (schema?["oneOf"] is JsonArray alternatives)
        {
            return string.Join(" | ", alternatives.Select(TypeOf).OrderBy(type => type == "null"));
        }

        var types = schema?["type"] switch
        {
            JsonArray several => several.Select(type => (string?)type).OrderBy(type => type == "null"),
            JsonValue one => [one.GetValue<string>()],
            _ => Enumerable.Empty<string?>(),
        };
        return string.Join(" | ", types.Select(type => type == "array" ? ListOf(TypeOf(schema!["items"])) : type)) is { Length: > 0 } text ? text : "any";
    }

    private static string? Text(JsonNode? node, string member) => (node as JsonObject)?[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? node) => node as JsonObject ?? [];

    private static IEnumerable<JsonNode?> Elements(JsonNode? node) => node as JsonArray ?? [];
}
