using System.Runtime.CompilerServices;
using System.Text;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>The audit log through the session of a unit of work. Whoever appends holds the lock of <see cref="WriteLock"/>, so the chain never forks.</summary>
internal sealed class YesSqlAuditLog(ISession session) : IAuditLog
{
    private const int StreamPage = 500;

    // For what is recorded while no act is under way.
    private readonly string _ownAct = ContentIds.New();

    public async Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
    {
        await WriteLock.TakeAsync(session, cancellationToken);
        var last = await Query(AuditQuery.All).OrderByDescending(index => index.Sequence).FirstOrDefaultAsync();
        var entry = AuditChain.Append(last?.Sequence ?? 0, last?.Hash ?? AuditChain.Genesis, draft with { ActId = draft.ActId ?? ActsOfRecipes.Current ?? _ownAct });
        await session.SaveAsync(
            new GutCmsAuditRecord
            {
                Json = AuditEntryJson.Write(entry).ToJsonString(),
                Sequence = entry.Sequence,
                Hash = entry.Hash,
                ContentItemId = entry.ContentItemId,
                ActorId = entry.ActorId,
                Action = entry.Action,
                ActId = entry.ActId,
                OccurredUtc = entry.OccurredUtc,
            },
            collection: GutCmsAuditRecord.Collection);
        return entry;
    }

    public async IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = query.After ?? long.MinValue;
        List<GutCmsAuditRecord> page;
        do
        {
            page = [.. await Query(query).Where(index => index.Sequence > after).OrderBy(index => index.Sequence).Take(StreamPage).ListAsync()];
            foreach (var record in page)
            {
                after = record.Sequence;
                yield return Read(record);
            }
        }
        while (page.Count == StreamPage);
    }

    public async Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var total = await Query(query).CountAsync();
        var before = query.After ?? long.MaxValue;
        List<GutCmsAuditRecord> rows =
            [.. await Query(query).Where(index => index.Sequence < before).OrderByDescending(index => index.Sequence).Take(query.First + 1).ListAsync()];
        return new AuditPage(total, [.. rows.Take(query.First).Select(Read)], rows.Count > query.First);
    }

    private IQuery<GutCmsAuditRecord, GutCmsAuditIndex> Query(AuditQuery query)
    {
        var rows = session.Query<GutCmsAuditRecord, GutCmsAuditIndex>(GutCmsAuditRecord.Collection);
        if (query.ContentItemId is { } item)
        {
            rows = rows.Where(index => index.ContentItemId == item);
        }

        if (query.ContentItemIds is { } items)
        {
            var ids = items.ToArray();
            rows = rows.Where(index => index.ContentItemId.IsIn(ids));
        }

        if (query.ActorId is { } actor)
        {
            rows = rows.Where(index => index.ActorId == actor);
        }

        if (query.ActId is { } act)
        {
            rows = rows.Where(index => index.ActId == act);
        }

        if (query.ActionPrefix is { } prefix)
        {
            var below = prefix + ".";
            rows = rows.Where(index => index.Action == prefix || index.Action.StartsWith(below));
        }

        if (query.FromUtc is { } from)
        {
            rows = rows.Where(index => index.OccurredUtc >= from);
        }

        return query.ToUtc is { } to ? rows.Where(index => index.OccurredUtc < to) : rows;
    }

    private static AuditEntry Read(GutCmsAuditRecord record) => AuditEntryJson.Read(Encoding.UTF8.GetBytes(record.Json));
}
