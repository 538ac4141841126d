using System.Text.Json.Nodes;

namespace GutCms.Api.OpenApi;

/// <summary>Schemas that nothing refers to.</summary>
internal static class Unused
{
    public static void Remove(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<JsonNode?>([document["paths"]]);
        while (open.TryDequeue(out var node))
        {
            foreach (var name in SchemaJson.Objects(node).Select(SchemaJson.NameOf).OfType<string>().Where(used.Add))
            {
                open.Enqueue(schemas[name]);
            }
        }

        foreach (var name in schemas.Select(schema => schema.Key).Where(name => !used.Contains(name)).ToList())
        {
            schemas.Remove(name);
        }
    }
}
