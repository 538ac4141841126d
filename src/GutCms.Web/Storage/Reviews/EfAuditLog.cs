using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>The audit log in the transaction of a unit of work. The one writer of the database appends, so the chain never forks.</summary>
internal sealed class EfAuditLog(GutCmsDbContext context) : IAuditLog
{
    private const int StreamPage = 500;

    // For what is recorded while no act is under way.
    private readonly string _ownAct = ContentIds.New();

    public async Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
    {
        var last = await context.AuditEntries.AsNoTracking().OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        var entry = AuditChain.Append(last?.Sequence ?? 0, last?.Hash ?? AuditChain.Genesis, draft with { ActId = draft.ActId ?? _ownAct });
        context.AuditEntries.Add(new AuditEntryRow
        {
            Sequence = entry.Sequence,
            OccurredUtc = entry.OccurredUtc,
            ActorId = entry.ActorId,
            ActorName = entry.ActorName,
            Action = entry.Action,
            ContentItemId = entry.ContentItemId,
            VersionId = entry.VersionId,
            ContentHash = entry.ContentHash,
            ActId = entry.ActId,
            Details = entry.Details.ToJsonString(),
            PreviousHash = entry.PreviousHash,
            Hash = entry.Hash,
        });
        await context.SaveAndForgetAsync(cancellationToken);
        return entry;
    }

    public async Task<IReadOnlyList<string>> ListHashesAsync(CancellationToken cancellationToken) =>
        await context.AuditEntries.AsNoTracking().OrderBy(row => row.Sequence).Select(row => row.Hash).ToListAsync(cancellationToken);

    public async IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page, so that the connection is free in between. Rows are read as they stand, whatever their numbers say.
        var after = query.After ?? long.MinValue;
        List<AuditEntryRow> page;
        do
        {
            page = await Matching(query).Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(StreamPage).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                after = row.Sequence;
                yield return Entry(row);
            }
        }
        while (page.Count == StreamPage);
    }

    public async Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var matching = Matching(query);
        var total = await matching.LongCountAsync(cancellationToken);
        var before = query.After ?? long.MaxValue;
        var rows = await matching.Where(row => row.Sequence < before).OrderByDescending(row => row.Sequence).Take(query.First + 1).ToListAsync(cancellationToken);
        return new AuditPage(total, [.. rows.Take(query.First).Select(Entry)], rows.Count > query.First);
    }

    private IQueryable<AuditEntryRow> Matching(AuditQuery query)
    {
        var rows = context.AuditEntries.AsNoTracking();
        if (query.ContentItemId is { } item)
        {
            rows = rows.Where(row => row.ContentItemId == item);
        }

        if (query.ContentItemIds is { } items)
        {
            var ids = items.ToArray();
            rows = rows.Where(row => ids.Contains(row.ContentItemId));
        }

        if (query.ActorId is { } actor)
        {
            rows = rows.Where(row => row.ActorId == actor);
        }

        if (query.ActId is { } act)
        {
            rows = rows.Where(row => row.ActId == act);
        }

        if (query.ActionPrefix is { } prefix)
        {
            var below = prefix + ".";
            rows = rows.Where(row => row.Action == prefix || row.Action.StartsWith(below));
        }

        if (query.FromUtc is { } from)
        {
            rows = rows.Where(row => row.OccurredUtc >= from);
        }

        return query.ToUtc is { } to ? rows.Where(row => row.OccurredUtc < to) : rows;
    }

    /// <summary>A row as an entry.</summary>
    public static AuditEntry Entry(AuditEntryRow row) => new(
        row.Sequence, row.OccurredUtc, row.ActorId, row.ActorName, row.Action, row.ContentItemId, row.VersionId, row.ContentHash,
        Details(row.Details), row.PreviousHash, row.Hash)
    {
        ActId = row.ActId,
    };

    /// <summary>What somebody wrote past the program may be no object; the chain then shows it as edited.</summary>
    private static JsonObject Details(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? new JsonObject { ["unreadable"] = true };
        }
        catch (System.Text.Json.JsonException)
        {
            return new JsonObject { ["unreadable"] = true };
        }
    }
}
