using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using OrchardCore.ContentManagement.Records;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Writes the states of items of which something has changed, through the session of the scope.</summary>
internal sealed class ItemStateWriter(IServiceProvider scope, ISession session, Records records, StateChanges changes)
{
    private const int Chunk = 200;

    /// <summary>Writes what has changed in this scope.</summary>
    public async Task WriteAsync()
    {
        if (!changes.Any)
        {
            return;
        }

        var ids = new HashSet<string>(changes.Items, StringComparer.Ordinal);
        if (changes.Types.Count > 0)
        {
            var types = changes.Types.ToArray();
            ids.UnionWith((await session.QueryIndex<ContentItemIndex>(index => index.ContentType.IsIn(types) && index.Latest).ListAsync()).Select(row => row.ContentItemId));
        }

        // What shows a changed disclaimer is another text, and so is everything after a change of definitions.
        var open = (await records.ListOpenAsync<Review>(RecordKinds.Review)).Where(review => review.Purpose == ReviewPurpose.Publication);
        ids.UnionWith(open.Where(review => changes.Texts || (review.DisclaimerId is { } disclaimer && changes.Items.Contains(disclaimer))).Select(review => review.ContentItemId));
        changes.Clear();
        await WriteAsync(ids);
    }

    /// <summary>Writes the states of everything that has one, or could: of a site from before states were kept, and after what no change tells of.</summary>
    public async Task WriteAllAsync()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        ids.UnionWith((await records.ListOpenAsync<Review>(RecordKinds.Review)).Where(review => review.Purpose == ReviewPurpose.Publication).Select(review => review.ContentItemId));
        ids.UnionWith((await records.ListAsync<Publication>(RecordKinds.Publication)).Keys);
        ids.UnionWith((await records.ListAsync<Withdrawal>(RecordKinds.Withdrawal)).Keys);
        ids.UnionWith((await session.QueryIndex<GutCmsItemStateIndex>().ListAsync()).Select(row => row.ContentItemId));
        await WriteAsync(ids);
    }

    private async Task WriteAsync(HashSet<string> contentItemIds)
    {
        await using var work = OrchardContentStore.Create(scope, new YesSqlAuditLog(session), end: null);
        foreach (var ids in contentItemIds.Chunk(Chunk))
        {
            var states = await StatesOfItems.FindAsync(work, ids, CancellationToken.None);
            var runs = await work.Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Publication, CancellationToken.None);
            var written = (await session.Query<GutCmsItemState, GutCmsItemStateIndex>(index => index.ContentItemId.IsIn(ids)).ListAsync()).ToLookup(state => state.ContentItemId, StringComparer.Ordinal);
            foreach (var id in ids)
            {
                await WriteAsync(id, Kept(states.GetValueOrDefault(id), runs.GetValueOrDefault(id)), [.. written[id]]);
            }
        }
    }

    private async Task WriteAsync(string id, (string State, DateTime? DueUtc)? now, List<GutCmsItemState> before)
    {
        foreach (var superfluous in now is null ? before : before.Skip(1))
        {
            session.Detach(superfluous);
            session.Delete(superfluous);
        }

        if (now is not var (state, due))
        {
            return;
        }

        var kept = before.FirstOrDefault();
        if (kept is null || kept.State != state || kept.DueUtc != due)
        {
            kept ??= new GutCmsItemState { ContentItemId = id };
            (kept.State, kept.DueUtc) = (state, due);
            await session.SaveAsync(kept);
        }
    }

    /// <summary>What a list can ask for; null: nothing, now or later.</summary>
    private static (string State, DateTime? DueUtc)? Kept(ItemStates? states, Review? run) => states?.Latest switch
    {
        null => null,
        { State: ReviewState.InReview } => (ReviewState.InReview.ToName(), run?.CurrentStage?.DueUtc),
        { State: ReviewState.Draft or ReviewState.Published or ReviewState.Imported, DueUtc: null } => null,
        { } latest => (latest.State.ToName(), latest.DueUtc),
    };
}
