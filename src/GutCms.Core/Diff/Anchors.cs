namespace GutCms.Core.Diff;

/// <summary>Words that two texts have once each, in one order: between them the texts are compared piece by piece.</summary>
/// <remarks>Source: the patience diff of B. Cohen.</remarks>
internal static class Anchors
{
    /// <summary>Places of those words, rising on both sides; as many as can be.</summary>
    public static List<(int From, int To)> Find(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var (places, later) = (Once(from), Once(to));
        var pairs = places.Where(place => place.Value >= 0 && later.GetValueOrDefault(place.Key, -1) >= 0)
            .Select(place => (From: place.Value, To: later[place.Key])).OrderBy(pair => pair.From).ToList();

        // The longest run whose later places rise, by the piles of a game of patience.
        var (tops, before) = (new List<int>(), new int[pairs.Count]);
        for (var index = 0; index < pairs.Count; index++)
        {
            var (low, high) = (0, tops.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[tops[middle]].To < pairs[index].To ? (middle + 1, high) : (low, middle);
            }

            before[index] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count)
            {
                tops.Add(index);
            }
            else
            {
                tops[low] = index;
            }
        }

        var run = new List<(int From, int To)>(tops.Count);
        for (var index = tops.Count == 0 ? -1 : tops[^1]; index >= 0; index = before[index])
        {
            run.Add(pairs[index]);
        }

        run.Reverse();
        return run;
    }

    /// <summary>Place of each token that stands once; -1 of one that stands oftener.</summary>
    private static Dictionary<int, int> Once(ReadOnlySpan<int> tokens)
    {
        var places = new Dictionary<int, int>();
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!places.TryAdd(tokens[at], at))
            {
                places[tokens[at]] = -1;
            }
        }

        return places;
    }
}
