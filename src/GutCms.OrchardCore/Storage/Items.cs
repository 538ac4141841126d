using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Content items of the two worlds. Their JSON is the same, so that is the way between them.</summary>
internal static class Items
{
    /// <summary>The item's JSON, a copy.</summary>
    public static JsonObject ToJson(OrchardItem item) => (JsonObject)JsonSerializer.SerializeToNode(item, JOptions.Default)!;

    /// <summary>The item as Orchard Core knows it; not yet in any session.</summary>
    public static OrchardItem ToOrchard(ContentItem item) => ContentItemJson.Write(item).Deserialize<OrchardItem>(JOptions.Default)!;

    /// <summary>The parts of an item as they are now, a copy that later changes do not touch.</summary>
    public static JsonObject Snapshot(OrchardItem item) => (JsonObject)Parts(item).DeepClone();

    /// <summary>The parts of an item as the item itself holds them.</summary>
    public static JsonObject Parts(OrchardItem item) => (JsonObject)item.Content;

    /// <summary>Puts parts in place of those that the item has.</summary>
    public static void Restore(OrchardItem item, JsonObject parts)
    {
        var own = Parts(item);
        own.Clear();
        foreach (var (name, value) in parts)
        {
            own[name] = value?.DeepClone();
        }
    }
}
