using OrchardCore.ContentManagement.Records;
using YesSql;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>What is there under an item's id. Which type something arrives as says nothing of what it would replace.</summary>
internal sealed class KnownTypes(ISession session, TypeNames names, ContentPolicies policies, GateState state)
{
    /// <summary>The type that the site has the item as, when it arrives as another and one of the two is under policy; otherwise null.</summary>
    public async Task<string?> FindConflictAsync(OrchardItem item)
    {
        if (string.IsNullOrEmpty(item.ContentItemId) || await policies.AreNoneAsync())
        {
            return null;
        }

        var id = item.ContentItemId;
        var arriving = await names.OfAsync(item.ContentType);
        var rows = await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId == id).ListAsync();
        foreach (var known in rows.Select(row => row.ContentType).Concat(state.LoadedTypes(id)).Distinct(StringComparer.Ordinal))
        {
            var type = await names.OfAsync(known);
            if (type != arriving && (await policies.IsGatedAsync(type) || await policies.IsGatedAsync(arriving)))
            {
                return type;
            }
        }

        return null;
    }
}
