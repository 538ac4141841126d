using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Content;

/// <summary>
/// Keeps the states of items as columns of <c>ContentItems</c>, for lists to find: what <see cref="ItemStates"/> says of the facts, written in the transaction that changes them.
/// Told of every write on which a state rests, whoever makes it.
/// </summary>
internal sealed class StateColumns(Database database, SqlSession session)
{
    /// <summary>Items with a latest version and without a state: those of a database from before states were kept.</summary>
    public const string Missing = "\"ContentItems\" i JOIN \"ContentVersions\" v ON v.\"ContentItemId\" = i.\"ContentItemId\" AND v.\"Latest\" WHERE i.\"State\" IS NULL";

    /// <summary>Items whose facts are in memory at a time.</summary>
    private const int BatchSize = 500;

    private readonly HashSet<string> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemStates> _noted = new(StringComparer.Ordinal);
    private bool _texts;

    /// <summary>Runs, publication or withdrawal of an item change.</summary>
    public void ItemChanges(string contentItemId)
    {
        _items.Add(contentItemId);
        _noted.Remove(contentItemId);
    }

    /// <summary>The states of an item are known, until it changes.</summary>
    public void Note(string contentItemId, ItemStates states) => _noted[contentItemId] = states;

    /// <summary>Versions of an item, or which of them is live, change; others may show it.</summary>
    public void VersionsChange(string contentItemId)
    {
        ItemChanges(contentItemId);
        _shown.Add(contentItemId);
    }

    /// <summary>A document of the site changes.</summary>
    public void DocumentChanges(string kind, string name)
    {
        if (kind == ReviewPolicyJson.DocumentKind)
        {
            _types.Add(name);
        }

        _texts |= StatesOfItems.RestOnTextsOf(kind);
    }

    /// <summary>Writes what has changed. To be called once, when everything else is written.</summary>
    public async Task RenewAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (_types.Count > 0)
        {
            AlsoChange(await IdsAsync($"SELECT \"ContentItemId\" FROM \"ContentVersions\" WHERE \"Latest\" AND {database.AmongIds("\"ContentType\"", "@ids")}", _types, cancellationToken));
        }

        const string OpenRuns = """SELECT "ContentItemId" FROM "Reviews" WHERE "ClosedUtc" IS NULL AND "Purpose" = 0""";
        if (_texts)
        {
            AlsoChange(await IdsAsync(OpenRuns, null, cancellationToken));
        }
        else if (_shown.Count > 0)
        {
            AlsoChange(await IdsAsync($"{OpenRuns} AND {database.AmongIds("\"DisclaimerId\"", "@ids")}", _shown, cancellationToken));
        }

        await WriteAsync(work, _items, cancellationToken);
    }

    /// <summary>Writes the states of every item that has none yet.</summary>
    public async Task FillAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        await WriteAsync(work, await IdsAsync($"SELECT i.\"ContentItemId\" FROM {Missing}", null, cancellationToken), cancellationToken);

    private async Task WriteAsync(IUnitOfWork work, IEnumerable<string> contentItemIds, CancellationToken cancellationToken)
    {
        foreach (var ids in contentItemIds.Chunk(BatchSize))
        {
            var states = await StatesAsync(work, ids, cancellationToken);
            var written = await session.QueryAsync(
                $"SELECT \"ContentItemId\", \"State\", \"StateDueUtc\", \"LiveState\", \"LiveDueUtc\" FROM \"ContentItems\" WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}",
                reader => (Id: reader.GetString(0), Row: new Row(reader.Number(1), reader.Instant(2), reader.Number(3), reader.Instant(4))),
                cancellationToken, ("@ids", database.IdList(ids)));
            foreach (var group in written.Select(item => (item.Id, Before: item.Row, Now: Row.Of(states.GetValueOrDefault(item.Id)))).Where(item => item.Now != item.Before).GroupBy(item => item.Now))
            {
                await session.ExecuteAsync(
                    $"UPDATE \"ContentItems\" SET \"State\" = @state, \"StateDueUtc\" = @due, \"LiveState\" = @live, \"LiveDueUtc\" = @liveDue WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}",
                    cancellationToken,
                    ("@state", group.Key.State), ("@due", UtcTicksConverter.ToTicks(group.Key.DueUtc)), ("@live", group.Key.Live), ("@liveDue", UtcTicksConverter.ToTicks(group.Key.LiveDueUtc)),
                    ("@ids", database.IdList([.. group.Select(item => item.Id)])));
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, ItemStates>> StatesAsync(IUnitOfWork work, string[] contentItemIds, CancellationToken cancellationToken)
    {
        string[] unknown = [.. contentItemIds.Where(id => !_noted.ContainsKey(id))];
        return unknown.Length == 0 ? _noted
            : unknown.Length == contentItemIds.Length ? await StatesOfItems.FindAsync(work, unknown, cancellationToken)
            : new Dictionary<string, ItemStates>(_noted.Concat(await StatesOfItems.FindAsync(work, unknown, cancellationToken)), StringComparer.Ordinal);
    }

    private void AlsoChange(List<string> contentItemIds) => contentItemIds.ForEach(ItemChanges);

    private Task<List<string>> IdsAsync(string sql, HashSet<string>? ids, CancellationToken cancellationToken) =>
        session.QueryAsync(sql, reader => reader.GetString(0), cancellationToken, ids is null ? [] : [("@ids", database.IdList(ids))]);

    /// <summary>The columns of an item; all empty once it is deleted.</summary>
    private sealed record Row(int? State, DateTime? DueUtc, int? Live, DateTime? LiveDueUtc)
    {
        public static Row Of(ItemStates? states) => new((int?)states?.Latest.State, states?.Latest.DueUtc, (int?)states?.Live?.State, states?.Live?.DueUtc);
    }
}
