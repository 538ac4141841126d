using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser.AST;
using GutCms.Core.Content.Items;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Storage.Querying;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>What can be asked for: of each type a list as in Orchard Core's GraphQL, and a connection with cursors and a count.</summary>
internal sealed class QueryShape : ObjectGraphType
{
    private const string Where = "where";
    private const string OrderBy = "orderBy";
    private const string Status = "status";
    private const string After = "after";
    private const string Lang = "lang";

    private static readonly ItemOrder[] ByPublication = [new(ItemColumn.PublishedUtc, Descending: true)];

    /// <summary>Creates it.</summary>
    /// <param name="types">The types that can be asked for, in their order.</param>
    public QueryShape(IEnumerable<AskedType> types)
    {
        Name = "Query";
        foreach (var type in types)
        {
            Add(type);
        }

        AddField(new()
        {
            Name = "contentItem",
            Description = "What is published of an item; null when nothing is.",
            Type = typeof(ContentItemShape),
            Arguments =
            [
                new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "contentItemId", Description = "The item." },
                new QueryArgument<StringGraphType> { Name = Lang, Description = "Language tag: the same text in this language, or in one that stands in for it." },
            ],
            Resolver = new FuncFieldResolver<object?>(async context => LanguageOf(context) is { } language
                ? (object?)await Paging.Reader(context).FindInLanguageAsync(context.GetArgument<string>("contentItemId"), language, context.CancellationToken)
                : new FirstOf<ItemNode>(Paging.Reader(context).Load([context.GetArgument<string>("contentItemId")]))),
        });
    }

    private void Add(AskedType type)
    {
        var where = new WhereInput(type.Shape, hasPath: type.Kind != DeliveryKind.Disclaimer, hasSeries: type.Kind == DeliveryKind.Article);
        var order = new OrderByInput(type.Shape, hasPosition: type.Kind == DeliveryKind.Article);
        AddField(new()
        {
            Name = type.Field,
            Description = $"{type.What}, the newest publication first unless another order is asked for.",
            ResolvedType = new ListGraphType(new NonNullGraphType(type.Shape)),
            Arguments = [.. Asked(where, order), .. Paging.Arguments()],
            Resolver = new FuncFieldResolver<object>(async context =>
                (await ReadAsync(context, Query(context, type, null) with { Skip = Paging.Of(context).Skip }, withCursors: false)).Edges.Select(edge => edge.Node)),
        });
        AddField(new()
        {
            Name = type.Field + "Connection",
            Description = $"{type.What} by cursors, with their number.",
            ResolvedType = new ConnectionShape(type.Shape),
            Arguments = [.. Asked(where, order), Paging.Arguments().Find(Paging.First)!, new QueryArgument<StringGraphType> { Name = After, Description = "Cursor that an answer to the same question gave: the page after it." }],
            Resolver = new FuncFieldResolver<object>(async context => await ConnectAsync(context, Query(context, type, context.GetArgument<string?>(After)))),
        });
    }

    private static IEnumerable<QueryArgument> Asked(WhereInput where, OrderByInput order) =>
    [
        new QueryArgument(where) { Name = Where, Description = "Which ones." },
        new QueryArgument(order) { Name = OrderBy, Description = "In which order." },
        new QueryArgument<NonNullGraphType<StatusEnum>> { Name = Status, Description = "Which versions.", DefaultValue = ItemStatus.Published },
        new QueryArgument<StringGraphType> { Name = Lang, Description = "Language tag: only what is in exactly this language. Of what is published." },
    ];

    private static ItemQuery Query(IResolveFieldContext context, AskedType type, string? after) => new(
        type.Kind, context.GetArgument<ItemStatus>(Status), Conditions.Read(context.Arguments?[Where].Value), OrderOf(context), after, Paging.Of(context).First)
    {
        ContentType = type.ContentType,
        Language = LanguageOf(context)?.ToLowerInvariant(),
    };

    private static string? LanguageOf(IResolveFieldContext context)
    {
        if (context.GetArgument<string?>(Lang) is not { } language)
        {
            return null;
        }

        return !LanguageTags.IsWellFormed(language) ? throw new QueryFault(QueryFaults.BadInput, SiteSentence.Of("GraphQL.Language").ToCurrent())
            : context.HasArgument(Status) && context.GetArgument<ItemStatus>(Status) != ItemStatus.Published ? throw new QueryFault(QueryFaults.BadInput, SiteSentence.Of("GraphQL.LanguageOfDrafts").ToCurrent())
            : language;
    }

    private static async Task<Connection> ConnectAsync(IResolveFieldContext context, ItemQuery query)
    {
        var (edges, hasMore) = await ReadAsync(context, query, withCursors: true);
        return new(edges, hasMore, query.After is null, cancellationToken => Paging.Reader(context).CountAsync(query, cancellationToken));
    }

    private static async Task<(IReadOnlyList<Edge> Edges, bool HasMore)> ReadAsync(IResolveFieldContext context, ItemQuery query, bool withCursors)
    {
        try
        {
            return await Paging.Reader(context).ListAsync(query, withCursors, context.CancellationToken);
        }
        catch (BadCursorException fault)
        {
            throw new QueryFault(QueryFaults.InvalidCursor, fault.Message);
        }
    }

    /// <summary>The keys in the order in which they stand in the query, or in the variable.</summary>
    private static ItemOrder[] OrderOf(IResolveFieldContext context)
    {
        if (context.Arguments?[OrderBy].Value is not IDictionary<string, object?> given)
        {
            return ByPublication;
        }

        var written = context.FieldAst.Arguments?.Items.Find(argument => argument.Name.StringValue == OrderBy)?.Value switch
        {
            GraphQLObjectValue { Fields: { } fields } => fields.Select(field => field.Name.StringValue),
            GraphQLVariable variable when Paging.Sent(context, variable.Name.StringValue) is IDictionary<string, object?> members => members.Keys,
            _ => given.Keys,
        };
        ItemOrder[] order = [.. written.Where(name => given.TryGetValue(name, out var direction) && direction is bool).Select(name => new ItemOrder(Conditions.Columns[name], (bool)given[name]!))];
        return order.Length == 0 ? ByPublication : order;
    }
}

/// <summary>A type that can be asked for.</summary>
/// <param name="Kind">Kind of its documents.</param>
/// <param name="ContentType">The type.</param>
/// <param name="Field">Name of its field of the query.</param>
/// <param name="What">Its items, for people.</param>
/// <param name="Shape">What is told of an item.</param>
internal sealed record AskedType(DeliveryKind Kind, string ContentType, string Field, string What, IObjectGraphType Shape);
