using System.Text.Json.Nodes;
using GutCms.Core.Security;

namespace GutCms.Core.Audit;

/// <summary>One entry of the audit log. Never changed and never removed once written.</summary>
/// <param name="Sequence">1 for the first entry of the log, then counting up without gaps.</param>
/// <param name="OccurredUtc">When it happened, UTC, whole milliseconds.</param>
/// <param name="ActorId">User id; empty when the program acted by itself.</param>
/// <param name="ActorName">User name at that moment.</param>
/// <param name="Action">What was done, one of <see cref="AuditActions"/>.</param>
/// <param name="ContentItemId">The item concerned; null when none.</param>
/// <param name="VersionId">The version concerned; null when none.</param>
/// <param name="ContentHash">Content hash of that version, <c>sha256:</c> and 64 hex digits; null when none.</param>
/// <param name="Details">Further facts by name; may be empty. Never article text.</param>
/// <param name="PreviousHash"><see cref="Hash"/> of the entry before; <see cref="AuditChain.Genesis"/> for the first.</param>
/// <param name="Hash"><c>sha256:</c> and 64 lower-case hex digits: SHA-256 over the RFC 8785 form of all other members.</param>
public sealed record AuditEntry(
    long Sequence,
    DateTime OccurredUtc,
    string ActorId,
    string ActorName,
    string Action,
    string? ContentItemId,
    string? VersionId,
    string? ContentHash,
    JsonObject Details,
    string PreviousHash,
    string Hash)
{
    /// <summary>Id that it shares with all entries of the same act (<see cref="AuditAct"/>); null: written before entries had one.</summary>
    public string? ActId { get; init; }
}

/// <summary>What is to be recorded; <see cref="AuditChain"/> makes an entry of it.</summary>
/// <param name="OccurredUtc">When it happened, UTC; cut to whole milliseconds, which every database keeps.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="Action">What was done, one of <see cref="AuditActions"/>.</param>
public sealed record AuditDraft(DateTime OccurredUtc, Actor Actor, string Action)
{
    /// <summary>The item concerned; null when none.</summary>
    public string? ContentItemId { get; init; }

    /// <summary>The version concerned; null when none.</summary>
    public string? VersionId { get; init; }

    /// <summary>Content hash of that version; null when none.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The act that it belongs to, by default the one that is under way; null: none is, and the log gives what one transaction appends an id of its own.</summary>
    public string? ActId { get; init; } = AuditAct.Id;

    /// <summary>
    /// Further facts by name. Never article text: a string of more than <see cref="AuditChain.MaxDetailLength"/> characters is refused.
    /// Integers beyond ±(2^53 - 1) are refused too, because RFC 8785 cannot tell them apart; write them as strings.
    /// </summary>
    public JsonObject Details { get; init; } = [];
}
