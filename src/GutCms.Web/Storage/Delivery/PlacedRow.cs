using System.Text;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>A row of a list.</summary>
/// <param name="Place">What the list is ordered by, at this row: texts, whole numbers and numbers. The last one tells it from all others.</param>
/// <param name="Summary">JSON object, UTF-8.</param>
internal sealed record PlacedRow(object[] Place, byte[] Summary);

/// <summary>Makes a page of rows from the database, one more than it shows, and of those that a preview puts among them.</summary>
internal static class PlacedRows
{
    /// <param name="asked">The list, for its cursors.</param>
    /// <param name="total">Number of rows over all pages.</param>
    /// <param name="rows">Rows from the database, in order.</param>
    /// <param name="instead">Rows that stand among them, from the place at which the page begins on; in any order.</param>
    /// <param name="descending">For each value of a place whether the greatest comes first.</param>
    /// <param name="first">Page size.</param>
    public static DeliveryPage ToPage(this AskedList asked, int total, List<PlacedRow> rows, IReadOnlyCollection<PlacedRow> instead, IReadOnlyList<bool> descending, int first)
    {
        IEnumerable<PlacedRow> all = instead.Count == 0 ? rows : rows.Concat(instead).Order(Comparer<PlacedRow>.Create((one, other) => Compare(one.Place, other.Place, descending)));
        return new(total, [.. all.Take(first).Select(row => new DeliveryRow(row.Summary, null, asked.CursorAt(row.Place)))], rows.Count + instead.Count > first);
    }

    /// <summary>Which of two places comes first: texts by their bytes, as both databases compare them here.</summary>
    public static int Compare(IReadOnlyList<object> one, IReadOnlyList<object> other, IReadOnlyList<bool> descending)
    {
        for (var index = 0; index < one.Count; index++)
        {
            var order = one[index] is string text ? Encoding.UTF8.GetBytes(text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes((string)other[index])) : Comparer<object>.Default.Compare(one[index], other[index]);
            if (order != 0)
            {
                return descending[index] ? -order : order;
            }
        }

        return 0;
    }
}
