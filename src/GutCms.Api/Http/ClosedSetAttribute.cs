using System.Text.Json;

namespace GutCms.Api.Http;

/// <summary>A member that holds one of some names, or a list of them; null where it says so. The names become a schema of their own.</summary>
/// <param name="name">Name of the schema.</param>
/// <param name="values">The names.</param>
[AttributeUsage(AttributeTargets.Property)]
internal class ClosedSetAttribute(string name, params string[] values) : Attribute
{
    /// <summary>The names of an enumeration, in camel case.</summary>
    public ClosedSetAttribute(Type enumeration)
        : this(enumeration.Name, [.. Enum.GetNames(enumeration).Select(JsonNamingPolicy.CamelCase.ConvertName)])
    {
    }

    /// <summary>Name of the schema.</summary>
    public string Name => name;

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Values => values;
}

/// <summary>The statuses of a review, as delivery says them.</summary>
internal sealed class ReviewStatusSetAttribute() : ClosedSetAttribute("ReviewStatus", "published", "imported", "reviewDue", "none");
