namespace GutCms.Core.Comments;

/// <summary>Approximate matching of strings by edit distance (one for each character inserted, deleted or replaced).</summary>
internal static class Alignment
{
    /// <summary>Edit distance of two texts.</summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                row[column] = Math.Min(Math.Min(above, row[column - 1]) + 1, diagonal + (left[line - 1] == right[column - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }

    /// <summary>The part of a text that is most like a pattern; of several, the one nearest to where it is expected. Time: product of the lengths.</summary>
    /// <remarks>P. Sellers, The theory and computation of evolutionary distances: pattern recognition, 1980.</remarks>
    public static (int Start, int Length, int Distance) FindWindow(string pattern, string text, int expectedStart)
    {
        var costs = new int[pattern.Length + 1];
        var starts = new int[pattern.Length + 1];
        for (var index = 0; index <= pattern.Length; index++)
        {
            costs[index] = index;
        }

        var best = (Start: 0, Length: 0, Distance: pattern.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var (diagonalCost, diagonalStart) = (costs[0], starts[0]);
            (costs[0], starts[0]) = (0, at + 1);
            for (var index = 1; index <= pattern.Length; index++)
            {
                var (cost, start) = (diagonalCost + (pattern[index - 1] == text[at] ? 0 : 1), diagonalStart);
                (diagonalCost, diagonalStart) = (costs[index], starts[index]);
                if (diagonalCost + 1 < cost)
                {
                    (cost, start) = (diagonalCost + 1, diagonalStart);
                }

                if (costs[index - 1] + 1 < cost)
                {
                    (cost, start) = (costs[index - 1] + 1, starts[index - 1]);
                }

                (costs[index], starts[index]) = (cost, start);
            }

            var (distance, from) = (costs[^1], starts[^1]);
            if (distance < best.Distance || (distance == best.Distance && Math.Abs(from - expectedStart) < Math.Abs(best.Start - expectedStart)))
            {
                best = (from, at + 1 - from, distance);
            }
        }

        return best;
    }

    /// <summary>Where a range of the pattern lies in the text that it is aligned with; the tightest range, so what was inserted at its edges is outside.</summary>
    public static (int Start, int End) Map(string pattern, ReadOnlySpan<char> text, int patternStart, int patternEnd)
    {
        var costs = new int[pattern.Length + 1, text.Length + 1];
        for (var line = 0; line <= pattern.Length; line++)
        {
            for (var column = 0; column <= text.Length; column++)
            {
                costs[line, column] = line == 0 ? column
                    : column == 0 ? line
                    : Math.Min(Math.Min(costs[line - 1, column], costs[line, column - 1]) + 1, costs[line - 1, column - 1] + (pattern[line - 1] == text[column - 1] ? 0 : 1));
            }
        }

        var (start, end) = (0, 0);
        var (row, at) = (pattern.Length, text.Length);
        while (true)
        {
            // Going back, the last visit to the row of the end is its smallest column; the first visit to that of the start its largest.
            end = row == patternEnd ? at : end;
            if (row == patternStart)
            {
                start = at;
                return (start, Math.Max(start, end));
            }

            if (at > 0 && costs[row, at] == costs[row - 1, at - 1] + (pattern[row - 1] == text[at - 1] ? 0 : 1))
            {
                (row, at) = (row - 1, at - 1);
            }
            else if (at > 0 && costs[row, at] == costs[row, at - 1] + 1)
            {
                at--;
            }
            else
            {
                row--;
            }
        }
    }
}
