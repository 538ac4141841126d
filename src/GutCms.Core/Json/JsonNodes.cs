using System.Text.Json.Nodes;

namespace GutCms.Core.Json;

/// <summary>Short forms for reading JSON whose shape may be anything: what has another shape counts as absent.</summary>
internal static class JsonNodes
{
    public static JsonObject? Object(this JsonObject? json, string name) => json?[name] as JsonObject;

    public static JsonArray? Array(this JsonObject? json, string name) => json?[name] as JsonArray;

    public static string? Text(this JsonObject? json, string name) => json?[name].AsText();

    public static bool Flag(this JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The strings of an array; other elements are left out.</summary>
    public static IEnumerable<string> Texts(this JsonObject? json, string name) => json.Array(name)?.Select(AsText).OfType<string>() ?? [];

    /// <summary>The member of that name without regard to case, as recipe steps are read; an exact match wins.</summary>
    public static JsonNode? Member(this JsonObject json, string name) => json.TryGetPropertyValue(name, out var exact)
        ? exact
        : json.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The path of a member, for messages: <c>$.Article</c>, or <c>$['a name']</c> where the name is none of letters and digits.</summary>
    public static string PathOf(string path, string name) =>
        name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$') ? $"{path}.{name}" : $"{path}['{name}']";
}
