using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Recipes;

/// <summary>Checks the properties of a recipe beside variables and steps.</summary>
internal static class RecipeHeader
{
    private const int LongestName = 255;

    private static readonly Dictionary<string, Kind> Known = new(StringComparer.Ordinal)
    {
        ["$schema"] = Kind.Text,
        ["name"] = Kind.Text,
        ["displayName"] = Kind.Text,
        ["description"] = Kind.Text,
        ["author"] = Kind.Text,
        ["website"] = Kind.Text,
        ["version"] = Kind.Text,
        ["issetuprecipe"] = Kind.Flag,
        ["categories"] = Kind.Texts,
        ["tags"] = Kind.Texts,
        ["exportUtc"] = Kind.Text,
    };

    private enum Kind
    {
        Text,
        Flag,
        Texts,
    }

    /// <summary>The name, when the header has a usable one.</summary>
    public static string? Name(JsonObject header) =>
        header["name"] is JsonValue value && value.TryGetValue<string>(out var name) && name.Length is > 0 and <= LongestName ? name : null;

    /// <summary>Reports unknown properties, wrong types and a missing name.</summary>
    public static void Check(JsonObject header, Action<string, string> fault)
    {
        foreach (var (name, value) in header)
        {
            var path = RecipeJson.Member("$", name);
            if (!Known.TryGetValue(name, out var kind))
            {
                fault(path, $"A recipe has no property '{name}'.{Suggestion.For(name, [.. Known.Keys, "variables", "steps"])} Correct or remove it.");
            }
            else if (!Fits(value, kind))
            {
                fault(path, $"'{name}' has to be {Describe(kind)} and is {RecipeJson.KindOf(value)}.");
            }
        }

        if (!header.ContainsKey("name"))
        {
            fault("$", "The recipe has no 'name'. Add one: what it writes is recorded under it.");
        }
        else if (header["name"] is JsonValue text && text.TryGetValue<string>(out _) && Name(header) is null)
        {
            fault("$.name", $"The recipe's name has to have 1 to {LongestName} characters.");
        }
    }

    private static bool Fits(JsonNode? value, Kind kind) => kind switch
    {
        Kind.Text => value?.GetValueKind() == JsonValueKind.String,
        Kind.Flag => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => value is JsonArray array && array.All(element => element?.GetValueKind() == JsonValueKind.String),
    };

    private static string Describe(Kind kind) => kind switch
    {
        Kind.Text => "a string",
        Kind.Flag => "true or false",
        _ => "an array of strings",
    };
}
