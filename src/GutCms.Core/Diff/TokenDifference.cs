using DiffPlex;

namespace GutCms.Core.Diff;

/// <summary>Finds what differs between two lists of tokens: exactly where that is little work, otherwise stretch by stretch between words that both have once, and where even these are missing as one stretch in place of another.</summary>
/// <param name="work">What may be done.</param>
internal sealed class TokenDifference(ComparisonWork work)
{
    /// <summary>Tokens of both texts that are compared exactly, whatever differs.</summary>
    private const int Short = 4_000;

    /// <summary>Tokens of both texts of which it is no matter how they are compared.</summary>
    private const int VeryShort = 400;

    /// <summary>What differs, in order.</summary>
    /// <param name="from">The earlier tokens.</param>
    /// <param name="to">The later ones.</param>
    public (IReadOnlyList<Replacement> Replacements, bool IsCoarse) Find(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        long both = from.Count + to.Count;
        if (both <= VeryShort && work.Allows(both * both / 2))
        {
            return (FindExactly(from, to), false);
        }

        var search = new LongSearch(from, to, work);
        if (both <= Short && !search.TryExactly() && work.Allows(both * both / 2))
        {
            return (FindExactly(from, to), false);
        }

        return (search.Run(), search.IsCoarse);
    }

    private List<Replacement> FindExactly(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        List<Replacement> exact = [.. Differ.Instance.CreateDiffs("from", "to", ignoreWhiteSpace: false, ignoreCase: false, new Prepared(from, to)).DiffBlocks
            .Select(block => new Replacement(block.DeleteStartA, block.DeleteCountA, block.InsertStartB, block.InsertCountB))];
        work.Take((from.Count + to.Count) * (1L + (exact.Sum(replacement => replacement.FromCount + replacement.ToCount) / 2)));
        return exact;
    }

    /// <summary>Hands DiffPlex the tokens, which it would otherwise cut out of a text itself.</summary>
    private sealed class Prepared(IReadOnlyList<string> from, IReadOnlyList<string> to) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "from" ? from : to;
    }
}
