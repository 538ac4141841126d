using System.Data.Common;

namespace GutCms.Web.Storage.Databases;

/// <summary>Columns that may be empty.</summary>
internal static class ReaderValues
{
    /// <summary>The text; null where there is none.</summary>
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The number; null where there is none.</summary>
    public static int? Number(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    /// <summary>The instant, UTC; null where there is none.</summary>
    public static DateTime? Instant(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : new DateTime(reader.GetInt64(column), DateTimeKind.Utc);
}
