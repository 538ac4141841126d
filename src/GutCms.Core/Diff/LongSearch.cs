namespace GutCms.Core.Diff;

/// <summary>Compares two long lists of tokens. What differs is marked on both sides; the rest is the same, in its order.</summary>
internal sealed class LongSearch
{
    /// <summary>Differences up to which a stretch is compared exactly.</summary>
    private const int MostEdits = 1_500;

    /// <summary>How often stretches are cut at words that both sides have once.</summary>
    private const int MostCuts = 6;

    private readonly int[] _from;
    private readonly int[] _to;
    private readonly bool[] _removed;
    private readonly bool[] _added;
    private readonly ComparisonWork _work;
    private bool _isFound;

    public LongSearch(IReadOnlyList<string> from, IReadOnlyList<string> to, ComparisonWork work)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        (_from, _to) = (Number(from), Number(to));
        (_removed, _added) = (new bool[from.Count], new bool[to.Count]);
        _work = work;

        int[] Number(IReadOnlyList<string> tokens)
        {
            var numbered = new int[tokens.Count];
            for (var at = 0; at < numbered.Length; at++)
            {
                if (!numbers.TryGetValue(tokens[at], out numbered[at]))
                {
                    numbers[tokens[at]] = numbered[at] = numbers.Count;
                }
            }

            return numbered;
        }
    }

    /// <summary>Somewhere a stretch stands in place of another as a whole, though they may have words in common.</summary>
    public bool IsCoarse { get; private set; }

    /// <summary>Finds the fewest differences, where they are few. False: they are not, and nothing was found.</summary>
    public bool TryExactly() => _isFound = new ShortestEdits(_from, _to, _work).TryFind(MostEdits, _removed, _added);

    /// <summary>What differs, in order.</summary>
    public List<Replacement> Run()
    {
        if (!_isFound)
        {
            Compare(0, _from.Length, 0, _to.Length, cuts: 0);
        }

        var found = new List<Replacement>();
        for (var (at, later) = (0, 0); at < _from.Length || later < _to.Length; at++, later++)
        {
            var (start, laterStart) = (at, later);
            while (at < _from.Length && _removed[at])
            {
                at++;
            }

            while (later < _to.Length && _added[later])
            {
                later++;
            }

            if (at > start || later > laterStart)
            {
                found.Add(new(start, at - start, laterStart, later - laterStart));
            }
        }

        return found;
    }

    private void Compare(int start, int end, int laterStart, int laterEnd, int cuts)
    {
        while (start < end && laterStart < laterEnd && _from[start] == _to[laterStart])
        {
            (start, laterStart) = (start + 1, laterStart + 1);
        }

        while (start < end && laterStart < laterEnd && _from[end - 1] == _to[laterEnd - 1])
        {
            (end, laterEnd) = (end - 1, laterEnd - 1);
        }

        if (start == end || laterStart == laterEnd)
        {
            Mark(start, end, laterStart, laterEnd);
        }
        else if (!new ShortestEdits(_from.AsMemory(start..end), _to.AsMemory(laterStart..laterEnd), _work).TryFind(MostEdits, _removed.AsSpan(start..end), _added.AsSpan(laterStart..laterEnd)))
        {
            Cut(start, end, laterStart, laterEnd, cuts);
        }
    }

    private void Cut(int start, int end, int laterStart, int laterEnd, int cuts)
    {
        var work = (end - start) + (laterEnd - laterStart);
        var anchors = cuts < MostCuts && _work.Allows(work) ? Anchors.Find(_from.AsSpan(start..end), _to.AsSpan(laterStart..laterEnd)) : [];
        _work.Take(work);
        if (anchors.Count == 0)
        {
            Mark(start, end, laterStart, laterEnd);
            IsCoarse = true;
            return;
        }

        var (open, laterOpen) = (start, laterStart);
        foreach (var (at, later) in anchors)
        {
            Compare(open, start + at, laterOpen, laterStart + later, cuts + 1);
            (open, laterOpen) = (start + at + 1, laterStart + later + 1);
        }

        Compare(open, end, laterOpen, laterEnd, cuts + 1);
    }

    private void Mark(int start, int end, int laterStart, int laterEnd)
    {
        _removed.AsSpan(start..end).Fill(true);
        _added.AsSpan(laterStart..laterEnd).Fill(true);
    }
}
