using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Writes a table.</summary>
internal static class WordTable
{
    private const int MostColumns = 1000;

    /// <summary>Writes it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="caption">HTML of its caption; empty: none.</param>
    /// <param name="content">Writes what is in a cell.</param>
    public static string Write(XElement table, string caption, Func<XElement, string> content)
    {
        var rows = new List<List<Cell>>();
        var heads = 0;
        var html = new StringBuilder();
        foreach (var row in table.Content().Where(element => element.Is("tr")))
        {
            var properties = row.Child("trPr");
            if (properties.Child("del") is not null)
            {
                html.Append(Markup.LeftOut("deleted", string.Join(' ', row.Descendants().Where(element => element.Is("t") || element.Is("delText")).Select(element => element.Value))));
                continue;
            }

            heads += heads == rows.Count && properties.Flag("tblHeader") == true ? 1 : 0;
            rows.Add(Row(row, rows, content));
        }

        html.Append("<table>").Append(caption.Length > 0 ? $"<caption>{caption}</caption>" : "");
        Append(html, "thead", "th", rows.Take(heads));
        Append(html, "tbody", "td", rows.Skip(heads));
        return html.Append("</table>").ToString();
    }

    private static List<Cell> Row(XElement row, List<List<Cell>> before, Func<XElement, string> content)
    {
        var cells = new List<Cell>();
        var column = 0;
        foreach (var cell in row.Content().Where(element => element.Is("tc")))
        {
            var properties = cell.Child("tcPr");
            var span = Math.Clamp(properties.Child("gridSpan").Number("val") ?? 1, 1, MostColumns);
            var text = content(cell);
            var merge = properties.Child("vMerge");
            if (merge is not null && merge.Get("val") != "restart" && before.LastOrDefault()?.Select(above => above.Origin ?? above).FirstOrDefault(above => above.Column == column) is { } origin)
            {
                origin.Rows++;
                origin.Html += text;
                cells.Add(new(column, span, "") { Origin = origin });
            }
            else
            {
                cells.Add(new(column, span, text));
            }

            column += span;
        }

        return cells;
    }

    private static void Append(StringBuilder html, string group, string tag, IEnumerable<List<Cell>> rows)
    {
        var text = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Where(cell => cell.Origin is null).Select(cell => Written(cell, tag)))}</tr>"));
        html.Append(text.Length > 0 ? $"<{group}>{text}</{group}>" : "");
    }

    private static string Written(Cell cell, string tag) =>
        $"<{tag}{Count("colspan", cell.Columns)}{Count("rowspan", cell.Rows)}>{cell.Html}</{tag}>";

    private static string Count(string name, int count) => count > 1 ? string.Create(CultureInfo.InvariantCulture, $" {name}=\"{count}\"") : "";

    private sealed class Cell(int column, int columns, string html)
    {
        public int Column { get; } = column;

        public int Columns { get; } = columns;

        public int Rows { get; set; } = 1;

        public string Html { get; set; } = html;

        /// <summary>The cell above that it is a part of; null: it is one of its own.</summary>
        public Cell? Origin { get; init; }
    }
}
