using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Scripts;

/// <summary>
/// Replaces <c>[js: …]</c> values. Known are <c>uuid()</c>, <c>variables('x')</c>, <c>parameters('x')</c>, <c>base64('x')</c> and <c>html('x')</c>; every other expression is a fault.
/// </summary>
/// <remarks>
/// A value is an expression when it begins with <c>[</c>, ends with <c>]</c> and has nothing but letters in front of its first <c>:</c>, as in
/// Orchard Core; so <c>[Draft] Note</c> is text. A variable is evaluated when it is first asked for and then kept. An <c>uuid()</c> gives the same id
/// each time the same place is read within one run, so that the check and the run see the same items.
/// </remarks>
/// <param name="variables">Variables of the file, by name.</param>
/// <param name="parameters">Parameters of the run, by name.</param>
/// <param name="seed">Random text of the run and the file.</param>
internal sealed partial class RecipeScripts(JsonObject variables, IReadOnlyDictionary<string, string> parameters, string seed)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly Dictionary<string, (string? Value, Sentence? Error)> _evaluated = new(StringComparer.Ordinal);

    /// <summary>Whether Orchard Core and this host evaluate the text instead of taking it literally.</summary>
    public static bool IsExpression(string text)
    {
        var separator = text.StartsWith('[') && text.EndsWith(']') ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        return separator > 0 && text[1..separator].All(char.IsLetter);
    }

    /// <summary>Replaces every expression below a node, in place; the node itself when it is a string.</summary>
    /// <param name="node">The value.</param>
    /// <param name="path">Its path.</param>
    /// <param name="fault">Told path and message; such a string stays as it is.</param>
    public JsonNode? Resolve(JsonNode? node, string path, Action<string, Sentence> fault)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.Where(member => MayHold(member.Value)).ToList())
                {
                    var resolved = Resolve(value, RecipeJson.Member(path, name), fault);
                    if (!ReferenceEquals(resolved, value))
                    {
                        json[name] = resolved;
                    }
                }

                return json;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    var resolved = MayHold(array[i]) ? Resolve(array[i], $"{path}[{i}]", fault) : array[i];
                    if (!ReferenceEquals(resolved, array[i]))
                    {
                        array[i] = resolved;
                    }
                }

                return array;
            case JsonValue value when Text(value) is { } text && IsExpression(text):
                var (result, error) = Evaluate(text, path);
                if (error is not null)
                {
                    fault(path, error);
                    return node;
                }

                return JsonValue.Create(result);
            default:
                return node;
        }
    }

    /// <summary>Reports variables whose expression is none of the known forms, whether or not anybody asks for them.</summary>
    public void CheckVariables(Action<string, Sentence> fault)
    {
        foreach (var (name, value) in variables)
        {
            var path = RecipeJson.Member("$.variables", name);
            if (value is JsonObject or JsonArray or null)
            {
                fault(path, Sentence.Of("Recipe.Variable", RecipeJson.KindOf(value)));
            }
            else if (Text(value) is { } text && IsExpression(text) && !KnownForm().IsMatch(text))
            {
                fault(path, Unknown(text));
            }
        }
    }

    private (string? Value, Sentence? Error) Evaluate(string expression, string place)
    {
        var match = KnownForm().Match(expression);
        if (!match.Success)
        {
            return (null, Unknown(expression));
        }

        var name = match.Groups["single"].Success ? match.Groups["single"].Value : match.Groups["double"].Value;
        return match.Groups["function"].Value switch
        {
            "variables" => Variable(name),
            "parameters" => parameters.TryGetValue(name, out var value)
                ? (value, null)
                : (null, Sentence.Of("Recipe.Parameter", name, Suggestion.For(name, parameters.Keys))),
            "base64" => FromBase64(name) is { } decoded ? Again(decoded, place) : (null, Sentence.Of("Recipe.Base64")),
            "html" => Again(WebUtility.HtmlDecode(name), place),
            _ => (NewId(place), null),
        };
    }

    // What comes out is evaluated again, as in Orchard Core; each time it is shorter.
    private (string? Value, Sentence? Error) Again(string text, string place) => IsExpression(text) ? Evaluate(text, place) : (text, null);

    private static string? FromBase64(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private (string? Value, Sentence? Error) Variable(string name)
    {
        if (_evaluated.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!variables.TryGetPropertyValue(name, out var node))
        {
            return (null, Sentence.Of("Recipe.NoVariable", name, Suggestion.For(name, variables.Select(member => member.Key))));
        }

        _evaluated[name] = (null, Sentence.Of("Recipe.VariableOfItself", name));
        var text = Text(node) ?? node?.ToJsonString() ?? "";
        return _evaluated[name] = Again(text, RecipeJson.Member("$.variables", name));
    }

    private string NewId(string place)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed + place), hash);
        Span<char> id = stackalloc char[26];
        for (var i = 0; i < id.Length; i++)
        {
            var bit = i * 5;
            id[i] = Alphabet[(BinaryPrimitives.ReadUInt16BigEndian(hash[(bit / 8)..]) >> (11 - (bit % 8))) & 31];
        }

        return new string(id);
    }

    private static bool MayHold(JsonNode? node) => node is JsonObject or JsonArray || node?.GetValueKind() == JsonValueKind.String;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Sentence Unknown(string expression) =>
        Sentence.Of("Recipe.Expression", expression);

    [GeneratedRegex("""^\[js:\s*(?:(?<function>uuid)\s*\(\s*\)|(?<function>variables|parameters|base64|html)\s*\(\s*(?:'(?<single>[^'\\]+)'|"(?<double>[^"\\]+)")\s*\))\s*;?\s*\]$""", RegexOptions.CultureInvariant)]
    private static partial Regex KnownForm();
}
