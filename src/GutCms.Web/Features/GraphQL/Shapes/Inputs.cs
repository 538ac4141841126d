using GraphQL.Types;
using GutCms.Core.Content.Items;
using GutCms.Web.Storage.Querying;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>Which items are asked for.</summary>
/// <typeparam name="TSelf">The type itself, of which lists are taken.</typeparam>
internal abstract class WhereInput<TSelf> : InputObjectGraphType
    where TSelf : WhereInput<TSelf>
{
    private static readonly string[] OfId = ["", "_not"];
    private static readonly string[] OfText = ["_contains", "_not_contains", "_starts_with", "_not_starts_with", "_ends_with", "_not_ends_with"];
    private static readonly string[] OfInstant = ["_gt", "_gte", "_lt", "_lte"];
    private static readonly string[] OfList = ["_in", "_not_in"];

    /// <summary>Creates it.</summary>
    /// <param name="type">Name of the type of items.</param>
    protected WhereInput(string type)
    {
        Name = type + "WhereInput";
        Description = "Every condition that is given must hold.";
        Add("OR", typeof(ListGraphType<NonNullGraphType<TSelf>>), "At least one of them holds.");
        Add("AND", typeof(ListGraphType<NonNullGraphType<TSelf>>), "All of them hold.");
        Add("NOT", typeof(ListGraphType<NonNullGraphType<TSelf>>), "Not all of them hold.");
        Add<IdGraphType>("contentItemId", []);
        Add<IdGraphType>("contentItemVersionId", []);
        Add<StringGraphType>("displayText", OfText);
        Add<InstantScalar>("publishedUtc", OfInstant);
        Add<InstantScalar>("modifiedUtc", OfInstant);
    }

    /// <summary>Adds conditions on the path.</summary>
    protected void AddPath() => Add<StringGraphType>("path", OfText);

    /// <summary>Adds conditions on the series.</summary>
    protected void AddSeries() => Add<IdGraphType>("series", []);

    private void Add<TGraph>(string name, string[] more)
        where TGraph : IGraphType
    {
        foreach (var comparison in OfId.Concat(more))
        {
            Add(name + comparison, typeof(TGraph), null);
        }

        foreach (var comparison in OfList)
        {
            Add(name + comparison, typeof(ListGraphType<NonNullGraphType<TGraph>>), null);
        }
    }

    private void Add(string name, Type type, string? description) => AddField(new() { Name = name, Type = type, Description = description });
}

/// <summary>Which articles.</summary>
internal sealed class ArticleWhereInput : WhereInput<ArticleWhereInput>
{
    /// <summary>Creates it.</summary>
    public ArticleWhereInput()
        : base(ItemMeaning.Article)
    {
        AddPath();
        AddSeries();
    }
}

/// <summary>Which series.</summary>
internal sealed class SeriesWhereInput : WhereInput<SeriesWhereInput>
{
    /// <summary>Creates it.</summary>
    public SeriesWhereInput()
        : base(ItemMeaning.Series) => AddPath();
}

/// <summary>Which disclaimers.</summary>
internal sealed class DisclaimerWhereInput : WhereInput<DisclaimerWhereInput>
{
    /// <summary>Creates it.</summary>
    public DisclaimerWhereInput()
        : base(ItemMeaning.Disclaimer)
    {
    }
}

/// <summary>An order.</summary>
internal abstract class OrderByInput : InputObjectGraphType
{
    /// <summary>Creates it.</summary>
    /// <param name="type">Name of the type of items.</param>
    /// <param name="more">Further keys.</param>
    protected OrderByInput(string type, params string[] more)
    {
        Name = type + "OrderByInput";
        Description = "Keys in the order in which they are written; ties are broken by id.";
        foreach (var name in (string[])["contentItemId", "displayText", "publishedUtc", "modifiedUtc", .. more])
        {
            AddField(new() { Name = name, Type = typeof(DirectionEnum) });
        }
    }
}

/// <summary>An order of articles.</summary>
internal sealed class ArticleOrderByInput() : OrderByInput(ItemMeaning.Article, "seriesPosition");

/// <summary>An order of series.</summary>
internal sealed class SeriesOrderByInput() : OrderByInput(ItemMeaning.Series);

/// <summary>An order of disclaimers.</summary>
internal sealed class DisclaimerOrderByInput() : OrderByInput(ItemMeaning.Disclaimer);

/// <summary>A direction.</summary>
internal sealed class DirectionEnum : EnumerationGraphType
{
    /// <summary>Creates it.</summary>
    public DirectionEnum()
    {
        Name = "OrderByDirection";
        Add("ASC", false, "From the first one up.");
        Add("DESC", true, "From the last one down.");
    }
}

/// <summary>Which versions.</summary>
internal sealed class StatusEnum : EnumerationGraphType
{
    /// <summary>Creates it.</summary>
    public StatusEnum()
    {
        Name = "Status";
        Description = "Everything but `PUBLISHED` takes the right to see drafts.";
        Add("PUBLISHED", ItemStatus.Published, "What readers get.");
        Add("DRAFT", ItemStatus.Draft, "The latest version of items where that is not live.");
        Add("LATEST", ItemStatus.Latest, "The latest version of each item.");
        Add("ALL", ItemStatus.All, "The latest version of each item, and the live one where that is another.");
    }
}
