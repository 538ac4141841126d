using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of what was used of limits lately, where nodes count together. On SQLite, which one machine has to itself, it stays empty.</summary>
internal static class UsedLimitModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<UsedLimitRow>(used =>
    {
        used.ToTable("UsedLimits");
        used.HasKey(row => new { row.Key, row.Segment });
        used.HasIndex(row => row.Segment);
    });
}

/// <summary>What somebody used of a limit in a quarter of a minute.</summary>
internal sealed class UsedLimitRow
{
    /// <summary>The limit, and a SHA-256 of whose it is: <c>address:</c> and 64 hexadecimal digits, for example. No address and no name.</summary>
    public required string Key { get; init; }

    /// <summary>Number of the quarter of a minute.</summary>
    public required long Segment { get; init; }

    /// <summary>Units.</summary>
    public required long Used { get; init; }
}
