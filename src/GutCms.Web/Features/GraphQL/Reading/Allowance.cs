using GraphQLParser.AST;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>
/// What a request may still cost. Of a list within an item nobody knows how long it is before it is read: it was counted as <see cref="UsualSize"/>, and what is beyond that is taken from here when it is read,
/// so that an answer never costs more than is permitted, and no list is cut for being longer than it was thought to be.
/// </summary>
/// <param name="left">What is left.</param>
/// <param name="limit">What a request may cost.</param>
/// <param name="below">Fields of lists whose length the query does not say, and what each item costs.</param>
internal sealed class Allowance(double left, int limit, IReadOnlyDictionary<GraphQLField, double> below)
{
    /// <summary>Items as which a list within an item is counted where the query does not say how many.</summary>
    public const int UsualSize = 10;

    private readonly Lock _lock = new();

    // Fields of one name are executed as one, which is none of those that were measured.
    private readonly double _all = below.Values.Sum();
    private double _left = left;

    /// <summary>Takes what a list costs beyond what it was counted as.</summary>
    /// <param name="field">Its field, whose length the query does not say.</param>
    /// <param name="items">How long it is.</param>
    /// <exception cref="QueryFault">That is not left.</exception>
    public void Take(GraphQLField field, int items)
    {
        if (items <= UsualSize)
        {
            return;
        }

        lock (_lock)
        {
            _left -= (items - UsualSize) * below.GetValueOrDefault(field, _all);
            if (_left < 0)
            {
                throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Complexity", (long)Math.Min(limit - _left, 1e15), limit).ToCurrent());
            }
        }
    }
}
