using System.Text.Json.Nodes;
using OrchardCore.ContentManagement.Metadata;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Names of content types as the definitions write them.</summary>
/// <remarks>
/// Orchard Core finds a type by its name in any case, so what arrives under <c>article</c> is shown as an <c>Article</c>. Everything of the module compares names as they are
/// written; therefore they are taken from the definitions, for an item and whatever is nested in it, before anything is asked about it.
/// </remarks>
internal sealed class TypeNames(IContentDefinitionManager types)
{
    /// <summary>Writes the names of the definitions into an item.</summary>
    public async Task NormaliseAsync(OrchardItem item)
    {
        var names = await ListAsync();
        item.ContentType = Of(item.ContentType, names);
        Normalise(Items.Parts(item), names);
    }

    /// <summary>Writes them into an item's JSON.</summary>
    public async Task NormaliseAsync(JsonObject item) => Normalise(item, await ListAsync());

    /// <summary>The name of a type in the definitions; the name itself when there is no such type.</summary>
    public async Task<string> OfAsync(string name) => Of(name, await ListAsync());

    private async Task<Dictionary<string, string>> ListAsync()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in await types.ListTypeDefinitionsAsync())
        {
            names.TryAdd(type.Name, type.Name);
        }

        return names;
    }

    private static string Of(string? name, Dictionary<string, string> names) => name is null ? "" : names.GetValueOrDefault(name) ?? name;

    private static void Normalise(JsonNode? node, Dictionary<string, string> names)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Normalise(item, names);
                }

                break;
            case JsonObject json:
                if (json[nameof(OrchardItem.ContentType)] is JsonValue value && value.TryGetValue<string>(out var written) && Of(written, names) is var name && name != written)
                {
                    json[nameof(OrchardItem.ContentType)] = name;
                }

                foreach (var (_, member) in json)
                {
                    Normalise(member, names);
                }

                break;
        }
    }
}
