using System.Text;

namespace GutCms.Web.Pages.Admin.Reports;

/// <summary>Writes tables as CSV (RFC 4180), in UTF-8 with its mark, which spreadsheets look for.</summary>
internal static class Csv
{
    /// <summary>The bytes of a table with its headings.</summary>
    public static byte[] Write(ReportTable table)
    {
        var lines = new StringBuilder();
        Append(lines, table.Columns.Select(Quiet));
        foreach (var row in table.Rows)
        {
            Append(lines, row.Select(cell => cell.Number is null ? Quiet(cell.Csv) : cell.Csv));
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    private static void Append(StringBuilder lines, IEnumerable<string> cells) =>
        lines.AppendJoin(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)).Append("\r\n");

    /// <summary>Words that a spreadsheet would take for a formula begin with an apostrophe: titles and names are other people's.</summary>
    private static string Quiet(string words) => words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + words : words;
}
