using System.Globalization;
using System.Text;

namespace GutCms.Benchmarks;

/// <summary>Collects figures and whether each promise is kept.</summary>
internal sealed class Report
{
    private readonly List<(string Name, string Value, string Promise, bool? Kept)> _rows = [];

    /// <summary>No promise is broken.</summary>
    public bool AllKept => _rows.TrueForAll(row => row.Kept != false);

    /// <summary>Adds a figure without a promise.</summary>
    public void Figure(string name, string value) => Add(name, value, "", null);

    /// <summary>Adds a figure that must be at least the bound.</summary>
    public void AtLeast(string name, double value, double bound, string unit) =>
        Add(name, Format(value, unit), "≥ " + Format(bound, unit), value >= bound);

    /// <summary>Adds a figure that must be at most the bound.</summary>
    public void AtMost(string name, double value, double bound, string unit) =>
        Add(name, Format(value, unit), "≤ " + Format(bound, unit), value <= bound);

    /// <summary>The figures as a Markdown table.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| figure | measured | promise | kept |\n|---|---|---|---|\n");
        foreach (var (name, value, promise, kept) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {value} | {promise} | {kept switch { true => "yes", false => "**no**", null => "" }} |\n");
        }

        return text.ToString();
    }

    public static string Format(double value, string unit) =>
        value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture) + (unit.Length > 0 && unit != "×" ? " " : "") + unit;

    private void Add(string name, string value, string promise, bool? kept)
    {
        _rows.Add((name, value, promise, kept));
        Console.WriteLine($"{name}: {value} {promise}{(kept == false ? "  NOT KEPT" : "")}");
    }
}
