using System.Globalization;
using System.Text.Json.Nodes;

namespace GutCms.Core.Storage;

/// <summary>Instants as members of documents: round-trip ISO 8601 ("O"), UTC.</summary>
public static class StoredInstants
{
    /// <summary>An instant as it is written; null: none.</summary>
    public static string? Write(DateTime? utc) => utc?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>An instant as it was written; null: none.</summary>
    /// <exception cref="FormatException">It is no instant.</exception>
    public static DateTime? Read(JsonNode? json) => (string?)json is { } text ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;

    /// <summary>An instant as it was written; null: none, or something that is none.</summary>
    public static DateTime? Find(string? text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc) ? utc : null;
}
