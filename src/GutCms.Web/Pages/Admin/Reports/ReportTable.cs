using System.Globalization;
using GutCms.Web.Texts;

namespace GutCms.Web.Pages.Admin.Reports;

/// <summary>A report as a table, for the page and for CSV: partial <c>_Report</c>.</summary>
/// <param name="Name">Its name in addresses: lower-case words and hyphens.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Lead">What it counts, in one or two sentences.</param>
/// <param name="Empty">What stands there instead of an empty table.</param>
/// <param name="Columns">Headings, in order.</param>
/// <param name="Rows">Cells of each row, as many as there are columns.</param>
internal sealed record ReportTable(string Name, string Title, string Lead, string Empty, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>Index of the column that is drawn as bars as well; null: none is.</summary>
    public int? Drawn { get; init; }

    /// <summary>More than the table says, below it; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The largest value of the drawn column, at least a tenth.</summary>
    public double Most => Drawn is { } column ? Math.Max(0.1, Rows.Max(row => row[column].Number ?? 0)) : 1;
}

/// <summary>A cell of a report.</summary>
/// <param name="Text">What the page shows.</param>
/// <param name="Number">Its value, where it is a number; null otherwise.</param>
/// <param name="Path">Where it leads, from the site's root; null: nowhere.</param>
internal sealed record ReportCell(string Text, double? Number = null, string? Path = null)
{
    /// <summary>An instant, UTC; null when it is none.</summary>
    public DateTime? AtUtc { get; private init; }

    /// <summary>What CSV holds: numbers with a point, instants in ISO 8601, whatever the language of the page is.</summary>
    public string Csv => Number is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture)
        : AtUtc is { } at ? at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Text;

    /// <summary>A whole number.</summary>
    public static ReportCell Of(long count) => new(Dates.Number(count), count);

    /// <summary>A duration in days.</summary>
    public static ReportCell Of(TimeSpan duration) => new(Dates.Number(duration.TotalDays), Math.Round(duration.TotalDays, 2));

    /// <summary>An instant.</summary>
    public static ReportCell Of(DateTime? utc) => new("") { AtUtc = utc };
}
