using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using GutCms.Core.Texts;

namespace GutCms.Core.Json;

/// <summary>Reads JSON that comes from outside: no duplicate members, only valid UTF-8, only well-formed Unicode in strings.</summary>
public static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads one JSON object.</summary>
    /// <exception cref="ContentJsonException">It is not one, or breaks one of the rules.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ContentJsonException(Sentence.Of("Json.NotUtf8"));
        }

        try
        {
            var json = JsonNode.Parse(utf8, documentOptions: Options) as JsonObject
                ?? throw new ContentJsonException(Sentence.Of("Json.Object"));
            if (utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0)
            {
                DecodeAll(json);
            }

            return json;
        }
        catch (JsonException malformed)
        {
            throw new ContentJsonException(Sentence.Of("Json.Malformed", malformed.Message), malformed);
        }
        catch (InvalidOperationException notUnicode)
        {
            throw new ContentJsonException(Sentence.Of("Json.HalfSurrogate"), notUnicode);
        }
    }

    // Strings are decoded when they are first read, and one that is not Unicode throws only then.
    private static void DecodeAll(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (_, value) in json)
                {
                    DecodeAll(value);
                }

                break;
            case JsonArray array:
                foreach (var value in array)
                {
                    DecodeAll(value);
                }

                break;
            case JsonValue value:
                value.TryGetValue<string>(out _);
                break;
        }
    }
}
