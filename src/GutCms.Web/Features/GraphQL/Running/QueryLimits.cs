using System.Globalization;
using GraphQLParser.AST;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Features.GraphQL.Shapes;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>What an operation asks for.</summary>
/// <param name="AsksForDrafts">It asks for versions that are not live.</param>
/// <param name="Allowance">What it may still cost.</param>
internal sealed record Measured(bool AsksForDrafts, Allowance Allowance);

/// <summary>
/// Measures an operation before anything of it is validated or executed, so that nothing that is too large is looked at twice: its depth, what it costs, its pages. A fragment is measured once, however
/// often it is spread.
/// </summary>
internal sealed class QueryLimits
{
    /// <summary>What a list costs that is read from the database.</summary>
    public const int ListCost = 500;

    /// <summary>Fields and fragments of a document. Validation compares each with each of the same name.</summary>
    public const int MostFields = 500;

    /// <summary>Fragments of a document. Validation compares each with each.</summary>
    public const int MostFragments = 100;

    /// <summary>Values of a document, those within lists and objects too.</summary>
    public const int MostValues = 2_000;

    private const string TypeName = "__typename";

    /// <summary>Directives are compared with each other wherever they stand.</summary>
    private const int DirectiveCount = 5;

    /// <summary>What holds much costs more than a field: otherwise a short query would be answered with hundreds of megabytes.</summary>
    private static readonly Dictionary<string, int> Costs = new(StringComparer.Ordinal)
    {
        ["totalCount"] = ListCost,
        ["document"] = 50,
        ["content"] = 50,
        ["jsonLd"] = 10,
        ["fields"] = 10,
        ["parts"] = 10,
        ["presentation"] = 5,
        ["html"] = 2,
        ["certificate"] = 2,
    };

