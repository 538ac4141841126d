using System.Text;

namespace GutCms.Core.Editorial.Replacing;

/// <summary>Words that are looked for, as they are written.</summary>
/// <param name="Words">2 to 200 characters.</param>
/// <param name="MatchCase">Only in the same case.</param>
public sealed record WordSearch(string Words, bool MatchCase)
{
    private const int Around = 40;

    private StringComparison Comparison => MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>It is neither too short nor too long to be looked for.</summary>
    public bool IsValid => Words.Length is >= 2 and <= 200;

    /// <summary>Each place in a text, with what stands around it.</summary>
    internal IEnumerable<TextPlace> Find(string text)
    {
        for (var at = text.IndexOf(Words, Comparison); at >= 0; at = text.IndexOf(Words, at + Words.Length, Comparison))
        {
            var (from, end) = (Math.Max(0, at - Around), at + Words.Length);
            yield return new(text[from..at], text[at..end], text[end..Math.Min(text.Length, end + Around)]);
        }
    }

    /// <summary>The text with other words at each place.</summary>
    internal string Replace(string text, string words)
    {
        StringBuilder changed = new();
        var from = 0;
        for (var at = text.IndexOf(Words, Comparison); at >= 0; at = text.IndexOf(Words, from, Comparison))
        {
            changed.Append(text, from, at - from).Append(words);
            from = at + Words.Length;
        }

        return from == 0 ? text : changed.Append(text, from, text.Length - from).ToString();
    }
}

/// <summary>A place at which words stand.</summary>
/// <param name="Before">What stands before, up to 40 characters.</param>
/// <param name="Words">The words as they are written there.</param>
/// <param name="After">What stands behind, up to 40 characters.</param>
public sealed record TextPlace(string Before, string Words, string After);
