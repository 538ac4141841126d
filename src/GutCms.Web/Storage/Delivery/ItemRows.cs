using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Delivery;

/// <summary>The conditions of a list of items on documents that a search has found.</summary>
internal static class ItemRows
{
    /// <summary>All of them.</summary>
    public static RowFilter Of(ItemListQuery query)
    {
        var sql = "";
        List<(string Name, object? Value)> parameters = [];
        foreach (var (filter, index) in query.Filters.Select((filter, index) => (filter, index)))
        {
            var (name, value) = ($"@name{Number(index)}", $"@value{Number(index)}");
            Add($"x.\"Name\" = {name} AND x.\"Value\" = {value}", [(name, filter.Name), (value, filter.Value)]);
        }

        foreach (var (range, index) in query.Bounds.GroupBy(bound => bound.Field, StringComparer.Ordinal).Select((range, index) => (range, index)))
        {
            var (within, bounds) = ItemListSql.RangeOf("x", range.Key, [.. range], index);
            Add(within, bounds);
        }

        Between("PublishedUtc", query.Published);
        Between("ModifiedUtc", query.Modified);
        return new(sql, parameters);

        void Between(string column, ItemPeriod period)
        {
            // Each document has one value without a name.
            if (period.From is { } from)
            {
                Add($"x.\"Name\" = '' AND x.\"{column}\" >= @{column}From", [($"@{column}From", UtcTicksConverter.ToTicks(from))]);
            }

            if (period.Before is { } before)
            {
                Add($"x.\"Name\" = '' AND x.\"{column}\" < @{column}Before", [($"@{column}Before", UtcTicksConverter.ToTicks(before))]);
            }
        }

        void Add(string condition, IEnumerable<(string Name, object? Value)> values)
        {
            sql += $" AND EXISTS (SELECT 1 FROM \"DeliveryValues\" x WHERE x.\"DocumentId\" = {{0}} AND {condition})";
            parameters.AddRange(values);
        }
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
