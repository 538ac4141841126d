using System.Text.Json.Nodes;

namespace GutCms.Api.OpenApi;

/// <summary>Pieces of JSON Schema.</summary>
internal static class SchemaJson
{
    private const string Components = "#/components/schemas/";

    public static JsonObject Reference(string name) => new() { ["$ref"] = Components + name };

    public static string? NameOf(JsonNode? schema) =>
        (schema as JsonObject)?["$ref"] is JsonValue value && value.GetValue<string>() is { } reference && reference.StartsWith(Components, StringComparison.Ordinal) ? reference[Components.Length..] : null;

    public static JsonObject OneOf(IEnumerable<JsonNode> alternatives) => new() { ["oneOf"] = new JsonArray([.. alternatives]) };

    public static JsonObject Names(IEnumerable<string> names) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>An object with any members.</summary>
    public static JsonObject Open() => new() { ["type"] = "object", ["additionalProperties"] = true };

    /// <summary>All objects below a node, itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        if (node is JsonObject json)
        {
            yield return json;
        }

        IEnumerable<JsonNode?> below = node switch
        {
            JsonObject inner => inner.Select(member => member.Value),
            JsonArray array => array,
            _ => [],
        };
        foreach (var found in below.ToList().SelectMany(Objects))
        {
            yield return found;
        }
    }

    /// <summary>The schema without null.</summary>
    public static JsonNode WithoutNull(JsonNode schema)
    {
        if (schema["type"] is JsonArray types)
        {
            var left = types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToList();
            schema["type"] = left.Count == 1 ? left[0] : Texts(left);
            return schema;
        }

        var alternatives = (schema["oneOf"] as JsonArray)?.Where(alternative => (alternative!["type"] as JsonValue)?.GetValue<string>() != "null").ToList();
        return alternatives is [var only] ? only!.DeepClone() : schema;
    }

    /// <summary>Whether the schema lets a null be.</summary>
    public static bool AllowsNull(JsonNode schema) =>
        (schema["type"] as JsonArray)?.Any(type => type!.GetValue<string>() == "null") == true
        || (schema["oneOf"] as JsonArray)?.Any(alternative => (alternative!["type"] as JsonValue)?.GetValue<string>() == "null") == true;
}
