using System.Globalization;
using System.Xml.Linq;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Counts the items of a document's lists.</summary>
/// <param name="numbering">Root of the part with the lists; null: it has none.</param>
internal sealed class WordNumbering(XElement? numbering)
{
    private const int Levels = 9;

    private readonly Dictionary<string, XElement> _lists = ById(numbering, "num", "numId");
    private readonly Dictionary<string, XElement> _definitions = ById(numbering, "abstractNum", "abstractNumId");
    private readonly Dictionary<string, int[]> _counters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    /// <summary>An item of a list.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Level">How deep it stands, from 0.</param>
    /// <param name="Tag"><c>ol</c> or <c>ul</c>.</param>
    /// <param name="Type">Kind of the numbers as HTML names it; empty: 1, 2, 3.</param>
    /// <param name="Number">Its number.</param>
    internal sealed record Item(string List, int Level, string Tag, string Type, int Number);

    /// <summary>The next item of a list; null: it is none, since the list has no numbers and no bullets.</summary>
    /// <param name="numId">Id of the list.</param>
    /// <param name="level">How deep, from 0.</param>
    public Item? Next(string numId, int level)
    {
        var list = _lists.GetValueOrDefault(numId);
        var id = list.Value("abstractNumId");
        var at = Math.Clamp(level, 0, Levels - 1);
        var replaced = list?.Elements().FirstOrDefault(element => element.Is("lvlOverride") && element.Number("ilvl") == at);
        var definition = replaced.Child("lvl")
            ?? _definitions.GetValueOrDefault(id ?? "")?.Elements().FirstOrDefault(element => element.Is("lvl") && element.Number("ilvl") == at);
        if (definition is null)
        {
            return null;
        }

        var format = definition.Value("numFmt") ?? "decimal";
        return format == "none" ? null : new(numId, at, format == "bullet" ? "ul" : "ol", TypeOf(format), Count(id ?? numId, numId, at, definition, replaced));
    }

    private int Count(string list, string numId, int level, XElement definition, XElement? replaced)
    {
        if (!_counters.TryGetValue(list, out var counters))
        {
            _counters[list] = counters = new int[Levels];
        }

        var start = Parse(definition.Value("start"));
        if (replaced?.Child("startOverride") is { } restart && _begun.Add($"{numId} {level}"))
        {
            counters[level] = Parse(restart.Get("val"));
        }
        else
        {
            counters[level] = counters[level] == 0 ? start : counters[level] + 1;
        }

        Array.Clear(counters, level + 1, Levels - level - 1);
        return counters[level];
    }

    private static int Parse(string? number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed is > 0 and < 100_000 ? parsed : 1;

    private static Dictionary<string, XElement> ById(XElement? part, string name, string id) =>
        (part?.Elements().Where(element => element.Is(name)) ?? []).GroupBy(element => element.Get(id) ?? "").ToDictionary(group => group.Key, group => group.First());

    private static string TypeOf(string format) => format switch
    {
        "lowerLetter" => "a",
        "upperLetter" => "A",
        "lowerRoman" => "i",
        "upperRoman" => "I",
        _ => "",
    };
}
