using System.Buffers;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves some of the members of a document, and the documents that it leads to beside it, each exactly as it is delivered.</summary>
internal sealed class SelectedDocument(IDeliveryReader reader, ReadDeliveredTypes types, ListResponse response)
{
    private const string Expand = "expand";
    private const string Articles = "articles";
    private const int MostExpanded = 100;
    private const int MostNames = 10;
    private const char Further = '/';

    /// <summary>Names of its parameters.</summary>
    public static readonly string[] Parameters = [Expand, DocumentFields.Parameter];

    public async Task ServeAsync(HttpContext context, DeliveredDocument document)
    {
        var known = await types.ExecuteAsync(context.RequestAborted);
        var name = DeliveredTypes.TypeOf(document.Kind, document.Key, ContentDefinitions.Empty);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);

        // The type of a document that is on file is defined, but for the moment in which it is being taken out.
        var type = known.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? new DeliveredType(name, document.Kind, [], []);
        var fields = DocumentFields.Read(context.Request.Query, DocumentFields.OfDocument(type), errors);
        var paths = ReadExpand(context.Request.Query, type, known, errors);
        if (errors.Count > 0)
        {
            await Problems.InvalidParametersAsync(context, errors);
            return;
        }

        using var json = JsonDocument.Parse(document.Identity);
        var (expanded, isAll) = await ExpandAsync(json.RootElement, paths, context.RequestAborted);
        var body = Write(writer =>
        {
            if (fields is null)
            {
                foreach (var member in json.RootElement.EnumerateObject())
                {
                    member.WriteTo(writer);
                }
            }
            else
            {
                DocumentFields.Write(writer, json.RootElement, fields);
            }

            if (paths.Length > 0)
            {
                writer.WriteStartArray("expanded"u8);
                foreach (var other in expanded)
                {
                    ListEndpoints.WriteAmong(writer, other);
                }

                writer.WriteEndArray();
                writer.WriteBoolean("expandedAll"u8, isAll);
            }
        });
        await response.WriteBytesAsync(context, body, string.Join(' ', expanded.Select(other => other.ContentItemId).Prepend(document.SurrogateKeys)), "application/json; charset=utf-8");
    }

    /// <summary>A JSON object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string[] ReadExpand(IQueryCollection query, DeliveredType type, IReadOnlyList<DeliveredType> known, Dictionary<string, string> errors)
    {
        if (QueryParameters.Single(query, Expand, errors) is not { } value)
        {
            return [];
        }

        string[] paths = [.. value.Split(',').Distinct(StringComparer.Ordinal)];
        string[] names = [.. Leads(type)];
        string[] further = [.. known.SelectMany(Leads).Distinct(StringComparer.Ordinal)];
        if (paths.Length > MostNames)
        {
            errors[Expand] = ApiText.Say("MostExpanded", MostNames);
        }
        else if (paths.FirstOrDefault(path => !IsKnown(path, names, further)) is { } unknown)
        {
            errors[Expand] = ApiText.Say("ExpandNames", unknown, string.Join(", ", names), string.Join(", ", further));
        }

        return paths;
    }

    private static bool IsKnown(string path, string[] names, string[] further) => path.Split(Further) switch
    {
        [var name] => names.Contains(name),
        [var name, var next] => names.Contains(name) && further.Contains(next),
        _ => false,
    };

    /// <summary>Names of what leads from a document of a type to others.</summary>
    private static IEnumerable<string> Leads(DeliveredType type) => type.Kind switch
    {
        DeliveryKind.Article => ["series", "hotArticles", "disclaimer", .. type.Links],
        DeliveryKind.Series => [Articles],
        DeliveryKind.Item => ["disclaimer", .. type.Links],
        _ => [],
    };

    /// <summary>The documents at the end of the first step of each path, and then of the second.</summary>
    private async Task<(IReadOnlyList<DeliveredDocument> Documents, bool IsAll)> ExpandAsync(JsonElement document, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var found = new OrderedDictionary<string, DeliveredDocument>(StringComparer.Ordinal);
        var ids = paths.SelectMany(path => Ids(document, path.Split(Further)[0])).Distinct(StringComparer.Ordinal).ToList();
        var isAll = await AddAsync(found, ids, cancellationToken) && !paths.Any(path => LeavesOut(document, path.Split(Further)[0]));
        List<string> further = [];
        foreach (var path in paths.Select(path => path.Split(Further)).Where(path => path.Length > 1))
        {
            foreach (var id in Ids(document, path[0]).Where(found.ContainsKey))
            {
                using var json = JsonDocument.Parse(found[id].Identity);
                further.AddRange(Ids(json.RootElement, path[1]));
                isAll &= !LeavesOut(json.RootElement, path[1]);
            }
        }

        isAll &= await AddAsync(found, [.. further.Distinct(StringComparer.Ordinal).Where(id => !found.ContainsKey(id))], cancellationToken);
        return ([.. found.Values], isAll);
    }

    /// <summary>Adds documents as long as there is room; whether there was.</summary>
    private async Task<bool> AddAsync(OrderedDictionary<string, DeliveredDocument> found, List<string> ids, CancellationToken cancellationToken)
    {
        string[] some = [.. ids.Take(MostExpanded - found.Count)];
        foreach (var document in some.Length == 0 ? [] : await reader.FindAllAsync(some, cancellationToken))
        {
            found[document.ContentItemId] = document;
        }

        return some.Length == ids.Count;
    }

    /// <summary>Ids of the items that a document leads to by a name.</summary>
    private static List<string> Ids(JsonElement document, string name)
    {
        if (!((document.TryGetProperty("links"u8, out var links) && links.TryGetProperty(name, out var leads)) || document.TryGetProperty(name, out leads)))
        {
            return [];
        }

        return leads.ValueKind switch
        {
            JsonValueKind.Object => [.. IdOf(leads)],
            JsonValueKind.Array => [.. leads.EnumerateArray().SelectMany(IdOf)],
            _ => [],
        };
    }

    /// <summary>The document of a series names the first of its articles only.</summary>
    private static bool LeavesOut(JsonElement document, string name) =>
        name == Articles && document.TryGetProperty("count"u8, out var count) && count.ValueKind == JsonValueKind.Number && count.GetInt32() > Ids(document, Articles).Count;

    private static IEnumerable<string> IdOf(JsonElement lead) => lead.ValueKind == JsonValueKind.Object && lead.TryGetProperty("id"u8, out var id) && id.GetString() is { } text ? [text] : [];
}
