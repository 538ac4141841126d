using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace GutCms.OrchardCore.Gate;

/// <summary>What was live before its type came under a policy stays live: it counts as imported.</summary>
internal sealed class LiveMarks(ISession session, ContentReader content, TypeNames names, Records records, EditorialActs acts) : ILiveMarks
{
    /// <inheritdoc/>
    public async Task AcceptAsync(string contentType)
    {
        var ids = new List<string>();
        foreach (var row in await session.QueryIndex<ContentItemIndex>(index => index.Published).ListAsync())
        {
            if (await names.OfAsync(row.ContentType) == contentType)
            {
                ids.Add(row.ContentItemVersionId);
            }
        }

        foreach (var item in await content.FindVersionItemsAsync(ids))
        {
            if ((await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId))?.LiveHash is null)
            {
                await acts.MarkImportedAsync(item);
            }
        }
    }
}
