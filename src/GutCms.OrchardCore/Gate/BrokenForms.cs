using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Finds in an item under policy what no other door keeps: more than an item may hold, identifiers and addresses of sources that cannot be followed, languages that are none.</summary>
internal sealed class BrokenForms(ContentReader content, ContentPolicies policies, GateState state, ContentLimits limits)
{
    /// <summary>Each such value with its place; empty for what is live, which no save changes, and for items of types without a policy. Of what is too large only that.</summary>
    public async Task<IReadOnlyList<ContentFault>> FindAsync(OrchardItem item)
    {
        if (state.LiveParts(item.ContentItemVersionId) is not null || !await policies.IsGatedAsync(item.ContentType))
        {
            return [];
        }

        var tooLarge = limits.FindFaults(Items.Parts(item));
        return tooLarge.IsEmpty ? ContentValidator.FindBrokenForms(await content.ToCoreAsync(item), await content.GetDefinitionsAsync()) : tooLarge;
    }
}
