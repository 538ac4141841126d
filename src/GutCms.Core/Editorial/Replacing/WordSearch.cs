using System.Globalization;
using System.Text;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Editorial.Replacing;

/// <summary>Words that are looked for, as they are written.</summary>
/// <param name="Words">2 to 200 characters.</param>
/// <param name="MatchCase">Only in the same case.</param>
/// <param name="WholeWords">Only where no letter, mark or digit stands right before or behind: also where that is formatted otherwise.</param>
public sealed record WordSearch(string Words, bool MatchCase, bool WholeWords = false)
{
    private const int Around = 40;

    private StringComparison Comparison => MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>It is neither too short nor too long to be looked for.</summary>
    public bool IsValid => Words.Length is >= 2 and <= 200;

    /// <summary>Each place in a run of text, with what stands around it.</summary>
    internal IEnumerable<TextPlace> Find(WordRun run)
    {
        var text = run.Text;
        foreach (var at in Starts(run))
        {
            var (from, end) = (Math.Max(0, at - Around), at + Words.Length);
            yield return new(text[from..at], text[at..end], text[end..Math.Min(text.Length, end + Around)]);
        }
    }

    /// <summary>The run with other words at each place.</summary>
    internal string Replace(WordRun run, string words)
    {
        StringBuilder changed = new();
        var from = 0;
        foreach (var at in Starts(run))
        {
            changed.Append(run.Text, from, at - from).Append(words);
            from = at + Words.Length;
        }

        return from == 0 ? run.Text : changed.Append(run.Text, from, run.Text.Length - from).ToString();
    }

    private IEnumerable<int> Starts(WordRun run)
    {
        for (var at = run.Text.IndexOf(Words, Comparison); at >= 0;)
        {
            var isOne = !WholeWords || !(GoesOn(run.Before + run.Text[..at], last: true) || GoesOn(run.Text[(at + Words.Length)..] + run.After, last: false));
            if (isOne)
            {
                yield return at;
            }

            at = run.Text.IndexOf(Words, at + (isOne ? Words.Length : 1), Comparison);
        }
    }

    private static bool GoesOn(string beside, bool last) =>
        (last ? Rune.DecodeLastFromUtf16(beside, out var rune, out _) : Rune.DecodeFromUtf16(beside, out rune, out _)) == System.Buffers.OperationStatus.Done
        && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);
}

/// <summary>A place at which words stand.</summary>
/// <param name="Before">What stands before, up to 40 characters.</param>
/// <param name="Words">The words as they are written there.</param>
/// <param name="After">What stands behind, up to 40 characters.</param>
public sealed record TextPlace(string Before, string Words, string After);
