using System.Globalization;
using System.Text;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Builds nested lists of paragraphs that say list and level each for itself.</summary>
/// <param name="html">What is written to.</param>
internal sealed class WordLists(StringBuilder html)
{
    private readonly List<Open> _open = [];

    /// <summary>A list is open.</summary>
    public bool IsOpen => _open.Count > 0;

    /// <summary>Writes an item.</summary>
    public void Add(WordNumbering.Item item, string direction, string content)
    {
        while (_open.Count > 0 && (_open[^1].Item.Level > item.Level || (_open[^1].Item.Level == item.Level && (_open[^1].Item.Tag != item.Tag || _open[^1].Item.List != item.List))))
        {
            Close();
        }

        if (_open.Count > 0 && _open[^1].Item.Level == item.Level)
        {
            html.Append("</li>");
        }
        else
        {
            var start = item.Tag == "ol" && item.Number != 1 ? string.Create(CultureInfo.InvariantCulture, $" start=\"{item.Number}\"") : "";
            html.Append('<').Append(item.Tag).Append(start).Append(item.Type.Length > 0 ? $" type=\"{item.Type}\"" : "").Append('>');
            _open.Add(new(item));
        }

        html.Append("<li").Append(direction).Append('>');
        _open[^1].Begin = html.Length;
        html.Append(content);
        _open[^1].End = html.Length;
    }

    /// <summary>Writes a further paragraph of the item that is open.</summary>
    public void Continue(string paragraph)
    {
        // The first one becomes a paragraph as well, unless another list has come between.
        if (_open[^1] is { End: > 0 } item && item.End == html.Length)
        {
            html.Insert(item.Begin, "<p>").Append("</p>");
            item.End = 0;
        }

        html.Append(paragraph);
    }

    /// <summary>Closes all lists.</summary>
    public void End()
    {
        while (_open.Count > 0)
        {
            Close();
        }
    }

    private void Close()
    {
        html.Append("</li></").Append(_open[^1].Item.Tag).Append('>');
        _open.RemoveAt(_open.Count - 1);
    }

    private sealed class Open(WordNumbering.Item item)
    {
        public WordNumbering.Item Item { get; } = item;

        public int Begin { get; set; }

        public int End { get; set; }
    }
}
