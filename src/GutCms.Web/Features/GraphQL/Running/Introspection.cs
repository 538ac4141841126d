namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>What questions about the schema cost. They read nothing but memory, and tools ask for all of it at once; but its lists lead back to each other, so each counts as long wherever it stands.</summary>
internal static class Introspection
{
    /// <summary>So many fields of the schema cost as much as one of an item.</summary>
    public const int FieldsForOne = 50;

    /// <summary>The lists, and how long they count: no shorter than the longest one. Those that lead from a type to others count as longer than they are, since nobody has to follow them twice.</summary>
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["types"] = 55,
        ["fields"] = 35,
        ["inputFields"] = 55,
        ["possibleTypes"] = 30,
        ["interfaces"] = 5,
        ["enumValues"] = 20,
        ["args"] = 5,
        ["directives"] = 5,
    };

    /// <summary>Whether a field of the query asks about the schema.</summary>
    public static bool IsAskedBy(string field) => field is "__schema" or "__type";

    /// <summary>How long a field of the schema counts; 1: it is no list.</summary>
    public static int SizeOf(string field) => Sizes.GetValueOrDefault(field, 1);
}
