using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Finds in an item under policy what no other door keeps: identifiers and addresses of sources that cannot be followed, languages that are none.</summary>
internal sealed class BrokenForms(ContentReader content, ContentPolicies policies, GateState state)
{
    /// <summary>Each such value with its place; empty for what is live, which no save changes, and for items of types without a policy.</summary>
    public async Task<IReadOnlyList<ContentFault>> FindAsync(OrchardItem item) =>
        state.LiveParts(item.ContentItemVersionId) is null && await policies.IsGatedAsync(item.ContentType)
            ? ContentValidator.FindBrokenForms(await content.ToCoreAsync(item), await content.GetDefinitionsAsync())
            : [];
}
