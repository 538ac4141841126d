using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Diff;

/// <summary>Finds out which block of one list is which of another.</summary>
/// <param name="work">What may be done.</param>
internal sealed class BlockMatcher(ComparisonWork work)
{
    /// <summary>Words that are looked up, at most, to find similar texts: where there is more to do, blocks are compared with those near their place.</summary>
    private const long MostWords = 2_000_000;

    // Half of the words in common: less, and a reviewer reads two texts easier than one with changes.
    private const double Threshold = 0.5;

    private static readonly string[] HeadingNames = ["heading", "question", "citation", "title"];

    /// <summary>Heading, question, citation or title of a block; null when it has none.</summary>
    public static string? Heading(JsonNode? block) => HeadingNames.Select(name => Text(block, name)).FirstOrDefault(text => text is not null);

    /// <summary>A member that is a string; null when it is not.</summary>
    public static string? Text(JsonNode? block, string name) =>
        block is JsonObject json && json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Pairs of 0-based indices, each index at most once, ordered by the later index: equal blocks first, then equal headings, then similar texts.</summary>
    public IReadOnlyList<(int From, int To)> Match(JsonArray from, JsonArray to)
    {
        var pairs = new List<(int From, int To)>();
        var fromLeft = Enumerable.Range(0, from.Count).ToList();
        var toLeft = Enumerable.Range(0, to.Count).ToList();
        PairByKey(pairs, fromLeft, toLeft, index => Serialised(from[index]), index => Serialised(to[index]));
        PairByKey(pairs, fromLeft, toLeft, index => Named(from[index]), index => Named(to[index]));
        PairBySimilarity(pairs, [.. fromLeft.Select(index => (index, BagOf(from[index])))], [.. toLeft.Select(index => (index, BagOf(to[index])))]);
        return [.. pairs.OrderBy(pair => pair.To)];
    }

    /// <summary>Later indices of the pairs that kept their order; the fewest possible are left out, and those were moved.</summary>
    public static IReadOnlySet<int> Unmoved(IReadOnlyList<(int From, int To)> pairs)
    {
        // The longest run of pairs, ordered by the later index, whose earlier indices rise.
        var length = new int[pairs.Count];
        var before = new int[pairs.Count];
        var best = -1;
        for (var index = 0; index < pairs.Count; index++)
        {
            (length[index], before[index]) = (1, -1);
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (pairs[earlier].From < pairs[index].From && length[earlier] + 1 > length[index])
                {
                    (length[index], before[index]) = (length[earlier] + 1, earlier);
                }
            }

            best = best < 0 || length[index] > length[best] ? index : best;
        }

        var unmoved = new HashSet<int>();
        for (; best >= 0; best = before[best])
        {
            unmoved.Add(pairs[best].To);
        }

        return unmoved;
    }

    private static void PairByKey(List<(int From, int To)> pairs, List<int> fromLeft, List<int> toLeft, Func<int, string?> fromKey, Func<int, string?> toKey)
    {
        var waiting = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        foreach (var index in fromLeft)
        {
            if (fromKey(index) is { } key)
            {
                (waiting.TryGetValue(key, out var queue) ? queue : waiting[key] = new()).Enqueue(index);
            }
        }

        foreach (var index in toLeft.ToList())
        {
            if (toKey(index) is { } key && waiting.TryGetValue(key, out var queue) && queue.TryDequeue(out var earlier))
            {
                pairs.Add((earlier, index));
                fromLeft.Remove(earlier);
                toLeft.Remove(index);
            }
        }
    }

    private void PairBySimilarity(List<(int From, int To)> pairs, IReadOnlyList<(int Index, WordBag Words)> from, IReadOnlyList<(int Index, WordBag Words)> to)
    {
        // So many of the later blocks can each of the earlier ones be compared with: those around the same place.
        var words = Math.Max(1, from.Sum(block => (long)block.Words.Count));
        var allowed = work.Allows(MostWords) ? MostWords : 0;
        var reach = (int)Math.Min(to.Count, allowed / words);
        work.Take(Math.Min(allowed, words * reach));
        var candidates =
            from place in Enumerable.Range(0, @from.Count)
            let middle = (int)((long)place * to.Count / @from.Count)
            let first = Math.Clamp(middle - (reach / 2), 0, to.Count - reach)
            from later in to.Skip(first).Take(reach)
            let earlier = @from[place]
            let similarity = earlier.Words.Similarity(later.Words)
            where similarity >= Threshold
            orderby similarity descending, later.Index, earlier.Index
            select (From: earlier.Index, To: later.Index);
        var (fromUsed, toUsed) = (new HashSet<int>(), new HashSet<int>());
        foreach (var pair in candidates)
        {
            if (!fromUsed.Contains(pair.From) && !toUsed.Contains(pair.To))
            {
                fromUsed.Add(pair.From);
                toUsed.Add(pair.To);
                pairs.Add(pair);
            }
        }
    }

    // The id is made from heading and place, so it says nothing about the block itself.
    private static string Serialised(JsonNode? block)
    {
        if (block?.DeepClone() is not JsonObject json)
        {
            return block?.ToJsonString() ?? "null";
        }

        json.Remove("id");
        return json.ToJsonString();
    }

    private static string? Named(JsonNode? block) => Heading(block) is { } heading ? Text(block, "kind") + "\0" + heading : null;

    private static WordBag BagOf(JsonNode? block)
    {
        var bag = new WordBag();
        bag.Add(block);
        return bag;
    }

    /// <summary>How often each word occurs in a block.</summary>
    private sealed class WordBag
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);
        private int _total;

        /// <summary>Different words.</summary>
        public int Count => _counts.Count;

        public void Add(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject json:
                    foreach (var member in json.Where(member => member.Key is not ("id" or "kind")))
                    {
                        Add(member.Value);
                    }

                    break;
                case JsonArray array:
                    foreach (var element in array)
                    {
                        Add(element);
                    }

                    break;
                case JsonValue value:
                    AddWords(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
                    break;
            }
        }

        public double Similarity(WordBag other)
        {
            var shared = _counts.Sum(word => Math.Min(word.Value, other._counts.GetValueOrDefault(word.Key)));
            return _total + other._total == 0 ? 0 : 2.0 * shared / (_total + other._total);
        }

        private void AddWords(string text)
        {
            foreach (var token in Tokens.OfHtml(text).Where(token => token.Markup is null && token.Text.Any(char.IsLetterOrDigit)))
            {
                _counts[token.Text] = _counts.GetValueOrDefault(token.Text) + 1;
                _total++;
            }
        }
    }
}
