using System.Text.Json.Nodes;

namespace GutCms.Core.Content.Projecting;

/// <summary>Adds members to a projection, which never holds an empty one.</summary>
internal static class Projections
{
    public static void AddText(this JsonObject target, string name, string? text) => target.AddFilled(name, FieldProjection.Text(text));

    public static void AddFilled(this JsonObject target, string name, JsonNode? value)
    {
        if (value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))
        {
            target.Add(name, value);
        }
    }
}
