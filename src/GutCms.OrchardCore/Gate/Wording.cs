using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Makes of an item under policy what every other door keeps of it, before it is saved: names in lists are the titles, HTML is what is reviewed, notes have names of their own, identifiers of sources are as they are linked.</summary>
/// <remarks>
/// Orchard Core keeps apart <c>DisplayText</c>, which page titles, the content API and GraphQL show, and the title; and it shows HTML as it is stored, with scripts and classes that no reviewer sees.
/// </remarks>
internal sealed class Wording(ContentReader content, ContentPolicies policies)
{
    /// <summary>Does it, if the item is under policy and not live.</summary>
    public async Task NormaliseAsync(OrchardItem item)
    {
        if (!await policies.IsGatedAsync(item.ContentType))
        {
            return;
        }

        var written = await content.ToCoreAsync(item);
        var kept = ContentSanitizer.Sanitize(written, await content.GetDefinitionsAsync());
        item.DisplayText = kept.DisplayText;
        if (!ReferenceEquals(kept.Parts, written.Parts))
        {
            Write(kept.Parts, Items.Parts(item));
        }
    }

    /// <summary>Into what is there, value by value: Orchard Core's own objects hold on to the JSON of their parts.</summary>
    private static void Write(JsonObject kept, JsonObject own)
    {
        foreach (var (name, value) in kept)
        {
            if (!WriteInto(value, own[name]))
            {
                own[name] = value!.DeepClone();
            }
        }
    }

    /// <summary>Whether the place says what is kept now.</summary>
    private static bool WriteInto(JsonNode? value, JsonNode? place)
    {
        switch (value, place)
        {
            case (JsonObject kept, JsonObject own):
                Write(kept, own);
                return true;
            case (JsonArray kept, JsonArray own) when kept.Count == own.Count:
                for (var index = 0; index < kept.Count; index++)
                {
                    if (!WriteInto(kept[index], own[index]))
                    {
                        own[index] = kept[index]!.DeepClone();
                    }
                }

                return true;
            default:
                return JsonNode.DeepEquals(value, place);
        }
    }
}
