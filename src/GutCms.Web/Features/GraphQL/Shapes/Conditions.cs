using System.Globalization;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Storage.Querying;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>Reads a <c>where</c>: a column and an operator make a name, <c>displayText_contains</c>; <c>AND</c>, <c>OR</c> and <c>NOT</c> take lists.</summary>
internal static class Conditions
{
    private const int MostConditions = 100;
    private const int MostValues = 1_000;

    /// <summary>Characters of a text that is looked for within others: what databases take as a pattern is bounded.</summary>
    private const int LongestPart = 1_000;

    /// <summary>Columns by their names in a query.</summary>
    public static readonly Dictionary<string, ItemColumn> Columns = new(StringComparer.Ordinal)
    {
        ["contentItemId"] = ItemColumn.ContentItemId,
        ["contentItemVersionId"] = ItemColumn.ContentItemVersionId,
        ["displayText"] = ItemColumn.DisplayText,
        ["path"] = ItemColumn.Path,
        ["series"] = ItemColumn.Series,
        ["publishedUtc"] = ItemColumn.PublishedUtc,
        ["modifiedUtc"] = ItemColumn.ModifiedUtc,
        ["seriesPosition"] = ItemColumn.SeriesPosition,
    };

    /// <summary>The condition; null: none was given.</summary>
    public static ItemCondition? Read(object? where)
    {
        if (where is not IDictionary<string, object?> { Count: > 0 } given)
        {
            return null;
        }

        var left = (Conditions: MostConditions, Values: MostValues);
        return All(given, ref left);
    }

    private static ItemCondition.Both All(IDictionary<string, object?> where, ref (int Conditions, int Values) left)
    {
        var parts = new List<ItemCondition>(where.Count);
        foreach (var (name, value) in where)
        {
            if (--left.Conditions < 0)
            {
                throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Conditions", MostConditions).ToCurrent());
            }

            parts.Add(name switch
            {
                "AND" => new ItemCondition.Both(Each(name, value, ref left)),
                "OR" => new ItemCondition.Either(Each(name, value, ref left)),
                "NOT" => new ItemCondition.Not(new ItemCondition.Both(Each(name, value, ref left))),
                _ => One(name, value, ref left),
            });
        }

        return new(parts);
    }

    private static List<ItemCondition> Each(string name, object? value, ref (int Conditions, int Values) left)
    {
        var parts = new List<ItemCondition>();
        foreach (var part in value as IEnumerable<object?> ?? throw Missing(name))
        {
            parts.Add(All(part as IDictionary<string, object?> ?? throw Missing(name), ref left));
        }

        return parts;
    }

    private static ItemCondition One(string name, object? value, ref (int Conditions, int Values) left)
    {
        var mark = name.IndexOf('_', StringComparison.Ordinal);
        var column = Columns[mark < 0 ? name : name[..mark]];
        var comparison = mark < 0 ? "" : name[(mark + 1)..];
        var isNot = comparison.StartsWith("not", StringComparison.Ordinal);
        comparison = isNot ? comparison["not".Length..].TrimStart('_') : comparison;
        IReadOnlyList<object> values = comparison == "in" ? [.. (value as IEnumerable<object?> ?? throw Missing(name)).Select(each => each ?? throw Missing(name))] : [value ?? throw Missing(name)];
        left.Values -= values.Count;
        if (left.Values < 0)
        {
            throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Values", MostValues).ToCurrent());
        }

        var condition = column is ItemColumn.PublishedUtc or ItemColumn.ModifiedUtc ? Instants(column, comparison, values) : Texts(name, column, comparison, values);
        return isNot ? new ItemCondition.Not(condition) : condition;
    }

    private static ItemCondition Texts(string name, ItemColumn column, string comparison, IReadOnlyList<object> values) => comparison switch
    {
        "contains" => new ItemCondition.Matches(column, TextMatch.Contains, Part(name, values[0])),
        "starts_with" => new ItemCondition.Matches(column, TextMatch.StartsWith, Part(name, values[0])),
        "ends_with" => new ItemCondition.Matches(column, TextMatch.EndsWith, Part(name, values[0])),
        _ => new ItemCondition.Among(column, [.. values.Select(Text)]),
    };

    private static string Part(string name, object value) =>
        Text(value) is var text && text.Length <= LongestPart ? text : throw new QueryFault(QueryFaults.BadInput, SiteSentence.Of("GraphQL.LongText", name, LongestPart).ToCurrent());

    // PostgreSQL knows no such character, and neither does anything that is stored.
    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace('\0', '\ufffd');

    private static ItemCondition Instants(ItemColumn column, string comparison, IReadOnlyList<object> values)
    {
        var at = ((DateTime)values[0]).Ticks;

        // Readers see whole seconds, and compare what they see.
        var second = at - (at % TimeSpan.TicksPerSecond);
        var (next, least) = (second + TimeSpan.TicksPerSecond, second == at ? second : second + TimeSpan.TicksPerSecond);
        return comparison switch
        {
            "gt" => new ItemCondition.From(column, next),
            "gte" => new ItemCondition.From(column, least),
            "lt" => Before(column, least),
            "lte" => Before(column, next),
            _ => new ItemCondition.Either([.. values.Cast<DateTime>().Select(value => At(column, value.Ticks))]),
        };
    }

    private static ItemCondition At(ItemColumn column, long ticks) =>
        ticks % TimeSpan.TicksPerSecond == 0 ? new ItemCondition.Both([new ItemCondition.From(column, ticks), Before(column, ticks + TimeSpan.TicksPerSecond)]) : ItemCondition.Never;

    // What was never published was not published before anything.
    private static ItemCondition.Both Before(ItemColumn column, long ticks) => new([new ItemCondition.From(column, 1), new ItemCondition.Not(new ItemCondition.From(column, ticks))]);

    private static QueryFault Missing(string name) => new(QueryFaults.BadInput, SiteSentence.Of("GraphQL.Null", name).ToCurrent());
}
