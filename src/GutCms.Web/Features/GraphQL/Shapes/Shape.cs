using System.Text.Json;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>A type of objects, each of whose fields says what it holds and how it is read.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal abstract class Shape<T> : ObjectGraphType<T>
{
    /// <summary>Adds a field that is at hand.</summary>
    /// <typeparam name="TGraph">Its type.</typeparam>
    protected void Has<TGraph>(string name, string description, Func<T, object?> read)
        where TGraph : IGraphType => AddField(new() { Name = name, Description = description, Type = typeof(TGraph), Resolver = new FuncFieldResolver<T, object?>(context => read(context.Source)) });

    /// <summary>Adds a field that is at hand, of a type that is made for this schema.</summary>
    protected void Has(IGraphType type, string name, string description, Func<T, object?> read) =>
        AddField(new() { Name = name, Description = description, ResolvedType = type, Resolver = new FuncFieldResolver<T, object?>(context => read(context.Source)) });

    /// <summary>Adds a field that is read together with those of other objects.</summary>
    /// <typeparam name="TGraph">Its type.</typeparam>
    protected void HasRead<TGraph>(string name, string description, Func<T, ItemReader, object?> read)
        where TGraph : IGraphType => AddField(new() { Name = name, Description = description, Type = typeof(TGraph), Resolver = new FuncFieldResolver<T, object?>(context => read(context.Source, Paging.Reader(context))) });

    /// <summary>Adds items of which a page is asked for.</summary>
    /// <typeparam name="TItem">What stands for an item.</typeparam>
    /// <param name="description">What they are.</param>
    /// <param name="all">All of them.</param>
    /// <param name="read">Reads those of the page.</param>
    protected void HasContentItems<TItem>(string description, Func<T, IReadOnlyList<TItem>> all, Func<IReadOnlyList<TItem>, ItemReader, object?> read) => AddField(new()
    {
        Name = "contentItems",
        Description = description,
        Type = typeof(NonNullGraphType<ListGraphType<NonNullGraphType<ContentItemShape>>>),
        Arguments = Paging.Arguments(),
        Resolver = new FuncFieldResolver<T, object?>(context =>
        {
            var (skip, first) = Paging.Of(context);
            TItem[] items = [.. all(context.Source).Skip(skip).Take(first)];
            if (!Paging.SaysHowMany(context))
            {
                Paging.Reader(context).Allowance.Take(context.FieldAst, items.Length);
            }

            return read(items, Paging.Reader(context));
        }),
    });

    /// <summary>Adds a list of which all is shown.</summary>
    /// <typeparam name="TGraph">Type of its elements.</typeparam>
    protected void HasElements<TGraph>(string name, string description, Func<T, JsonElement?> read)
        where TGraph : IGraphType => AddField(new()
        {
            Name = name,
            Description = description,
            Type = typeof(NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>),
            Resolver = new FuncFieldResolver<T, object?>(context =>
            {
                JsonElement[] elements = [.. DocumentJson.Elements(read(context.Source))];
                Paging.Reader(context).Allowance.Take(context.FieldAst, elements.Length);
                return elements;
            }),
        });
}

/// <summary>The arguments of a page.</summary>
internal static class Paging
{
    /// <summary>Number of items.</summary>
    public const string First = "first";

    /// <summary>Items that are passed over.</summary>
    public const string Skip = "skip";

    private const string Variables = "variables";

    /// <summary>What a request reads by.</summary>
    public static ItemReader Reader(IResolveFieldContext context) => (ItemReader)context.RootValue!;

    /// <summary>What is kept of a request beside what it reads by: its variables as they were sent.</summary>
    public static Dictionary<string, object?> ContextOf(IReadOnlyDictionary<string, object?> variables) => new() { [Variables] = variables };

    /// <summary>A variable as it was sent.</summary>
    public static object? Sent(IResolveFieldContext context, string name) => (context.UserContext[Variables] as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);

    /// <summary>The arguments.</summary>
    public static QueryArguments Arguments() =>
    [
        new QueryArgument<IntGraphType> { Name = First, Description = "Number of items. Zero, or left out: as many as the site gives by default." },
        new QueryArgument<IntGraphType> { Name = Skip, Description = "Items that are passed over." },
    ];

    /// <summary>The page that is asked for.</summary>
    public static (int Skip, int First) Of(IResolveFieldContext context) =>
        (context.GetArgument<int?>(Skip) ?? 0, context.GetArgument<int?>(First) is > 0 and var first ? first : Reader(context).DefaultSize);

    /// <summary>Whether the query says how many items it asks for.</summary>
    public static bool SaysHowMany(IResolveFieldContext context) => context.GetArgument<int?>(First) is > 0;
}
