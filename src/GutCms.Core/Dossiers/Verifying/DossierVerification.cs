using GutCms.Core.Certificates;

namespace GutCms.Core.Dossiers.Verifying;

/// <summary>What is wrong with a dossier.</summary>
public enum DossierFault
{
    /// <summary>It is no ZIP of a dossier: it cannot be read, is too large, or names a file twice.</summary>
    Unreadable,

    /// <summary>Its manifest is missing, or not signed by a key of the site.</summary>
    ManifestForged,

    /// <summary>It is signed in the name of another site than the one that is trusted.</summary>
    IssuerMismatch,

    /// <summary>A file is not the one that the manifest names.</summary>
    FileAltered,

    /// <summary>A file that the manifest names is missing.</summary>
    FileMissing,

    /// <summary>A file is there that the manifest does not name.</summary>
    FileUnexpected,

    /// <summary>A text, presentation or policy does not have the hash by which it is called, or the statement names another.</summary>
    TextAltered,

    /// <summary>The certificate does not vouch for the text, or names other approvals than the statement.</summary>
    CertificateRefused,

    /// <summary>An entry of the log was changed, or stands out of order.</summary>
    EntryAltered,

    /// <summary>An entry is of another item, or later than the checkpoint.</summary>
    EntryMisplaced,

    /// <summary>The checkpoint is not signed by a key of the site, or is not the one of the manifest.</summary>
    CheckpointForged,

    /// <summary>An entry is not one of those of the log whose tree was signed.</summary>
    EntryNotProven,

    /// <summary>A decision has no entry in the log.</summary>
    DecisionNotInLog,

    /// <summary>A decision differs from its entry in the log.</summary>
    DecisionAltered,

    /// <summary>An entry of the log is about a decision that the statement leaves out.</summary>
    DecisionLeftOut,

    /// <summary>The log that was given does not hold.</summary>
    LogBroken,

    /// <summary>The log that was given does not have an entry of the dossier, or has it otherwise.</summary>
    NotInLog,

    /// <summary>The log that was given has an entry about the item that the dossier leaves out.</summary>
    EntryLeftOut,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Fault">What.</param>
/// <param name="Message">Which, in English.</param>
public sealed record DossierFinding(DossierFault Fault, string Message);

/// <summary>What was found of a dossier.</summary>
/// <param name="Findings">Everything that is wrong; empty: it is whole.</param>
public sealed record DossierVerification(IReadOnlyList<DossierFinding> Findings)
{
    /// <summary>Nothing is wrong.</summary>
    public bool Intact => Findings.Count == 0;

    /// <summary>What it says; null: that cannot be read.</summary>
    public Dossier? Dossier { get; init; }

    /// <summary>In whose name it is signed; null: by nobody.</summary>
    public string? Issuer { get; init; }

    /// <summary>The key that signed it; null: none.</summary>
    public string? KeyId { get; init; }

    /// <summary>Signed by a site that only its own machine can reach.</summary>
    public bool Trial { get; init; }

    /// <summary>The certificate; null: there is none in it.</summary>
    public CertificateVerification? Certificate { get; init; }

    /// <summary>Number of entries of the log in it.</summary>
    public int Entries { get; init; }

    /// <summary>Number of the last entry that the log had then.</summary>
    public long LogLength { get; init; }

    /// <summary>Top of the tree over that log in which each entry stands; null: the dossier was made before there were such proofs.</summary>
    public string? LogRoot { get; init; }
}
