using System.Text.Json.Nodes;

namespace GutCms.Core.Json;

/// <summary>Merges JSON as Orchard Core does: objects member by member, arrays replaced, null overwrites.</summary>
public static class JsonMerge
{
    /// <summary>Writes <paramref name="source"/> into <paramref name="target"/>; the source stays as it is and shares nothing with the target.</summary>
    public static void Into(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Into(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
