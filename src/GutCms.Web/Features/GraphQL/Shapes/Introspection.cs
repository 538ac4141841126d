using GraphQL.Types;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>
/// What questions about a schema cost. They read nothing but memory, and tools ask for all of it at once; but its lists lead back to each other, so each counts as long wherever it stands. What a site has added
/// makes the lists longer, and as many more fields cost the same: all of a schema costs about as much on every site.
/// </summary>
internal sealed class Introspection
{
    /// <summary>So many fields of the program's own schema cost as much as one of an item.</summary>
    private const int FieldsOfOwn = 50;

    /// <summary>The lists, and how long they count at least. Those that lead from a type to others count as longer than they are, since nobody has to follow them twice.</summary>
    private static readonly Dictionary<string, int> Least = new(StringComparer.Ordinal)
    {
        ["types"] = 55,
        ["fields"] = 35,
        ["inputFields"] = 55,
        ["possibleTypes"] = 30,
        ["interfaces"] = 5,
        ["enumValues"] = 20,
        ["args"] = 6,
        ["directives"] = 5,
    };

    private readonly Dictionary<string, int> _sizes;

    /// <summary>Creates it.</summary>
    /// <param name="schema">The schema, initialised.</param>
    public Introspection(ISchema schema)
    {
        var types = schema.AllTypes.ToList();
        _sizes = new(Least, StringComparer.Ordinal);
        AtLeast("types", types.Count);
        AtLeast("fields", types.OfType<IComplexGraphType>().Where(type => type is not IInputObjectGraphType).Max(type => type.Fields.Count));
        AtLeast("inputFields", types.OfType<IInputObjectGraphType>().Max(type => type.Fields.Count));
        AtLeast("possibleTypes", types.OfType<IAbstractGraphType>().Max(type => type.PossibleTypes.Count));
        FieldsForOne = FieldsOfOwn * Growth("types") * Math.Max(Growth("fields"), Math.Max(Growth("inputFields"), Growth("possibleTypes")));

        void AtLeast(string list, int count) => _sizes[list] = Math.Max(_sizes[list], count);

        double Growth(string list) => (double)_sizes[list] / Least[list];
    }

    /// <summary>So many fields of the schema cost as much as one of an item.</summary>
    public double FieldsForOne { get; }

    /// <summary>Whether a field of the query asks about the schema.</summary>
    public static bool IsAskedBy(string field) => field is "__schema" or "__type";

    /// <summary>How long a field of the schema counts: no shorter than the longest list of that name. 1: it is no list.</summary>
    public int SizeOf(string field) => _sizes.GetValueOrDefault(field, 1);
}
