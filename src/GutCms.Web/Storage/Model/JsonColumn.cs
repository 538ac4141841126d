using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GutCms.Web.Storage.Model;

/// <summary>Immutable values of the core that stand in one text column as JSON, because nothing ever searches in them.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A JSON object that may be absent.</summary>
    public static ValueConverter<JsonObject?, string?> NullableObject { get; } =
        new(value => value == null ? null : value.ToJsonString(Options), text => text == null ? null : JsonNode.Parse(text, null, default)!.AsObject());

    public static ValueComparer<JsonObject?> ObjectComparer { get; } =
        new((left, right) => JsonNode.DeepEquals(left, right), value => value == null ? 0 : value.Count);

    public static ValueConverter<T, string> Of<T>() =>
        new(value => JsonSerializer.Serialize(value, Options), text => JsonSerializer.Deserialize<T>(text, Options)!);

    /// <summary>Some members of what stands in a column, for whoever reads past EF and needs no more.</summary>
    /// <exception cref="JsonException">It is not that.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;

    public static ValueComparer<ImmutableArray<T>> ArrayComparer<T>() =>
        new((left, right) => left.SequenceEqual(right), value => value.Length, value => value);
}
