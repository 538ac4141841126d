using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Running;

/// <summary>Checks the properties of a recipe beside variables and steps.</summary>
internal static class RecipeHeader
{
    /// <summary>Says that nothing in the file is an expression, whatever it looks like.</summary>
    public const string Literal = "literal";

    /// <summary>Names items that the content points to and that are nowhere, since they were deleted.</summary>
    public const string Absent = "absent";

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
        [Literal] = Kind.Flag,
        [Absent] = Kind.Texts,
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

    /// <summary>Whether nothing in the file is an expression.</summary>
    public static bool IsLiteral(JsonObject header) => header[Literal]?.GetValueKind() == JsonValueKind.True;

    /// <summary>The items that are nowhere; empty when the header names none.</summary>
    public static IEnumerable<string> AbsentItems(JsonObject header) => header.Texts(Absent);

    /// <summary>The name of a recipe whose header has none: that of its file, as Orchard Core's own parts of recipes have it.</summary>
    public static string NameOf(string fileName)
    {
        foreach (var ending in (string[])[".recipe.json", ".json"])
        {
            if (fileName.Length > ending.Length && fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return fileName[..^ending.Length];
            }
        }

        return fileName;
    }

    /// <summary>Reports unknown properties, wrong types and a name that cannot be one.</summary>
    public static void Check(JsonObject header, Action<string, Sentence> fault)
    {
        foreach (var (name, value) in header)
        {
            var path = RecipeJson.Member("$", name);
            if (!Known.TryGetValue(name, out var kind))
            {
                fault(path, Sentence.Of("Recipe.HasNo", name, Suggestion.For(name, [.. Known.Keys, "variables", "steps"])));
            }
            else if (!Fits(value, kind))
            {
                fault(path, Sentence.Of("Recipe.HasToBe", name, Describe(kind), RecipeJson.KindOf(value)));
            }
        }

        if (header["name"] is JsonValue text && text.TryGetValue<string>(out var given) && given.Length > 0 && Name(header) is null)
        {
            fault("$.name", Sentence.Of("Recipe.NameLength", LongestName));
        }
    }

    private static bool Fits(JsonNode? value, Kind kind) => kind switch
    {
        Kind.Text => value?.GetValueKind() == JsonValueKind.String,
        Kind.Flag => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => value is JsonArray array && array.All(element => element?.GetValueKind() == JsonValueKind.String),
    };

    private static Sentence Describe(Kind kind) => kind switch
    {
        Kind.Text => Sentence.Of("Kind.Text"),
        Kind.Flag => Sentence.Of("Kind.Flag"),
        _ => Sentence.Of("Kind.Texts"),
    };
}
