using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Reading;

/// <summary>Turns the bytes of one value into nodes, and says where a property stands twice or text is not Unicode.</summary>
internal static class RecipeJson
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>
    /// Parses a value that is known to be JSON. Null, after a report, when it cannot be used. Every name and string in the result can be read safely.
    /// </summary>
    /// <param name="utf8">The value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="fault">Told path and message.</param>
    /// <param name="node">The value; null also for a JSON null.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, string path, Action<string, Sentence> fault, out JsonNode? node)
    {
        node = null;
        if (!IsUnicode(utf8, path, fault))
        {
            return false;
        }

        try
        {
            node = JsonNode.Parse(utf8, null, Strict);
            return true;
        }
        catch (JsonException)
        {
            FindDuplicates(utf8, path, fault);
            return false;
        }
    }

    /// <summary>Whether a string below a value begins with <c>[</c>, as every expression does. Looking at the bytes spares a walk through most of a large file.</summary>
    public static bool MayHoldExpressions(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\"["u8) >= 0 || utf8.IndexOf("\"\\u005"u8) >= 0;

    /// <summary>What kind of value it is, for messages: <c>a string</c>.</summary>
    public static Sentence KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => Sentence.Verbatim("null"),
        JsonValueKind.Object => Sentence.Of("Kind.Object"),
        JsonValueKind.Array => Sentence.Of("Kind.Array"),
        JsonValueKind.String => Sentence.Of("Kind.Text"),
        JsonValueKind.Number => Sentence.Of("Kind.Number"),
        _ => Sentence.Of("Kind.Flag"),
    };

    /// <summary>The path of a member.</summary>
    public static string Member(string path, string name) => Json.JsonNodes.PathOf(path, name);

    // Escapes such as \ud800 without their other half pass the reader and throw when somebody asks for the text.
    private static bool IsUnicode(ReadOnlySpan<byte> utf8, string path, Action<string, Sentence> fault)
    {
        if (utf8.IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        var buffer = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            return IsUnicode(utf8, buffer, path, fault);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool IsUnicode(ReadOnlySpan<byte> utf8, char[] buffer, string path, Action<string, Sentence> fault)
    {
        var reader = new Utf8JsonReader(utf8, JsonCursor.Options);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                reader.CopyString(buffer);
            }
            catch (InvalidOperationException)
            {
                fault(path, Sentence.Of("Recipe.HalfCharacter"));
                return false;
            }
        }

        return true;
    }

    private static void FindDuplicates(ReadOnlySpan<byte> utf8, string path, Action<string, Sentence> fault)
    {
        var reader = new Utf8JsonReader(utf8, JsonCursor.Options);
        var open = new Stack<Level>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = reader.GetString()!;
                    open.Peek().Name = name;
                    if (!open.Peek().Names.Add(name))
                    {
                        fault(PathOf(path, open), Sentence.Of("Recipe.PropertyTwiceInObject", name));
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    if (open.TryPeek(out var level) && level.Name is null)
                    {
                        level.Index++;
                    }

                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(new Level());
                    }

                    break;
            }
        }
    }

    private static string PathOf(string path, Stack<Level> open) =>
        open.Reverse().Aggregate(path, (built, level) => level.Name is { } name ? Member(built, name) : $"{built}[{level.Index}]");

    private sealed class Level
    {
        public string? Name { get; set; }

        public int Index { get; set; } = -1;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
