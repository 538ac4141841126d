using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Json;

/// <summary>The JSON Canonicalization Scheme: one sequence of bytes for one JSON value.</summary>
/// <remarks>
/// Source: RFC 8785. Members sorted by UTF-16 code units, numbers as ECMAScript writes an IEEE 754 double, strings with the fewest escapes, no
/// white space, UTF-8. A number that a double cannot hold exactly is rounded, as the RFC has it.
/// </remarks>
public static class CanonicalJson
{
    private const int MaxDepth = 256;

    /// <summary>The canonical form, UTF-8 without a byte order mark.</summary>
    /// <exception cref="CanonicalJsonException">The value has no canonical form.</exception>
    public static byte[] Serialize(JsonNode? node)
    {
        using var text = new PooledText();
        Write(text, node);
        var bytes = new byte[Encoding.UTF8.GetByteCount(text.Written)];
        Encoding.UTF8.GetBytes(text.Written, bytes);
        return bytes;
    }

    /// <summary>SHA-256 over the canonical form, as every hash of this project is written: <c>sha256:</c> and 64 lower-case hex digits.</summary>
    /// <exception cref="CanonicalJsonException">The value has no canonical form.</exception>
    public static string Hash(JsonNode? node)
    {
        using var text = new PooledText();
        Write(text, node);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Written.Length));
        try
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text.Written, bytes)), hash);
            return "sha256:" + Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The canonical form as text.</summary>
    /// <exception cref="CanonicalJsonException">The value has no canonical form.</exception>
    public static string ToString(JsonNode? node)
    {
        using var text = new PooledText();
        Write(text, node);
        return text.Written.ToString();
    }

    private static void Write(PooledText text, JsonNode? node)
    {
        try
        {
            Append(text, node, 0);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or InvalidOperationException or JsonException)
        {
            throw new CanonicalJsonException("The JSON has a duplicate member, a value that is not JSON, or a string that is not Unicode.", unreadable);
        }
    }

    private static void Append(PooledText text, JsonNode? node, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new CanonicalJsonException($"The JSON is nested more than {MaxDepth} levels deep.");
        }

        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject json:
                AppendObject(text, json, depth);
                break;
            case JsonArray array:
                AppendArray(text, array, depth);
                break;
            case JsonValue value:
                AppendValue(text, value);
                break;
        }
    }

    private static void AppendObject(PooledText text, JsonObject json, int depth)
    {
        var members = new KeyValuePair<string, JsonNode?>[json.Count];
        ((ICollection<KeyValuePair<string, JsonNode?>>)json).CopyTo(members, 0);
        Array.Sort(members, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        text.Append('{');
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            AppendString(text, members[i].Key);
            text.Append(':');
            Append(text, members[i].Value, depth + 1);
        }

        text.Append('}');
    }

    private static void AppendArray(PooledText text, JsonArray array, int depth)
    {
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Append(text, array[i], depth + 1);
        }

        text.Append(']');
    }

    private static void AppendValue(PooledText text, JsonValue value)
    {
        if (value.TryGetValue<string>(out var plain))
        {
            AppendString(text, plain);
        }
        else if (value.TryGetValue<bool>(out var flag))
        {
            text.Append(flag ? "true" : "false");
        }
        else if (value.TryGetValue<double>(out var number))
        {
            text.Append(EcmaScriptNumber.Format(number));
        }
        else
        {
            // A .NET value such as a date or a decimal: what JSON makes of it.
            AppendElement(text, JsonSerializer.SerializeToElement(value));
        }
    }

    private static void AppendElement(PooledText text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                AppendString(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(EcmaScriptNumber.Format(element.GetDouble()));
                break;
            default:
                Append(text, JsonNode.Parse(element.GetRawText()), MaxDepth / 2);
                break;
        }
    }

    private static void AppendString(PooledText text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length;)
        {
            var plain = i;
            while (plain < value.Length && value[plain] is >= ' ' and not ('"' or '\\') and not (>= '\uD800' and <= '\uDFFF'))
            {
                plain++;
            }

            text.Append(value.AsSpan(i, plain - i));
            if (plain == value.Length)
            {
                break;
            }

            i = AppendSpecial(text, value, plain);
        }

        text.Append('"');
    }

    /// <summary>Writes a character that is not written as it is, or is half of one; returns where the next one stands.</summary>
    private static int AppendSpecial(PooledText text, string value, int i)
    {
        var character = value[i];
        switch (character)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\t': text.Append("\\t"); break;
            case '\n': text.Append("\\n"); break;
            case '\f': text.Append("\\f"); break;
            case '\r': text.Append("\\r"); break;
            case < ' ':
                text.Append("\\u00");
                text.Append(character >= 16 ? '1' : '0');
                text.Append("0123456789abcdef"[character & 15]);
                break;
            default:
                if (!char.IsHighSurrogate(character) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                {
                    throw new CanonicalJsonException("A string holds half of a surrogate pair.");
                }

                text.Append(value.AsSpan(i, 2));
                return i + 2;
        }

        return i + 1;
    }
}
