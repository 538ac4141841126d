using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Paging;

/// <summary>A list in one order, narrowed in one way, for somebody who may see certain things: what a cursor belongs to.</summary>
/// <remarks>
/// A cursor is the base64url of a checksum and the values at which a page ended, a JSON array of texts. The checksum covers the list, so that a cursor of another one is refused. It holds nothing
/// secret and grants nothing, so it is not signed: what stands in it is read as anything that comes from outside.
/// </remarks>
public sealed class AskedList
{
    private const int ChecksumLength = 8;
    private const int MaxLength = 4000;

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _after;
    private readonly byte[] _list;

    /// <summary>The list of a query.</summary>
    public AskedList(ListQuery query)
    {
        _after = query.After;
        _list = Encoding.UTF8.GetBytes($"{query.GetType().Name}\n{InOrder(JsonSerializer.SerializeToNode(query, query.GetType(), Writing))?.ToJsonString(Writing)}");
    }

    /// <summary>Where the page that is asked for begins; null: at the start of the list.</summary>
    /// <exception cref="BadCursorException">What was sent is no cursor of this list.</exception>
    public ListCursor? FindStart()
    {
        if (_after is null)
        {
            return null;
        }

        if (_after.Length > MaxLength || !Base64Url.IsValid(_after))
        {
            throw new BadCursorException();
        }

        var bytes = Base64Url.DecodeFromChars(_after).AsSpan();
        if (bytes.Length <= ChecksumLength || !bytes[..ChecksumLength].SequenceEqual(Checksum(bytes[ChecksumLength..])))
        {
            throw new BadCursorException();
        }

        return new(Read(bytes[ChecksumLength..]));
    }

    /// <summary>The cursor that goes on behind a row.</summary>
    /// <param name="values">What the list is ordered by, at that row: texts, numbers, and instants in UTC. The last one tells it from all others.</param>
    public string CursorAt(params ReadOnlySpan<object> values)
    {
        var texts = new string[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            texts[index] = values[index] is DateTime instant ? instant.Ticks.ToString(CultureInfo.InvariantCulture) : Convert.ToString(values[index], CultureInfo.InvariantCulture)!;
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(texts, Writing);
        return Base64Url.EncodeToString([.. Checksum(text), .. text]);
    }

    private static string?[] Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(text) ?? [];
        }
        catch (JsonException fault)
        {
            throw new BadCursorException(BadCursorException.Text, fault);
        }
    }

    /// <summary>Lists of names may come in any order.</summary>
    private static JsonNode? InOrder(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(InOrder).OrderBy(element => element?.ToJsonString(), StringComparer.Ordinal)]);
            case JsonObject json:
                return new JsonObject(json.Select(member => KeyValuePair.Create(member.Key, InOrder(member.Value))));
            default:
                return node?.DeepClone();
        }
    }

    private ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_list);
        hash.AppendData([0]);
        hash.AppendData(text);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }
}
