using System.Globalization;
using System.Text.Json;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>Members of documents, by the names that they have in delivery.</summary>
internal static class DocumentJson
{
    /// <summary>A text; null when it is absent or null.</summary>
    public static string? Text(JsonElement json, string name) => Text(Member(json, name));

    /// <summary>A value that is a text; null: it is none.</summary>
    public static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A member of a member.</summary>
    public static JsonElement? Member(JsonElement json, string outer, string inner) => Member(json, outer) is { } member ? Member(member, inner) : null;

    /// <summary>The elements of a list; none when it is absent.</summary>
    public static IEnumerable<JsonElement> Elements(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A number; a text where a double cannot hold it. Null: it is none.</summary>
    public static decimal? Number(JsonElement? number) => number switch
    {
        { ValueKind: JsonValueKind.Number } value => value.TryGetDecimal(out var read) ? read : null,
        { ValueKind: JsonValueKind.String } text => decimal.TryParse(text.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var read) ? read : null,
        _ => null,
    };

    /// <summary>The path of an item, without a slash before it.</summary>
    public static string? Path(JsonElement json) => Member(json, "presentation") is { } presentation ? Text(presentation, "path") : null;
}
