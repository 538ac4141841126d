using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;

namespace GutCms.Api.OpenApi;

/// <summary>Makes of the document that the framework writes one of which clients can be generated.</summary>
internal static class DocumentShape
{
    /// <summary>Mark of a schema: names of members that are left out rather than null.</summary>
    public const string Absent = "x-absent";

    /// <summary>Mark of a schema: members that hold one of some names.</summary>
    public const string Closed = "x-closed";

    /// <summary>Shapes the document in its place.</summary>
    public static void Apply(JsonObject document, ContentDefinitions definitions)
    {
        var paths = document["paths"]!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var (_, path) in paths)
        {
            // What GET says holds for HEAD, without a body.
            path!.AsObject().Remove("head");
        }

        LeaveOut(schemas);
        NameSets(schemas);
        OpenObjects(document);
        BlockSchemas.Apply(schemas, definitions);
        ItemSchemas.Apply(paths, schemas, definitions);
        TriggerBodies.Apply(paths, schemas);
        DocumentFrame.Apply(document);
        Unused.Remove(document);
    }

    private static void LeaveOut(JsonObject schemas)
    {
        foreach (var schema in schemas.Select(schema => schema.Value!.AsObject()).Where(schema => schema.ContainsKey(Absent)))
        {
            var properties = schema["properties"]!.AsObject();
            foreach (var name in schema[Absent]!.AsArray().Select(name => name!.GetValue<string>()))
            {
                properties[name] = SchemaJson.WithoutNull(properties[name]!.DeepClone());
            }

            schema.Remove(Absent);
        }
    }

    private static void NameSets(JsonObject schemas)
    {
        foreach (var schema in schemas.Select(schema => schema.Value!.AsObject()).Where(schema => schema.ContainsKey(Closed)).ToList())
        {
            var properties = schema["properties"]!.AsObject();
            foreach (var (member, set) in schema[Closed]!.AsObject())
            {
                var name = set!["name"]!.GetValue<string>();
                schemas[name] = SchemaJson.Names(set["values"]!.AsArray().Select(value => value!.GetValue<string>()));
                var property = properties[member]!.AsObject();
                properties[member] = Named(property, name);
            }

            schema.Remove(Closed);
        }
    }

    private static JsonNode Named(JsonObject property, string name)
    {
        if (property["items"] is not null)
        {
            property["items"] = SchemaJson.Reference(name);
            return property.DeepClone();
        }

        var named = SchemaJson.AllowsNull(property) ? SchemaJson.OneOf([new JsonObject { ["type"] = "null" }, SchemaJson.Reference(name)]) : SchemaJson.Reference(name);
        named["description"] = property["description"]?.DeepClone();
        return named;
    }

    // Any JSON stands where it is used; an object of which nothing is said has members of any kind.
    private static void OpenObjects(JsonObject document)
    {
        document["components"]!["schemas"]!.AsObject().Remove("JsonElement");
        foreach (var schema in SchemaJson.Objects(document).ToList())
        {
            switch (SchemaJson.NameOf(schema))
            {
                case "JsonElement":
                    schema.Remove("$ref");
                    break;
                case "JsonObject":
                    schema.Remove("$ref");
                    schema["type"] = "object";
                    schema["additionalProperties"] = true;
                    break;
                case null when IsObject(schema["type"]) && !schema.ContainsKey("properties") && !schema.ContainsKey("additionalProperties"):
                    schema["additionalProperties"] = true;
                    break;
            }
        }
    }

    private static bool IsObject(JsonNode? type) => type switch
    {
        JsonValue value => value.TryGetValue(out string? name) && name == "object",
        JsonArray several => several.Any(IsObject),
        _ => false,
    };
}
