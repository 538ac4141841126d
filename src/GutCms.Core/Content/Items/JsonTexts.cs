using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Content.Items;

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

    /// <summary>Appends every string without its mark-up, a line each.</summary>
    /// <param name="text">Where they go.</param>
    /// <param name="name">Name of the member that <paramref name="node"/> is; elements of an array go by the name of the array.</param>
    /// <param name="node">The JSON.</param>
    /// <param name="skipped">Names of members that hold nothing to read.</param>
    /// <param name="isHtml">Whether a string of that name is HTML.</param>
    internal static void Append(StringBuilder text, string name, JsonNode? node, IReadOnlySet<string> skipped, Func<string, string, bool> isHtml)
    {
        if (skipped.Contains(name))
        {
            return;
        }

        switch (node)
        {
            case JsonObject json:
                foreach (var (member, value) in json)
                {
                    Append(text, member, value, skipped, isHtml);
                }

                break;
            case JsonArray array:
                foreach (var element in array)
                {
                    Append(text, name, element, skipped, isHtml);
                }

                break;
            case JsonValue scalar when scalar.TryGetValue(out string? value):
                text.AppendLine(isHtml(name, value) ? HtmlText.Of(value) : value);
                break;
        }
    }

    /// <summary>Every value of a member named <c>Html</c>, at any depth.</summary>
    internal static IEnumerable<string> Html(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member.Key == "Html" && member.Value is JsonValue value && value.TryGetValue<string>(out var html) ? [html] : Html(member.Value)),
        JsonArray array => array.SelectMany(Html),
        _ => [],
    };

    private static bool Check(JsonNode? node) => node switch
    {
        JsonObject json => json.All(member => Check(member.Key) && Check(member.Value)),
        JsonArray array => array.All(Check),
        JsonValue value => !value.TryGetValue<string>(out var text) || Check(text),
        _ => true,
    };

    private static bool Check(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
