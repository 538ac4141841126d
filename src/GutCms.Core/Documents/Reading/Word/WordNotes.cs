using System.Globalization;
using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Foot- and endnotes in the order in which the text refers to them, numbered from 1.</summary>
internal sealed class WordNotes
{
    private readonly Dictionary<XElement, int> _places = [];

    /// <summary>Each with the name of its place.</summary>
    public List<(string Id, XElement Note)> All { get; } = [];

    /// <summary>The mark that leads to a note.</summary>
    public string Refer(XElement note)
    {
        if (!_places.TryGetValue(note, out var at))
        {
            _places[note] = at = All.Count;
            All.Add((string.Create(CultureInfo.InvariantCulture, $"note-{at + 1}"), note));
        }

        return string.Create(CultureInfo.InvariantCulture, $"<sup><a href=\"#{All[at].Id}\">{at + 1}</a></sup>");
    }
}
