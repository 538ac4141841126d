using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Reading;

/// <summary>Reads and checks the properties of a step: names without case, as Orchard Core binds them, but no unknown ones.</summary>
internal static class StepProperties
{
    /// <summary>The member of that name without regard to case, with its path below the step.</summary>
    public static (JsonNode? Value, string Path, bool Exists) Find(this JsonObject json, string name, string path)
    {
        foreach (var (written, value) in json)
        {
            if (string.Equals(written, name, StringComparison.OrdinalIgnoreCase))
            {
                return (value, RecipeJson.Member(path, written), true);
            }
        }

        return (null, $"{path}.{name}", false);
    }

    /// <summary>The text of a member, or null when it is missing or no string.</summary>
    public static string? TextOf(this JsonObject json, string name) =>
        json.Find(name, "").Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The objects of an array member, with their paths; what has another shape is left out.</summary>
    public static IEnumerable<(JsonObject Value, string Path)> ObjectsOf(this JsonObject json, string name, string path = "")
    {
        var (value, at, _) = json.Find(name, path);
        return (value as JsonArray ?? []).Select((element, index) => (Value: element as JsonObject, Path: $"{at}[{index}]")).Where(found => found.Value is not null)!;
    }

    /// <summary>The strings of an array member, with their paths; what has another shape is left out.</summary>
    public static IEnumerable<(string Value, string Path)> TextsOf(this JsonObject json, string name, string path = "")
    {
        var (value, at, _) = json.Find(name, path);
        return (value as JsonArray ?? [])
            .Select((element, index) => (Value: element is JsonValue text && text.TryGetValue<string>(out var written) ? written : null, Path: $"{at}[{index}]"))
            .Where(found => found.Value is not null)!;
    }

    /// <summary>Reports members that are not among the known ones.</summary>
    public static void CheckNames(this RecipeContext context, RecipeStep step, JsonObject json, string path, Sentence what, params IReadOnlyList<string> known)
    {
        foreach (var (name, _) in json)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Fault(step, RecipeJson.Member(path, name), Sentence.Of("Recipe.NoProperty", what, name, Suggestion.For(name, known)));
            }
        }
    }

    /// <summary>Reports a member that is not an array of objects (or, with <paramref name="texts"/>, of strings that are not empty).</summary>
    public static void CheckArray(this RecipeContext context, RecipeStep step, JsonObject json, string name, string path, bool required, bool texts = false)
    {
        var (value, at, exists) = json.Find(name, path);
        if (value is not JsonArray array)
        {
            if (exists || required)
            {
                context.Fault(step, at, exists ? Sentence.Of("Recipe.IsArray", name, RecipeJson.KindOf(value)) : Sentence.Of("Recipe.MissingArray", name, texts ? Sentence.Of("Kind.Strings") : Sentence.Of("Kind.Objects")));
            }

            return;
        }

        for (var i = 0; i < array.Count; i++)
        {
            var fits = texts ? array[i] is JsonValue text && text.TryGetValue<string>(out var written) && written.Length > 0 : array[i] is JsonObject;
            if (!fits)
            {
                context.Fault(step, $"{at}[{i}]", Sentence.Of("Recipe.Expected", texts ? Sentence.Of("Kind.FilledText") : Sentence.Of("Kind.AnObject"), RecipeJson.KindOf(array[i])));
            }
        }
    }

    /// <summary>Reports a member that is not text; true when it is there and usable.</summary>
    public static bool CheckText(this RecipeContext context, RecipeStep step, JsonObject json, string name, string path, bool required)
    {
        var (value, at, exists) = json.Find(name, path);
        if (!exists || (value is null && !required))
        {
            if (required)
            {
                context.Fault(step, at, Sentence.Of("Recipe.Missing", name));
            }

            return false;
        }

        if (value?.GetValueKind() != JsonValueKind.String)
        {
            context.Fault(step, at, Sentence.Of("Recipe.IsString", name, RecipeJson.KindOf(value)));
            return false;
        }

        if (required && string.IsNullOrWhiteSpace(value.GetValue<string>()))
        {
            context.Fault(step, at, Sentence.Of("Recipe.Empty", name));
            return false;
        }

        return true;
    }
}
