using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Tables of the audit log, of the addresses that it does not name itself, and of the outbox.</summary>
internal static class AuditModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AuditEntryRow>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedNever();
            entry.HasIndex(row => new { row.ContentItemId, row.Sequence }).HasFilter("\"ContentItemId\" IS NOT NULL");
            entry.HasIndex(row => new { row.ActorId, row.Sequence });
            entry.HasIndex(row => new { row.Action, row.Sequence });
            entry.HasIndex(row => new { row.ActId, row.Sequence }).HasFilter("\"ActId\" IS NOT NULL");
            entry.HasIndex(row => row.OccurredUtc);
        });
        builder.Entity<SourceAddressRow>(source =>
        {
            source.ToTable("SourceAddresses");
            source.HasKey(row => row.SourceId);
            source.HasIndex(row => new { row.DayUtc, row.Address }).IsUnique();
        });
        builder.Entity<OutboxRow>(message =>
        {
            message.ToTable("Outbox");
            message.HasKey(row => row.Sequence);
            message.HasIndex(row => row.MessageId).IsUnique();
            message.HasIndex(row => row.Sequence, "IX_Outbox_Waiting").HasFilter("\"ToldUtc\" IS NULL");
            message.HasIndex(row => row.ToldUtc).HasFilter("\"ToldUtc\" IS NOT NULL");
        });
    }
}

/// <summary>An entry of the audit log. Nothing of it ever changes; a trigger sees to it, and the chain of hashes shows it.</summary>
internal sealed class AuditEntryRow
{
    public long Sequence { get; init; }

    public DateTime OccurredUtc { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Action { get; init; }

    public string? ContentItemId { get; init; }

    public string? VersionId { get; init; }

    public string? ContentHash { get; init; }

    /// <summary>Shared by the entries of one act; null: written before entries had one.</summary>
    public string? ActId { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Details { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}

/// <summary>What network address a source of refused attempts had on a day. A row goes after some time; the entries that name the source stay.</summary>
internal sealed class SourceAddressRow
{
    /// <summary>Random, in the form of content ids: nothing of the address can be computed from it.</summary>
    public required string SourceId { get; init; }

    /// <summary>The day, at midnight UTC.</summary>
    public required DateTime DayUtc { get; init; }

    /// <summary>Address, or the network of several.</summary>
    public required string Address { get; init; }
}

/// <summary>An event that is told after the commit of its change.</summary>
internal sealed class OutboxRow
{
    /// <summary>Handed out by the database, in the order of the commits.</summary>
    public long Sequence { get; init; }

    public required string MessageId { get; init; }

    public required string Event { get; init; }

    public DateTime OccurredUtc { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string ContentItemId { get; init; }

    public required string ContentType { get; init; }

    public string? VersionId { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Data { get; init; }

    /// <summary>When everybody was told, UTC; null while it waits.</summary>
    public DateTime? ToldUtc { get; set; }

    /// <summary>A JSON array: names of the handlers that were told while another one failed; null: none.</summary>
    public string? ToldTo { get; set; }

    /// <summary>How often telling it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried again, UTC; null: at once.</summary>
    public DateTime? NextUtc { get; set; }

    /// <summary>Since when it is given up, UTC; null while it is tried.</summary>
    public DateTime? GivenUpUtc { get; set; }

    /// <summary>What failed last, for people who run the site.</summary>
    public string? Fault { get; set; }

    /// <summary>Name of the process that tells it now.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>When the claim ends by itself, UTC.</summary>
    public DateTime? ClaimedUntilUtc { get; set; }
}
