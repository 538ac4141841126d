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

    /// <summary>Adds a field of which a page is asked for.</summary>
    /// <typeparam name="TGraph">Its type.</typeparam>
    protected void HasPage<TGraph>(string name, string description, Func<T, ItemReader, (int Skip, int First), object?> read)
        where TGraph : IGraphType => AddField(new()
        {
            Name = name,
            Description = description,
            Type = typeof(TGraph),
            Arguments = Paging.Arguments(),
            Resolver = new FuncFieldResolver<T, object?>(context => read(context.Source, Paging.Reader(context), Paging.Of(context))),
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
}
