using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Audit;

/// <summary>An entry as JSON: the form that is hashed, and one line of an export.</summary>
public static class AuditEntryJson
{
    // A zero fraction is left out, so an instant has one spelling only; sub-millisecond digits, which Append never writes, would show.
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "sequence", "occurredUtc", "actorId", "actorName", "action", "contentItemId", "versionId", "contentHash", "actId", "details", "previousHash", "hash",
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The entry with all members; those that are null are left out.</summary>
    public static JsonObject Write(AuditEntry entry)
    {
        var json = WriteWithoutHash(entry);
        json["hash"] = entry.Hash;
        return json;
    }

    /// <summary>Reads one entry strictly: unknown, missing or duplicate members are errors, because nothing in an entry may escape the hash.</summary>
    /// <exception cref="FormatException">It is not an entry.</exception>
    public static AuditEntry Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict) is JsonObject json ? Read(json) : throw new FormatException("Not an audit entry: no JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("Not an audit entry: " + fault.Message, fault);
        }
    }

    internal static JsonObject WriteWithoutHash(AuditEntry entry)
    {
        var json = new JsonObject
        {
            ["sequence"] = entry.Sequence,
            ["occurredUtc"] = entry.OccurredUtc.ToString(InstantFormat, CultureInfo.InvariantCulture),
            ["actorId"] = entry.ActorId,
            ["actorName"] = entry.ActorName,
            ["action"] = entry.Action,
        };
        AddUnlessNull(json, "contentItemId", entry.ContentItemId);
        AddUnlessNull(json, "versionId", entry.VersionId);
        AddUnlessNull(json, "contentHash", entry.ContentHash);
        AddUnlessNull(json, "actId", entry.ActId);
        json["details"] = entry.Details.DeepClone();
        json["previousHash"] = entry.PreviousHash;
        return json;
    }

    private static AuditEntry Read(JsonObject json)
    {
        var unknown = json.Select(member => member.Key).FirstOrDefault(name => !Members.Contains(name));
        if (unknown is not null)
        {
            throw new FormatException($"Not an audit entry: unknown member '{unknown}'.");
        }

        return new AuditEntry(
            Required(json, "sequence").GetValue<long>(),
            ReadInstant(Required(json, "occurredUtc").GetValue<string>()),
            Required(json, "actorId").GetValue<string>(),
            Required(json, "actorName").GetValue<string>(),
            Required(json, "action").GetValue<string>(),
            OptionalText(json, "contentItemId"),
            OptionalText(json, "versionId"),
            OptionalText(json, "contentHash"),
            Required(json, "details").DeepClone().AsObject(),
            Required(json, "previousHash").GetValue<string>(),
            Required(json, "hash").GetValue<string>())
        {
            ActId = OptionalText(json, "actId"),
        };
    }

    private static JsonNode Required(JsonObject json, string member) =>
        json[member] ?? throw new FormatException($"Not an audit entry: '{member}' is missing.");

    private static string? OptionalText(JsonObject json, string member) =>
        json.ContainsKey(member) ? Required(json, member).GetValue<string>() : null;

    private static DateTime ReadInstant(string text) =>
        DateTime.TryParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new FormatException($"Not an audit entry: '{text}' is no UTC instant.");

    private static void AddUnlessNull(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
