using System.Text.Json.Serialization;
using GutCms.Core.Texts;

namespace GutCms.Core.Audit;

/// <summary>How a log differs from what was written.</summary>
public enum AuditFault
{
    /// <summary>An entry was changed, re-numbered or replaced.</summary>
    Edited,

    /// <summary>One or more entries before the last are missing.</summary>
    Deleted,

    /// <summary>An entry stands at another place than it was written.</summary>
    Reordered,

    /// <summary>An entry stands there that was never written there.</summary>
    Inserted,

    /// <summary>Entries at the end, which the checkpoint covers, are missing.</summary>
    Truncated,

    /// <summary>The log is whole in itself, but not the log that the checkpoint was taken of.</summary>
    CheckpointMismatch,

    /// <summary>Only in an export: it ends without a checkpoint, so nobody can say that it is complete.</summary>
    CheckpointMissing,

    /// <summary>Only in an export: the signature of the checkpoint does not hold.</summary>
    CheckpointForged,

    /// <summary>Only in an export: a line is not an entry.</summary>
    Unreadable,
}

/// <summary>The first place at which a log is broken.</summary>
/// <param name="Fault">How.</param>
/// <param name="Sequence">Number of the entry concerned; of the first missing one for <see cref="AuditFault.Deleted"/> and <see cref="AuditFault.Truncated"/>.</param>
/// <param name="Position">1-based place in the log at which it was noticed.</param>
/// <param name="Sentence">What was found, for people.</param>
public sealed record AuditBreak(AuditFault Fault, long Sequence, long Position, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>What was found, one sentence in the language of whoever asks.</summary>
    public string Message => Sentence.ToCurrent();
}

/// <summary>Result of a verification.</summary>
/// <param name="Count">Entries found intact before the break, or in all.</param>
/// <param name="LastHash">Hash of the last of these; <see cref="AuditChain.Genesis"/> when none.</param>
/// <param name="Break">The first break; null when there is none.</param>
public sealed record AuditVerification(long Count, string LastHash, AuditBreak? Break)
{
    /// <summary>Whether every entry is as it was written, as far as can be told.</summary>
    public bool Intact => Break is null;
}
