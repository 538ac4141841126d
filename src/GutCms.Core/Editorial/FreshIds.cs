using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Editorial;

/// <summary>New ids for content that becomes another's.</summary>
internal static class FreshIds
{
    /// <summary>Gives whatever has a type an id and a version id of its own, at every depth.</summary>
    public static void Give(JsonNode? node)
    {
        if (node is JsonObject json)
        {
            if (json.ContainsKey(WellKnown.ContentType))
            {
                json[WellKnown.ContentItemId] = ContentIds.New();
                json[WellKnown.ContentItemVersionId] = ContentIds.New();
            }

            foreach (var member in json.Select(member => member.Value).ToList())
            {
                Give(member);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Give(element);
            }
        }
    }
}
