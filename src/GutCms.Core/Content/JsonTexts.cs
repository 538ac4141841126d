using System.Text.Json.Nodes;

namespace GutCms.Core.Content;

/// <summary>Looks at every text of some JSON.</summary>
public static class JsonTexts
{
    /// <summary>Whether every string and member name can be stored: well-formed Unicode without U+0000, which PostgreSQL cannot keep.</summary>
    public static bool AreStorable(JsonNode? json)
    {
        try
        {
            return Check(json);
        }
        catch (InvalidOperationException)
        {
            // Strings are decoded when they are first read; half of a surrogate pair throws only then.
            return false;
        }
    }

    private static bool Check(JsonNode? node) => node switch
    {
        JsonObject json => json.All(member => Check(member.Key) && Check(member.Value)),
        JsonArray array => array.All(Check),
        JsonValue value => !value.TryGetValue<string>(out var text) || Check(text),
        _ => true,
    };

    private static bool Check(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
