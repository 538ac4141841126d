using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Number of rows of a list, counted once for each state of the database.</summary>
internal static class Totals
{
    public static async Task<int> GetAsync(DeliveryCache cache, IDeliveryFreshness freshness, string list, long epoch, Func<Task<long>> count)
    {
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
