using System.Collections.Immutable;

namespace GutCms.Core.Diff.Marking;

/// <summary>
/// Moves stretches that were removed to where they can be read. Between equal words and tags it is the same which of them are said to be removed: a paragraph that is gone can
/// stand as its words with the end of it and the beginning of the next one. Then it is moved along until it is the paragraph.
/// </summary>
internal static class Slides
{
    private const int Farthest = 200;

    /// <summary>The same comparison, token by token: without the removed runs it is the same later text, without the added ones the same earlier one.</summary>
    public static ImmutableArray<TextRun> Of(ImmutableArray<TextRun> runs)
    {
        var moved = ImmutableArray.CreateBuilder<TextRun>(runs.Length);
        foreach (var run in runs)
        {
            if (run is { Change: RunChange.Equal, Markup: null })
            {
                moved.AddRange(Tokens.OfText(run.Text).Select(token => run with { Text = token.Text }));
            }
            else
            {
                moved.Add(run);
            }
        }

        for (var at = 0; at < moved.Count;)
        {
            var end = at;
            while (end < moved.Count && moved[end].Change == RunChange.Removed)
            {
                end++;
            }

            at = end == at ? at + 1 : Slide(moved, at, end);
        }

        return moved.ToImmutable();
    }

    /// <summary>Index behind the stretch as it stands afterwards.</summary>
    private static int Slide(ImmutableArray<TextRun>.Builder runs, int start, int end)
    {
        if (IsWhole(runs, start, end))
        {
            return end;
        }

        foreach (var step in new[] { -1, 1 })
        {
            var moved = 0;
            while (Math.Abs(moved) < Farthest && TryStep(runs, start + moved, end + moved, step))
            {
                moved += step;
                if (IsWhole(runs, start + moved, end + moved))
                {
                    return end + moved;
                }
            }

            // Nowhere whole: back to where it was.
            for (; moved != 0; moved -= step)
            {
                TryStep(runs, start + moved, end + moved, -step);
            }
        }

        return end;
    }

    /// <summary>Moves a stretch by one token, if that is the same text: what leaves it at one end enters it at the other.</summary>
    private static bool TryStep(ImmutableArray<TextRun>.Builder runs, int start, int end, int step)
    {
        var (enters, leaves) = step < 0 ? (start - 1, end - 1) : (end, start);
        if (enters < 0 || enters >= runs.Count || runs[enters].Change != RunChange.Equal || runs[enters].Markup != runs[leaves].Markup || (runs[enters].Markup is null && runs[enters].Text != runs[leaves].Text))
        {
            return false;
        }

        runs[enters] = runs[enters] with { Change = RunChange.Removed, Cautions = runs[leaves].Cautions };
        runs[leaves] = runs[leaves] with { Change = RunChange.Equal, Cautions = [] };
        return true;
    }

    /// <summary>It begins with an element and ends each that it begins, and no words stand beside them.</summary>
    private static bool IsWhole(ImmutableArray<TextRun>.Builder runs, int start, int end)
    {
        if (TagOf.Depth(runs[start].Markup) <= 0)
        {
            return false;
        }

        var depth = 0;
        for (var at = start; at < end; at++)
        {
            var step = TagOf.Depth(runs[at].Markup);
            depth += step;
            if (depth < 0 || (depth == 0 && step == 0 && runs[at].Markup is null))
            {
                return false;
            }
        }

        return depth == 0;
    }
}
