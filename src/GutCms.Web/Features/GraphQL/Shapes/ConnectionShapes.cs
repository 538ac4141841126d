using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>A page of items with cursors.</summary>
internal sealed class ConnectionShape : Shape<Connection>
{
    /// <summary>Creates it.</summary>
    /// <param name="item">Type of the items.</param>
    public ConnectionShape(IGraphType item)
    {
        Name = item.Name + "Connection";
        Description = "A page of items with cursors.";
        IsTypeOf = null;
        AddField(new()
        {
            Name = "totalCount",
            Description = "Number of items over all pages.",
            Type = typeof(NonNullGraphType<IntGraphType>),
            Resolver = new FuncFieldResolver<Connection, object>(async context => await context.Source.Count(context.CancellationToken)),
        });
        Has(Lists.Of(new EdgeShape(item)), "edges", "Items with their cursors.", page => page.Edges);
        Has(Lists.Of(item), "nodes", "The items.", page => page.Edges.Select(edge => edge.Node));
        Has<NonNullGraphType<PageInfoShape>>("pageInfo", "How the list goes on.", page => page);
    }
}

/// <summary>An item with its cursor.</summary>
internal sealed class EdgeShape : Shape<Edge>
{
    /// <summary>Creates it.</summary>
    /// <param name="item">Type of the item.</param>
    public EdgeShape(IGraphType item)
    {
        Name = item.Name + "Edge";
        Description = "An item with its cursor.";
        Has<NonNullGraphType<StringGraphType>>("cursor", "Value of `after` for what comes after it.", edge => edge.Cursor);
        Has(new NonNullGraphType(item), "node", "The item.", edge => edge.Node);
    }
}

/// <summary>Lists of a type.</summary>
internal static class Lists
{
    /// <summary>A list that is there, and has no gaps.</summary>
    public static IGraphType Of(IGraphType type) => new NonNullGraphType(new ListGraphType(new NonNullGraphType(type)));
}

/// <summary>How a list goes on.</summary>
internal sealed class PageInfoShape : Shape<Connection>
{
    /// <summary>Creates it.</summary>
    public PageInfoShape()
    {
        Name = "PageInfo";
        Description = "How a list goes on. Pages go forward only.";
        IsTypeOf = null;
        Has<NonNullGraphType<BooleanGraphType>>("hasNextPage", "There are items after this page.", page => page.HasMore);
        Has<NonNullGraphType<BooleanGraphType>>("hasPreviousPage", "There are items before it, as far as is known: it was asked for by a cursor.", page => !page.IsStart);
        Has<StringGraphType>("startCursor", "Cursor of the first item.", page => page.Edges.Count == 0 ? null : page.Edges[0].Cursor);
        Has<StringGraphType>("endCursor", "Cursor of the last item.", page => page.Edges.Count == 0 ? null : page.Edges[^1].Cursor);
    }
}
