using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Core.Content.Items;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>A page of items with cursors.</summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
/// <typeparam name="TEdge">Type of the items with their cursors.</typeparam>
internal abstract class ConnectionShape<TItem, TEdge> : Shape<Connection>
    where TItem : IGraphType
    where TEdge : IGraphType
{
    /// <summary>Creates it.</summary>
    /// <param name="type">Name of the type of items.</param>
    protected ConnectionShape(string type)
    {
        Name = type + "Connection";
        Description = "A page of items with cursors.";
        AddField(new()
        {
            Name = "totalCount",
            Description = "Number of items over all pages.",
            Type = typeof(NonNullGraphType<IntGraphType>),
            Resolver = new FuncFieldResolver<Connection, object>(async context => await context.Source.Count(context.CancellationToken)),
        });
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<TEdge>>>>("edges", "Items with their cursors.", page => page.Edges);
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<TItem>>>>("nodes", "The items.", page => page.Edges.Select(edge => edge.Node));
        Has<NonNullGraphType<PageInfoShape>>("pageInfo", "How the list goes on.", page => page);
    }
}

/// <summary>An item with its cursor.</summary>
/// <typeparam name="TItem">Type of the item.</typeparam>
internal abstract class EdgeShape<TItem> : Shape<Edge>
    where TItem : IGraphType
{
    /// <summary>Creates it.</summary>
    /// <param name="type">Name of the type of items.</param>
    protected EdgeShape(string type)
    {
        Name = type + "Edge";
        Description = "An item with its cursor.";
        Has<NonNullGraphType<StringGraphType>>("cursor", "Value of `after` for what comes after it.", edge => edge.Cursor);
        Has<NonNullGraphType<TItem>>("node", "The item.", edge => edge.Node);
    }
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

/// <summary>Articles.</summary>
internal sealed class ArticleConnectionShape() : ConnectionShape<ArticleShape, ArticleEdgeShape>(ItemMeaning.Article);

/// <summary>An article.</summary>
internal sealed class ArticleEdgeShape() : EdgeShape<ArticleShape>(ItemMeaning.Article);

/// <summary>Series.</summary>
internal sealed class SeriesConnectionShape() : ConnectionShape<SeriesShape, SeriesEdgeShape>(ItemMeaning.Series);

/// <summary>A series.</summary>
internal sealed class SeriesEdgeShape() : EdgeShape<SeriesShape>(ItemMeaning.Series);

/// <summary>Disclaimers.</summary>
internal sealed class DisclaimerConnectionShape() : ConnectionShape<DisclaimerShape, DisclaimerEdgeShape>(ItemMeaning.Disclaimer);

/// <summary>A disclaimer.</summary>
internal sealed class DisclaimerEdgeShape() : EdgeShape<DisclaimerShape>(ItemMeaning.Disclaimer);
