using System.Text.Json.Nodes;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Items;

/// <summary>Items that stand inside a part of another item.</summary>
internal static class NestedItems
{
    /// <summary>Member of a taxonomy, and of a term itself, that holds the terms below it.</summary>
    public const string Terms = "Terms";

    /// <summary>Part of a term that says which taxonomy it is in. No type has it: it comes with being a term.</summary>
    public const string TermPart = "TermPart";

    /// <summary>Part that holds terms.</summary>
    public const string TaxonomyPart = "TaxonomyPart";

    private static readonly string[] Members = ["ContentItems", "Widgets", Terms];

    /// <summary>Name of the member that holds them, by part; null when the part holds none.</summary>
    public static string? Member(string partName) => partName switch
    {
        "BagPart" => "ContentItems",
        "FlowPart" => "Widgets",
        TaxonomyPart => Terms,
        _ => null,
    };

    /// <summary>The nested items of a part in order; empty when it holds none.</summary>
    public static IEnumerable<JsonObject> Of(string partName, JsonObject? part) =>
        Member(partName) is { } member ? part.Array(member)?.OfType<JsonObject>() ?? [] : [];

    /// <summary>The terms below a term, in order; empty when it is none, or has none.</summary>
    public static IEnumerable<JsonObject> BelowTerm(JsonObject item) => item.Array(Terms)?.OfType<JsonObject>() ?? [];

    /// <summary>Ids of all nested items at any depth, in their order.</summary>
    public static IEnumerable<string> IdsIn(JsonNode? node) => node switch
    {
        JsonObject json => (json.Text("ContentItemId") is { Length: > 0 } id ? [id] : Enumerable.Empty<string>()).Concat(json.SelectMany(member => IdsIn(member.Value))),
        JsonArray array => array.SelectMany(IdsIn),
        _ => [],
    };

    /// <summary>The nested items of a part of whatever kind, in order.</summary>
    public static IEnumerable<JsonObject> In(JsonObject part) =>
        Members.SelectMany(member => part.Array(member)?.OfType<JsonObject>() ?? []).Where(item => item.ContainsKey("ContentType"));
}
