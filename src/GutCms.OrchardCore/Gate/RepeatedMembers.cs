using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// Finds a member that an object of a JSON text names twice, in the same case or in another. Orchard Core reads names in any case, so such a text says two things, and which of them counts,
/// or whether reading it fails halfway, is left to chance.
/// </summary>
internal static class RepeatedMembers
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Path of the first one, such as <c>$.TitlePart.Title</c>; null when there is none, or the text is no JSON, which is for its reader to say.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Options);
        var open = new Stack<Level>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName when !open.Peek().Name(reader.GetString()!):
                        return PathOf(open);
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        Begin(open);
                        open.Push(new(reader.TokenType == JsonTokenType.StartObject));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case not JsonTokenType.PropertyName:
                        Begin(open);
                        break;
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // A half character in a name is no better than malformed JSON.
        }

        return null;
    }

    /// <summary>Path of the first one below what was read already; null when there is none.</summary>
    public static string? Find(JsonNode? json) => json is null ? null : Find(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static void Begin(Stack<Level> open)
    {
        if (open.TryPeek(out var holder))
        {
            holder.Count++;
        }
    }

    private static string PathOf(Stack<Level> open) => "$" + string.Concat(open.Reverse().Select(level => level.Step));

    private sealed class Level(bool isObject)
    {
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
        private string _name = "";

        /// <summary>Values so far.</summary>
        public int Count { get; set; }

        public string Step => isObject ? "." + _name : string.Create(CultureInfo.InvariantCulture, $"[{Count - 1}]");

        /// <summary>False: the name was there already.</summary>
        public bool Name(string name)
        {
            _name = name;
            return _names.Add(name);
        }
    }
}
