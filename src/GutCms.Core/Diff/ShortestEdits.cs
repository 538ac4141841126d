namespace GutCms.Core.Diff;

/// <summary>The fewest removals and additions that make one list of another, where they are few.</summary>
/// <remarks>Source: E. Myers, An O(ND) difference algorithm and its variations, 1986.</remarks>
/// <param name="from">The earlier list.</param>
/// <param name="to">The later one.</param>
/// <param name="work">What may be done.</param>
internal sealed class ShortestEdits(ReadOnlyMemory<int> from, ReadOnlyMemory<int> to, ComparisonWork work)
{
    private const int Unreachable = -1;

    /// <summary>Marks what is removed and added. False, and nothing is marked: that would be more than so many edits, or more work than is allowed.</summary>
    public bool TryFind(int mostEdits, Span<bool> removed, Span<bool> added)
    {
        var most = Math.Min(mostEdits, from.Length + to.Length);

        // How far along the earlier list each diagonal is reached, by the diagonal (earlier minus later place).
        var reached = new int[(2 * most) + 3];
        Array.Fill(reached, Unreachable);
        var rounds = new List<int[]>();
        for (var edits = 0; edits <= most && work.Allows(1); edits++)
        {
            // As it was before this round: what leads back to the start. One diagonal more on either side than this round looks at.
            rounds.Add(reached[(most - edits)..(most + 3 + edits)]);
            if (Advance(reached, most + 1, edits))
            {
                Mark(rounds, removed, added);
                return true;
            }
        }

        return false;
    }

    private bool Advance(int[] reached, int middle, int edits)
    {
        var earlier = from.Span;
        var later = to.Span;
        long steps = edits + 1;
        var isDone = false;
        for (var diagonal = -edits; diagonal <= edits && !isDone; diagonal += 2)
        {
            var at = edits == 0 ? 0 : Next(reached.AsSpan(middle - edits - 1), diagonal + edits + 1, diagonal).At;
            var start = at;
            while (at >= 0 && at < earlier.Length && at - diagonal < later.Length && earlier[at] == later[at - diagonal])
            {
                at++;
            }

            steps += at - start;
            reached[middle + diagonal] = at;
            isDone = at == earlier.Length && at - diagonal == later.Length;
        }

        work.Take(steps);
        return isDone;
    }

    /// <summary>Where a further edit leads on a diagonal: an addition from the diagonal above, or a removal from the one below.</summary>
    /// <param name="reached">What was reached by the edits before.</param>
    /// <param name="index">Place of the diagonal in it.</param>
    /// <param name="diagonal">The diagonal.</param>
    private (int At, bool IsAddition) Next(ReadOnlySpan<int> reached, int index, int diagonal)
    {
        var (byAddition, byRemoval) = (reached[index + 1], reached[index - 1]);
        byAddition = byAddition == Unreachable || byAddition - diagonal > to.Length ? Unreachable : byAddition;
        byRemoval = byRemoval == Unreachable || byRemoval == from.Length ? Unreachable : byRemoval + 1;
        return byAddition >= byRemoval ? (byAddition, true) : (byRemoval, false);
    }

    private void Mark(List<int[]> rounds, Span<bool> removed, Span<bool> added)
    {
        var (at, later) = (from.Length, to.Length);
        for (var edits = rounds.Count - 1; edits > 0; edits--)
        {
            var diagonal = at - later;
            var (start, isAddition) = Next(rounds[edits], diagonal + edits + 1, diagonal);
            (at, later) = isAddition ? (start, start - diagonal - 1) : (start - 1, start - diagonal);
            if (isAddition)
            {
                added[later] = true;
            }
            else
            {
                removed[at] = true;
            }
        }
    }
}
