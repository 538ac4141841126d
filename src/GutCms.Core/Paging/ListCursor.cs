using System.Globalization;

namespace GutCms.Core.Paging;

/// <summary>Where a page begins: behind the row with these values. They come from outside, so each is read as what the list is ordered by, or refused.</summary>
public sealed class ListCursor
{
    private readonly IReadOnlyList<string?> _values;

    internal ListCursor(IReadOnlyList<string?> values) => _values = values;

    /// <summary>A text.</summary>
    /// <exception cref="BadCursorException">There is none at that index.</exception>
    public string Text(int index) =>
        index < _values.Count && _values[index] is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new BadCursorException();

    /// <summary>A whole number.</summary>
    /// <exception cref="BadCursorException">There is none at that index.</exception>
    public long Number(int index) => long.TryParse(Text(index), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new BadCursorException();

    /// <summary>A number that is not infinite.</summary>
    /// <exception cref="BadCursorException">There is none at that index.</exception>
    public double Real(int index) =>
        double.TryParse(Text(index), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new BadCursorException();

    /// <summary>An instant, UTC.</summary>
    /// <exception cref="BadCursorException">There is none at that index.</exception>
    public DateTime Instant(int index) => Number(index) is >= 0 and <= 3155378975999999999 and var ticks ? new(ticks, DateTimeKind.Utc) : throw new BadCursorException();
}
