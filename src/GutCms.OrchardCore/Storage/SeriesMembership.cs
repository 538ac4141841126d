using System.Text.Json.Nodes;
using GutCms.Core.Content;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Where a published article stands in its series.</summary>
internal static class SeriesMembership
{
    public static SeriesMember Of(OrchardItem item)
    {
        var parts = Items.Parts(item);
        var path = Value<string>(parts["AutoroutePart"] as JsonObject, "Path") ?? "";
        var position = Value<decimal?>((parts["Article"] as JsonObject)?["SeriesPosition"] as JsonObject, "Value");
        return new SeriesMember(item.ContentItemId, path.ToLowerInvariant().Split('/')[^1], item.DisplayText ?? "", position);
    }

    private static T? Value<T>(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<T>(out var found) ? found : default;
}
