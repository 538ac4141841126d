using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Api.OpenApi;

/// <summary>Blocks of a delivered article as a union by <c>kind</c>: one schema for each type that the site lets stand in a body.</summary>
internal static class BlockSchemas
{
    private const string Member = "Block";
    private const string Kind = "kind";

    public static void Apply(JsonObject schemas, ContentDefinitions definitions)
    {
        if (schemas[Member]?["properties"] is not JsonObject members || schemas["ArticleContent"]?["properties"]?["body"] is not JsonObject body)
        {
            return;
        }

        var mapping = new JsonObject();
        foreach (var type in PartSchemas.TypesIn(definitions, ItemMeaning.Article, "Body"))
        {
            var kind = JsonNamingPolicy.CamelCase.ConvertName(type);
            schemas[type + Member] = Block(kind, members);
            mapping[kind] = SchemaJson.Reference(type + Member)["$ref"]!.DeepClone();
        }

        // In the place where it is used: of a union with a name some generators make a type that they never write.
        if (mapping.Count > 0)
        {
            var union = SchemaJson.OneOf(mapping.Select(entry => (JsonNode)new JsonObject { ["$ref"] = entry.Value!.DeepClone() }));
            union["discriminator"] = new JsonObject { ["propertyName"] = Kind, ["mapping"] = mapping };
            body["items"] = union;
        }
    }

    // Those that ship have members of their own; all of them can have fields and parts that a site adds.
    private static JsonObject Block(string kind, JsonObject members)
    {
        string[] leftOut = kind switch
        {
            "section" => ["entries", "markdown", "picture"],
            "faq" => ["html", "markdown", "picture"],
            "figure" => ["entries", "heading", "html", "markdown"],
            _ => ["entries"],
        };
        var properties = new JsonObject();
        foreach (var (name, schema) in members.Where(member => !leftOut.Contains(member.Key)))
        {
            properties[name] = name == Kind ? new JsonObject { ["type"] = "string", ["const"] = kind } : schema!.DeepClone();
        }

        return new JsonObject { ["type"] = "object", ["required"] = SchemaJson.Texts([Kind, "id"]), ["properties"] = properties };
    }
}
