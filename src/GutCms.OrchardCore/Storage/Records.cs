using System.Text.Json;
using System.Text.Json.Serialization;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Reads and writes records through one session; what it has written it reads.</summary>
internal sealed class Records(ISession session, StateChanges states)
{
    private const int Chunk = 200;

    private static readonly JsonSerializerOptions Format = new() { IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The value under a key, or null.</summary>
    public async Task<T?> FindAsync<T>(string kind, string key)
        where T : class => await RecordAsync(kind, key) is { } record ? Read<T>(record) : null;

    /// <summary>The values under keys, by key.</summary>
    public async Task<Dictionary<string, T>> FindAsync<T>(string kind, IReadOnlyCollection<string> keys)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var chunk in keys.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            foreach (var record in await Query().Where(index => index.Kind == kind && index.Key.IsIn(chunk)).ListAsync())
            {
                found[record.Key] = Read<T>(record);
            }
        }

        return found;
    }

    /// <summary>The values that belong to something, by what they belong to.</summary>
    public async Task<ILookup<string, T>> ListByGroupAsync<T>(string kind, IReadOnlyCollection<string> groups)
    {
        var found = new List<(string Group, T Value)>();
        foreach (var chunk in groups.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            found.AddRange((await Query().Where(index => index.Kind == kind && index.Group.IsIn(chunk)).ListAsync()).Select(record => (record.Group, Read<T>(record))));
        }

        return found.ToLookup(entry => entry.Group, entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>The values that are going on.</summary>
    public async Task<List<T>> ListOpenAsync<T>(string kind) =>
        [.. (await Query().Where(index => index.Kind == kind && index.IsOpen).ListAsync()).Select(Read<T>)];

    /// <summary>The values with a tag.</summary>
    public async Task<List<T>> ListByTagAsync<T>(string kind, string tag) =>
        [.. (await Query().Where(index => index.Kind == kind && index.Tag == tag).ListAsync()).Select(Read<T>)];

    /// <summary>The values whose instant has come.</summary>
    public async Task<List<T>> ListDueAsync<T>(string kind, DateTime nowUtc) =>
        [.. (await Query().Where(index => index.Kind == kind && index.AtUtc <= nowUtc).OrderBy(index => index.AtUtc).ListAsync()).Select(Read<T>)];

    /// <summary>All values of a kind, by key in order.</summary>
    public async Task<OrderedDictionary<string, T>> ListAsync<T>(string kind)
    {
        var all = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var record in (await Query().Where(index => index.Kind == kind).ListAsync()).OrderBy(record => record.Key, StringComparer.Ordinal))
        {
            all[record.Key] = Read<T>(record);
        }

        return all;
    }

    /// <summary>Writes or replaces a value.</summary>
    public async Task SaveAsync<T>(string kind, string key, T value, string group = "", string tag = "", bool isOpen = false, DateTime? atUtc = null)
    {
        var record = await RecordAsync(kind, key) ?? new GutCmsRecord { Kind = kind, Key = key };
        record.Group = group;
        record.Tag = tag;
        record.IsOpen = isOpen;
        record.AtUtc = atUtc;
        record.Json = JsonSerializer.Serialize(value, Format);
        await session.SaveAsync(record, collection: GutCmsRecord.Collection);
        states.RecordChanges(kind, key, group);
    }

    /// <summary>Removes a value, if it is there.</summary>
    public async Task RemoveAsync(string kind, string key)
    {
        if (await RecordAsync(kind, key) is { } record)
        {
            // Detached first, or the session keeps looking for what it has deleted: it tracks whatever it has written before.
            session.Detach(record, GutCmsRecord.Collection);
            session.Delete(record, GutCmsRecord.Collection);
            states.RecordChanges(kind, key, record.Group);
        }
    }

    /// <summary>Removes all values that belong to something.</summary>
    public async Task RemoveGroupAsync(string kind, string group)
    {
        foreach (var key in (await Query().Where(index => index.Kind == kind && index.Group == group).ListAsync()).Select(record => record.Key).ToList())
        {
            await RemoveAsync(kind, key);
        }
    }

    private static T Read<T>(GutCmsRecord record) =>
        JsonSerializer.Deserialize<T>(record.Json, Format) ?? throw new InvalidOperationException($"The {record.Kind} '{record.Key}' on file cannot be read.");

    private IQuery<GutCmsRecord, GutCmsRecordIndex> Query() => session.Query<GutCmsRecord, GutCmsRecordIndex>(GutCmsRecord.Collection);

    private Task<GutCmsRecord> RecordAsync(string kind, string key) => Query().Where(index => index.Kind == kind && index.Key == key).FirstOrDefaultAsync();
}
