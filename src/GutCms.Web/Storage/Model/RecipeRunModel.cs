using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of the last runs of uploaded recipes. It refers to nothing, and nothing refers to it.</summary>
internal static class RecipeRunModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<RecipeRunRow>(run =>
    {
        run.ToTable("RecipeRuns");
        run.HasKey(row => row.Sequence);
        run.Property(row => row.Id).IsRequired();
        run.HasIndex(row => row.Id).IsUnique();
        run.HasIndex(row => row.IsRunning, "IX_RecipeRuns_Running").IsUnique().HasFilter("\"IsRunning\"");
    });
}

/// <summary>A run of an uploaded recipe, as it was last written down. At most one runs.</summary>
internal sealed class RecipeRunRow
{
    /// <summary>Handed out by the database, in the order in which they began.</summary>
    public long Sequence { get; init; }

    /// <summary>32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the file.</summary>
    public required string FileName { get; init; }

    /// <summary>How far it was to go.</summary>
    public required string Mode { get; init; }

    /// <summary>User id of whoever started it.</summary>
    public required string StartedById { get; init; }

    /// <summary>User name of whoever started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary>When whoever runs it last said that it goes on, UTC.</summary>
    public required DateTime SeenUtc { get; init; }

    /// <summary>Nobody has written down its end.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTime? EndedUtc { get; init; }

    /// <summary>How far it is, as JSON; null: it waits for another change.</summary>
    public string? Progress { get; init; }

    /// <summary>Why there is no report; null while it runs, and when there is one.</summary>
    public string? Failure { get; init; }

    /// <summary>The report has faults, and nothing was changed.</summary>
    public bool HasFaults { get; init; }

    /// <summary>What it came to, as compressed JSON; null while it runs, and when it failed.</summary>
    public byte[]? Report { get; init; }

    /// <summary>The recipe, encrypted, of a dry run that can still be carried out; null otherwise.</summary>
    public byte[]? Recipe { get; init; }
}
