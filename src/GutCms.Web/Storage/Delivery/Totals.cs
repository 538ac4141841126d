using System.Globalization;
using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Number of rows of a list, counted once for each state of the database.</summary>
internal static class Totals
{
    /// <param name="cache">Keeps the number.</param>
    /// <param name="freshness">Says whether it may.</param>
    /// <param name="asked">What the list is of, in words. Readers type some of them.</param>
    /// <param name="epoch">Taken before anything was read.</param>
    /// <param name="count">Counts.</param>
    public static async Task<int> GetAsync(DeliveryCache cache, IDeliveryFreshness freshness, IEnumerable<string?> asked, long epoch, Func<Task<long>> count)
    {
        var list = KeyOf(asked);
        var mayCache = freshness.CanUseCache();
        if (mayCache && cache.TryGetTotal(list, out var known))
        {
            return known;
        }

        var total = (int)await count();
        if (mayCache)
        {
            cache.AddTotal(list, total, epoch);
        }

        return total;
    }

    /// <summary>Each word with its length, so that no word can be written that reads like several, and no list is counted as another.</summary>
    private static string KeyOf(IEnumerable<string?> asked) => string.Concat(asked.Select(word => string.Create(CultureInfo.InvariantCulture, $"{word?.Length ?? -1} {word}")));
}

/// <summary>Makes a page of one row more than it shows.</summary>
internal static class Page
{
    public static DeliveryPage Of(int total, List<DeliveryRow> rows, int first)
    {
        var hasMore = rows.Count > first;
        if (hasMore)
        {
            rows.RemoveRange(first, rows.Count - first);
        }

        return new DeliveryPage(total, rows, hasMore);
    }
}