    private readonly GraphQLOptions _options;
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly Introspection _introspection;
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphQLValue?> _defaults = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fragment, Place Place, int Page), (int Depth, double Cost)?> _measured = [];
    private readonly Dictionary<GraphQLField, double> _openLists = [];
    private bool _asksForDrafts;

    private QueryLimits(GraphQLOptions options, IReadOnlyDictionary<string, object?> variables, Introspection introspection) => (_options, _variables, _introspection) = (options, variables, introspection);

    /// <summary>Measures.</summary>
    /// <param name="document">The document.</param>
    /// <param name="operationName">The operation; null: the only one.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="options">What it may ask for.</param>
    /// <param name="introspection">What questions about the schema cost.</param>
    /// <exception cref="QueryFault">It asks for more.</exception>
    public static Measured Measure(GraphQLDocument document, string? operationName, IReadOnlyDictionary<string, object?> variables, GraphQLOptions options, Introspection introspection)
    {
        var limits = new QueryLimits(options, variables, introspection);
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
        {
            limits._fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }

        if (limits._fragments.Count > MostFragments)
        {
            throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Fragments", limits._fragments.Count, MostFragments).ToCurrent());
        }

        var count = document.Definitions.OfType<IHasSelectionSetNode>().Sum(definition => CountOf((ASTNode)definition));
        if (count > MostFields)
        {
            throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Fields", count, MostFields).ToCurrent());
        }

        var values = document.Definitions.Sum(ValuesOf);
        if (values > MostValues)
        {
            throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.DocumentValues", values, MostValues).ToCurrent());
        }

        // Also those that nothing spreads: validation looks at all of them.
        foreach (var name in limits._fragments.Keys)
        {
            limits.OfFragment(name, Place.Item, page: 1);
        }

        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if ((operationName is null ? operations.Count == 1 ? operations[0] : null : operations.Find(operation => operation.Name?.StringValue == operationName)) is not { } operation)
        {
            return new(AsksForDrafts: false, new(0, options.MaxComplexity, limits._openLists));
        }

        if (operation.Operation != OperationType.Query)
        {
            throw new QueryFault(QueryFaults.OnlyQueries, SiteSentence.Of("GraphQL.OnlyQueries").ToCurrent());
        }

        foreach (var variable in operation.Variables?.Items ?? [])
        {
            limits._defaults.TryAdd(variable.Variable.Name.StringValue, variable.DefaultValue);
        }

        // Pages are known only now that the variables are.
        limits._measured.Clear();
        limits._openLists.Clear();
        var (depth, cost) = limits.Of(operation.SelectionSet, Place.Query, page: 1);
        if (depth > options.MaxDepth)
        {
            throw new QueryFault(QueryFaults.TooDeep, SiteSentence.Of("GraphQL.Depth", depth, options.MaxDepth).ToCurrent());
        }

        return cost > options.MaxComplexity
            ? throw new QueryFault(QueryFaults.TooComplex, SiteSentence.Of("GraphQL.Complexity", (long)Math.Min(cost, 1e15), options.MaxComplexity).ToCurrent())
            : new(limits._asksForDrafts, new(options.MaxComplexity - cost, options.MaxComplexity, limits._openLists));
    }

    private static int CountOf(ASTNode node) =>
        ((node as IHasDirectivesNode)?.Directives?.Count ?? 0) * DirectiveCount + ((node as IHasSelectionSetNode)?.SelectionSet?.Selections.Sum(selection => 1 + CountOf(selection)) ?? 0);

    private static int ValuesOf(ASTNode? node) => node switch
    {
        null => 0,
        GraphQLListValue list => 1 + (list.Values?.Sum(ValuesOf) ?? 0),
        GraphQLObjectValue members => 1 + (members.Fields?.Sum(member => ValuesOf(member.Value)) ?? 0),
        GraphQLValue => 1,
        _ => ((node as GraphQLOperationDefinition)?.Variables?.Items.Sum(variable => 1 + ValuesOf(variable.DefaultValue) + ValuesOf(variable.Directives)) ?? 0)
            + ((node as IHasArgumentsNode)?.Arguments?.Items.Sum(argument => ValuesOf(argument.Value)) ?? 0)
            + ((node as GraphQLDirectives)?.Items.Sum(ValuesOf) ?? 0)
            + ValuesOf((node as IHasDirectivesNode)?.Directives)
            + ((node as IHasSelectionSetNode)?.SelectionSet?.Selections.Sum(ValuesOf) ?? 0),
    };

    /// <param name="set">The fields.</param>
    /// <param name="place">Where they stand.</param>
    /// <param name="page">Of a connection the size of its page.</param>
    private (int Depth, double Cost) Of(GraphQLSelectionSet? set, Place place, int page)
    {
        var (depth, cost) = (0, 0.0);
        foreach (var selection in set?.Selections ?? [])
        {
            var (deeper, more) = selection switch
            {
                GraphQLField field => Of(field, place, page),
                GraphQLInlineFragment inline => Of(inline.SelectionSet, place, page),
                GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.StringValue, place, page),
                _ => (0, 0),
            };
            depth = Math.Max(depth, deeper);
            cost += more;
        }

        return (depth, cost);
    }

    private (int Depth, double Cost) Of(GraphQLField field, Place place, int page)
    {
        var name = field.Name.StringValue;
        if (place == Place.Schema || (place == Place.Query && Introspection.IsAskedBy(name)))
        {
            var (deeper, more) = Of(field.SelectionSet, Place.Schema, page: 1);
            return (deeper + 1, place == Place.Schema ? 1 + (_introspection.SizeOf(name) * more) : 1 + (more / _introspection.FieldsForOne));
        }

        var isRoot = place == Place.Query;
        var asked = AskedOf(field);
        var isOpen = asked == 0 && name is "contentItems" or "tableOfContents" or "approvals" or "terms" or "parents" or "translations";
        var size = asked > 0 ? asked : isOpen ? Allowance.UsualSize : isRoot && name is not ("contentItem" or TypeName) ? NarrowSizeOf(field) : 1;
        LookAtStatus(field);

        // The count of a connection is one, its items are many.
        var isConnection = isRoot && name.EndsWith("Connection", StringComparison.Ordinal);
        var (depth, cost) = Of(field.SelectionSet, Place.Item, isConnection ? size : 1);
        if (isOpen)
        {
            _openLists[field] = cost;
        }

        var times = isConnection ? 1 : name is "nodes" or "edges" ? page : size;
        var own = isRoot && name != TypeName ? ListCost : Costs.GetValueOrDefault(name, 1);
        return (depth + 1, own + (times * cost));
    }

    private (int Depth, double Cost) OfFragment(string name, Place place, int page)
    {
        if (!_fragments.TryGetValue(name, out var fragment))
        {
            return (0, 0);
        }

        if (_measured.TryGetValue((name, place, page), out var known))
        {
            return known ?? throw new QueryFault(QueryFaults.FragmentCycle, SiteSentence.Of("GraphQL.Cycle", name).ToCurrent());
        }

        _measured[(name, place, page)] = null;
        var measured = Of(fragment.SelectionSet, place, page);
        _measured[(name, place, page)] = measured;
        return measured;
    }

    /// <summary>Number of items that a field says it asks for; 0: it does not say it.</summary>
    private int AskedOf(GraphQLField field)
    {
        var asked = Number(field, Paging.First);
        if (asked < 0 || asked > _options.MaxNumberOfResults)
        {
            throw new QueryFault(QueryFaults.TooMany, SiteSentence.Of("GraphQL.First", asked, _options.MaxNumberOfResults).ToCurrent());
        }

        if (Number(field, Paging.Skip) is var skip && (skip < 0 || skip > _options.MaxSkip))
        {
            throw new QueryFault(QueryFaults.TooMany, SiteSentence.Of("GraphQL.Skip", skip, _options.MaxSkip).ToCurrent());
        }

        return (int)asked;
    }

    /// <summary>Whoever asks for one item by its path or its id gets one. A variable that nobody gives a value leaves its condition out.</summary>
    private int NarrowSizeOf(GraphQLField field)
    {
        var where = field.Arguments?.Items.Find(argument => argument.Name.StringValue == "where")?.Value;
        var isNarrow = where is GraphQLVariable variable && _variables.TryGetValue(variable.Name.StringValue, out var sent)
            ? sent is IEnumerable<KeyValuePair<string, object?>> members && members.Any(member => IsOfOne(member.Key) && member.Value is not null)
            : Given(where) is GraphQLObjectValue { Fields: { } fields } && fields.Any(member => IsOfOne(member.Name.StringValue) && IsGiven(member.Value));
        return isNarrow ? 1 : _options.DefaultNumberOfResults;
    }

    private static bool IsOfOne(string name) => name is "path" or "contentItemId" or "contentItemVersionId";

    private bool IsGiven(GraphQLValue value) =>
        value is GraphQLVariable variable && _variables.TryGetValue(variable.Name.StringValue, out var sent) ? sent is not null : Given(value) is not (null or GraphQLNullValue);

    /// <summary>A value as it is written, of a variable its default; null: it has none.</summary>
    private GraphQLValue? Given(GraphQLValue? value) => value is GraphQLVariable variable ? _defaults.GetValueOrDefault(variable.Name.StringValue) : value;

    private long Number(GraphQLField field, string argument) => field.Arguments?.Items.Find(each => each.Name.StringValue == argument)?.Value is { } value ? Number(value) : 0;

    // What is no number is for validation to refuse.
    private long Number(GraphQLValue? value) => value switch
    {
        GraphQLIntValue number => long.TryParse(number.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : long.MaxValue,
        GraphQLVariable variable when _variables.TryGetValue(variable.Name.StringValue, out var sent) => sent switch
        {
            int number => number,
            long number => number,
            _ => 0,
        },
        GraphQLVariable variable when _defaults.TryGetValue(variable.Name.StringValue, out var given) && given is not GraphQLVariable => Number(given),
        _ => 0,
    };

    /// <summary>Anything but <c>PUBLISHED</c>, also what cannot be read here, counts as a question for drafts.</summary>
    private void LookAtStatus(GraphQLField field)
    {
        if (field.Arguments?.Items.Find(each => each.Name.StringValue == "status")?.Value is not { } value)
        {
            return;
        }

        var status = value is GraphQLVariable variable
            ? _variables.TryGetValue(variable.Name.StringValue, out var sent) ? sent as string : (_defaults.GetValueOrDefault(variable.Name.StringValue) as GraphQLEnumValue)?.Name.StringValue ?? "PUBLISHED"
            : (value as GraphQLEnumValue)?.Name.StringValue;
        _asksForDrafts |= status != "PUBLISHED";
    }

    /// <summary>Where fields stand.</summary>
    private enum Place
    {
        /// <summary>Those of the query.</summary>
        Query,

        /// <summary>Those of a page, an item, or what stands within one.</summary>
        Item,

        /// <summary>Those of the schema.</summary>
        Schema,
    }
}
