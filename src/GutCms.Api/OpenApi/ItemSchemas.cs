using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;

namespace GutCms.Api.OpenApi;

/// <summary>Content items in Orchard Core's form, with the parts that the site defines: one schema for what is answered, one for what may be sent.</summary>
internal static class ItemSchemas
{
    private const string Item = "ContentItem";
    private const string Sent = "ContentItemInput";
    private const string SentParts = "Input";

    // What the server says of an item; what a client sends of it counts for nothing.
    private static readonly string[] ReadOnly = ["ContentItemVersionId", "Latest", "Published", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Author", "warnings"];

    private static readonly string[] Nested = ["ContentItemId", "ContentType"];

    public static void Apply(JsonObject paths, JsonObject schemas, ContentDefinitions definitions)
    {
        if (schemas[Item] is not JsonObject item)
        {
            return;
        }

        var sent = item.DeepClone().AsObject();
        foreach (var name in ReadOnly)
        {
            sent["properties"]!.AsObject().Remove(name);
        }

        sent.Remove("required");
        sent["description"] = "A content item that is saved. What is absent or null of the members here is kept, or given by the server.";
        foreach (var member in sent["properties"]!.AsObject().Select(property => property.Value!).ToList())
        {
            sent["properties"]![member.GetPropertyName()] = SchemaJson.WithoutNull(member.DeepClone());
        }

        // Of an item within another only these are always there.
        item["required"] = SchemaJson.Texts(Nested);
        schemas[Sent] = sent;
        AddParts(item, schemas, definitions, Item, "");
        AddParts(sent, schemas, definitions, Sent, SentParts);
        if (paths["/api/content"]?["post"]?["requestBody"]?["content"]?["application/json"] is JsonObject body)
        {
            body["schema"] = SchemaJson.Reference(Sent);
        }

        if (schemas["ContentListResponse"]?["properties"]?["items"] is JsonObject list)
        {
            list["items"] = SchemaJson.Reference(Item);
        }
    }

    private static void AddParts(JsonObject schema, JsonObject schemas, ContentDefinitions definitions, string item, string suffix)
    {
        var (parts, members) = PartSchemas.Of(definitions, SchemaJson.Reference, item, suffix);
        foreach (var (name, part) in parts)
        {
            schemas[name] = part;
        }

        var properties = schema["properties"]!.AsObject();
        foreach (var (name, part) in members.Where(member => !properties.ContainsKey(member.Key)))
        {
            properties[name] = part.Length == 0 ? SchemaJson.Open() : SchemaJson.Reference(part);
        }

        schema["additionalProperties"] = true;
    }
}
