using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GutCms.Web.Storage.Model;

/// <summary>Stores an instant as 64-bit UTC ticks (100 ns since 0001-01-01) and restores the UTC kind.</summary>
/// <remarks>
/// Ticks, because content that is exported must equal what was imported: PostgreSQL's timestamps hold microseconds, content JSON holds 100 ns.
/// They also sort and compare the same way on SQLite and PostgreSQL.
/// </remarks>
internal sealed class UtcTicksConverter() : ValueConverter<DateTime, long>(
    value => ToTicks(value),
    ticks => new DateTime(ticks, DateTimeKind.Utc))
{
    /// <summary>UTC ticks of an instant; an unspecified kind is taken as UTC.</summary>
    public static long ToTicks(DateTime value) =>
        value.Kind == DateTimeKind.Local ? value.ToUniversalTime().Ticks : value.Ticks;

    /// <summary>UTC ticks of an instant, or null.</summary>
    public static object? ToTicks(DateTime? value) => value is { } instant ? ToTicks(instant) : null;
}
