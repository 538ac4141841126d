using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Reads by a list of ids of any length, so many at a time that the databases' limit on parameters is never met.</summary>
internal static class Chunks
{
    public const int Size = 500;

    public static async Task<List<T>> ReadAsync<T>(IReadOnlyCollection<string> ids, Func<string[], IQueryable<T>> query, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(Size))
        {
            rows.AddRange(await query(chunk).ToListAsync(cancellationToken));
        }

        return rows;
    }
}
