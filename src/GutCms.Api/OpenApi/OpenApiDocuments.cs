using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace GutCms.Api.OpenApi;

/// <summary>The descriptions of the HTTP surface, by the definitions that the site has now.</summary>
/// <param name="provider">What the framework makes of the routes, under the name <see cref="Whole"/>.</param>
/// <param name="store">Where the definitions are.</param>
public sealed class OpenApiDocuments([FromKeyedServices(OpenApiDocuments.Whole)] IOpenApiDocumentProvider provider, IContentStore store)
{
    /// <summary>Name of the document with everything.</summary>
    public const string Whole = "v1";

    /// <summary>Name of the document with what readers get.</summary>
    public const string Delivery = "delivery";

    /// <summary>Name of the document with what editors' tools call.</summary>
    public const string Editing = "editing";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = DeliveryBytes.JsonEncoder };

    private readonly ConcurrentDictionary<string, (string Definitions, byte[] Bytes)> _made = new(StringComparer.Ordinal);

    /// <summary>Names of all documents.</summary>
    public static IReadOnlyList<string> Names { get; } = [Whole, Delivery, Editing];

    /// <summary>A document as it is served.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var definitions = await DefinitionsAsync(cancellationToken);
        var key = JsonSerializer.Serialize(PartSchemas.Of(definitions, SchemaJson.Reference, "", "").Schemas) + string.Join(' ', PartSchemas.TypesIn(definitions, ItemMeaning.Article, "Body"));
        if (_made.TryGetValue(name, out var made) && made.Definitions == key)
        {
            return made.Bytes;
        }

        var bytes = Encoding.UTF8.GetBytes((await MakeAsync(name, definitions, cancellationToken)).ToJsonString(Readable).ReplaceLineEndings("\n") + "\n");
        _made[name] = (key, bytes);
        return bytes;
    }

    private async Task<JsonObject> MakeAsync(string name, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        var framework = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var document = JsonNode.Parse(await framework.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!.AsObject();
        DocumentShape.Apply(document, definitions);
        if (name != Whole)
        {
            Narrow(document, name == Delivery);
        }

        return document;
    }

    private async Task<ContentDefinitions> DefinitionsAsync(CancellationToken cancellationToken)
    {
        await using var unit = await store.ReadAsync(cancellationToken);
        return await unit.GetDefinitionsAsync(cancellationToken);
    }

    private static void Narrow(JsonObject document, bool delivery)
    {
        var paths = document["paths"]!.AsObject();
        foreach (var (path, operations) in paths.ToList())
        {
            foreach (var (method, operation) in operations!.AsObject().ToList())
            {
                if (operation is JsonObject known && DocumentFrame.IsPublic(known) != delivery)
                {
                    operations.AsObject().Remove(method);
                }
            }

            if (operations.AsObject().Count == 0)
            {
                paths.Remove(path);
            }
        }

        Unused.Remove(document);
        var used = DocumentFrame.Operations(document).SelectMany(operation => operation["tags"]!.AsArray()).Select(tag => tag!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        document["tags"] = new JsonArray([.. document["tags"]!.AsArray().Where(tag => used.Contains(tag!["name"]!.GetValue<string>())).Select(tag => tag!.DeepClone())]);
        if (delivery)
        {
            document["components"]!.AsObject().Remove("securitySchemes");
        }

        document["info"]!["title"] = delivery ? "GutCms delivery" : "GutCms editing";
    }
}
