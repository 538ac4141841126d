using GraphQL.Types;
using GutCms.Web.Storage.Querying;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>Which items are asked for.</summary>
internal sealed class WhereInput : InputObjectGraphType
{
    private static readonly string[] OfId = ["", "_not"];
    private static readonly string[] OfText = ["_contains", "_not_contains", "_starts_with", "_not_starts_with", "_ends_with", "_not_ends_with"];
    private static readonly string[] OfInstant = ["_gt", "_gte", "_lt", "_lte"];
    private static readonly string[] OfList = ["_in", "_not_in"];

    /// <summary>Creates it.</summary>
    /// <param name="item">Type of the items.</param>
    /// <param name="hasPath">They have an address.</param>
    /// <param name="hasSeries">They are in series.</param>
    public WhereInput(IGraphType item, bool hasPath, bool hasSeries)
    {
        Name = item.Name + "WhereInput";
        Description = "Every condition that is given must hold.";
        AddList("OR", "At least one of them holds.");
        AddList("AND", "All of them hold.");
        AddList("NOT", "Not all of them hold.");
        Add<IdGraphType>("contentItemId", []);
        Add<IdGraphType>("contentItemVersionId", []);
        Add<StringGraphType>("displayText", OfText);
        Add<InstantScalar>("publishedUtc", OfInstant);
        Add<InstantScalar>("modifiedUtc", OfInstant);
        if (hasPath)
        {
            Add<StringGraphType>("path", OfText);
        }

        if (hasSeries)
        {
            Add<IdGraphType>("series", []);
        }
    }

    private void AddList(string name, string description) => AddField(new() { Name = name, ResolvedType = new ListGraphType(new NonNullGraphType(this)), Description = description });

    private void Add<TGraph>(string name, string[] more)
        where TGraph : IGraphType
    {
        foreach (var comparison in OfId.Concat(more))
        {
            Add(name + comparison, typeof(TGraph));
        }

        foreach (var comparison in OfList)
        {
            Add(name + comparison, typeof(ListGraphType<NonNullGraphType<TGraph>>));
        }
    }

    private void Add(string name, Type type) => AddField(new() { Name = name, Type = type });
}

/// <summary>An order.</summary>
internal sealed class OrderByInput : InputObjectGraphType
{
    /// <summary>Creates it.</summary>
    /// <param name="item">Type of the items.</param>
    /// <param name="hasPosition">They have a position in their series.</param>
    public OrderByInput(IGraphType item, bool hasPosition)
    {
        Name = item.Name + "OrderByInput";
        Description = "Keys in the order in which they are written; ties are broken by id.";
        foreach (var name in (string[])["contentItemId", "displayText", "publishedUtc", "modifiedUtc", .. hasPosition ? ["seriesPosition"] : Array.Empty<string>()])
        {
            AddField(new() { Name = name, Type = typeof(DirectionEnum) });
        }
    }
}

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
