using GutCms.Core.Audit;

namespace GutCms.Core.Storage;

/// <summary>
/// The audit log as one unit of work sees it: what is appended is kept exactly when the change that it records is kept.
/// A refusal changes nothing, so it is appended in a unit of work of its own.
/// </summary>
public interface IAuditLog
{
    /// <summary>Appends an entry after the last one; a draft without an act gets one that it shares with all such drafts of this unit of work. The implementation holds the database's write lock from reading the last entry until the commit.</summary>
    /// <returns>The entry as stored.</returns>
    Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken);

    /// <summary>Streams all entries that match, oldest first; <see cref="AuditQuery.First"/> is ignored.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>The hashes of all entries, oldest first.</summary>
    async Task<IReadOnlyList<string>> ListHashesAsync(CancellationToken cancellationToken)
    {
        List<string> hashes = [];
        await foreach (var entry in ReadAsync(AuditQuery.All, cancellationToken))
        {
            hashes.Add(entry.Hash);
        }

        return hashes;
    }

    /// <summary>One page of the entries that match, newest first.</summary>
    Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken);
}

/// <summary>Which entries are asked for; every condition that is given must hold.</summary>
public sealed record AuditQuery
{
    /// <summary>Everything.</summary>
    public static AuditQuery All { get; } = new();

    /// <summary>Only entries about this item; null: any or none.</summary>
    public string? ContentItemId { get; init; }

    /// <summary>Only entries about one of these items; null: any or none.</summary>
    public IReadOnlyCollection<string>? ContentItemIds { get; init; }

    /// <summary>Only entries of this user id (empty: the program itself); null: anybody.</summary>
    public string? ActorId { get; init; }

    /// <summary>Only entries of this act; null: of any or none.</summary>
    public string? ActId { get; init; }

    /// <summary>Only this action and those below it: <c>review</c> matches <c>review.approve</c>, not <c>reviewer.x</c>; null: any.</summary>
    public string? ActionPrefix { get; init; }

    /// <summary>Only entries at or after this instant, UTC; null: no bound.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>Only entries before this instant, UTC; null: no bound.</summary>
    public DateTime? ToUtc { get; init; }

    /// <summary>Continues behind the entry of this sequence number, in the direction of the list; null: from the start.</summary>
    public long? After { get; init; }

    /// <summary>Page size, 1 to 100.</summary>
    public int First { get; init; } = 50;

    /// <summary>Whether an action is matched by a prefix.</summary>
    /// <param name="action">For example <c>review.approve</c>.</param>
    /// <param name="prefix">For example <c>review</c> or <c>review.approve</c>.</param>
    public static bool Matches(string action, string prefix) =>
        action == prefix || (action.Length > prefix.Length && action[prefix.Length] == '.' && action.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>A page of the log.</summary>
/// <param name="Total">Number of entries over all pages.</param>
/// <param name="Entries">Entries of this page, newest first.</param>
/// <param name="HasMore">Whether there are older ones that match.</param>
public sealed record AuditPage(long Total, IReadOnlyList<AuditEntry> Entries, bool HasMore);
