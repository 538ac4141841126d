namespace GutCms.Core.Verification;

/// <summary>How a site differs from what was approved and recorded.</summary>
public enum SiteFault
{
    /// <summary>The audit log is not as it was written: an entry was changed, removed, moved or inserted.</summary>
    LogBroken,

    /// <summary>The log has no entry, and the site has content.</summary>
    LogEmpty,

    /// <summary>Entries at the end that a kept checkpoint covers are missing.</summary>
    LogTruncated,

    /// <summary>The log is whole in itself, but not the one that a kept checkpoint was taken of.</summary>
    LogRewritten,

    /// <summary>A kept checkpoint is not signed by a key of this site, or cannot be read.</summary>
    CheckpointForged,

    /// <summary>The log says that a checkpoint was kept here, and it is gone.</summary>
    CheckpointMissing,

    /// <summary>An entry is older than the one before it, or later than the clock. Named, but nothing that keeps a site from being whole.</summary>
    TimeWentBack,

    /// <summary>A decision, or that it was voided, has no entry in the log.</summary>
    DecisionNotInLog,

    /// <summary>The log records a decision, or that one was voided, that is not on file.</summary>
    DecisionMissing,

    /// <summary>A decision differs from its entry in the log.</summary>
    DecisionAltered,

    /// <summary>Something is live that no entry of the log published.</summary>
    PublicationNotInLog,

    /// <summary>The log says that a version was published last, and it is not live.</summary>
    PublicationMissing,

    /// <summary>A publication differs from its entry in the log.</summary>
    PublicationAltered,

    /// <summary>A withdrawal has no entry in the log.</summary>
    WithdrawalNotInLog,

    /// <summary>The log says that an item was withdrawn last, and that is not on file.</summary>
    WithdrawalMissing,

    /// <summary>A withdrawal differs from its entry in the log.</summary>
    WithdrawalAltered,

    /// <summary>A version is marked as imported by a recipe that the log does not know.</summary>
    ImportNotInLog,

    /// <summary>The log says that a type has a review policy, and there is none; or the one that a live text was approved under is gone.</summary>
    PolicyMissing,

    /// <summary>A review policy is not the one that the log names last, or cannot be read; or the one that a live text was approved under is another than review, grant and log say.</summary>
    PolicyAltered,

    /// <summary>The stored text of a live version does not have the hash under which it is live.</summary>
    TextAltered,

    /// <summary>A live text has no grant.</summary>
    GrantMissing,

    /// <summary>The review or its decisions do not permit the text to be live.</summary>
    ApprovalMissing,

    /// <summary>A certificate is missing, or does not vouch for what is live.</summary>
    CertificateInvalid,

    /// <summary>
    /// The register of certificates, which status lists are made of, does not have a certificate at the place that certificate or log says, or not as it was issued, or says that the
    /// one that is delivered has ended.
    /// </summary>
    RegisterAltered,

    /// <summary>A live item has no document.</summary>
    DocumentMissing,

    /// <summary>There is a document of an item that is not live.</summary>
    DocumentUnexpected,

    /// <summary>The bytes of a document are not those that its content gives.</summary>
    DocumentAltered,

    /// <summary>A compressed form of a document is not the same text.</summary>
    EncodingAltered,

    /// <summary>The entity tag is not that of the bytes.</summary>
    ETagAltered,

    /// <summary>Title, address, summary or place in lists is not that of the document.</summary>
    ListingAltered,

    /// <summary>A picture that a live text shows is not in the library, or its file is gone.</summary>
    PictureMissing,

    /// <summary>The file of a picture that a live text shows holds other bytes than those that were approved with the text.</summary>
    PictureAltered,
}

/// <summary>One thing that is not as it has to be.</summary>
/// <param name="Fault">What.</param>
/// <param name="ContentItemId">The item; null when none.</param>
/// <param name="VersionId">The version; null when none.</param>
/// <param name="Message">What differs, in one English sentence; never article text.</param>
public sealed record SiteFinding(SiteFault Fault, string? ContentItemId, string? VersionId, string Message)
{
    /// <summary>It is named, but the site is whole all the same.</summary>
    public bool IsWarning => Fault == SiteFault.TimeWentBack;

    /// <summary>The audit log itself, or a checkpoint of it, is not as it has to be.</summary>
    public bool ConcernsLog => Fault is SiteFault.LogBroken or SiteFault.LogEmpty or SiteFault.LogTruncated or SiteFault.LogRewritten or SiteFault.CheckpointForged or SiteFault.CheckpointMissing;

    /// <summary>What is served of the item is not what was approved, so it is not to be served.</summary>
    public bool ConcernsDocument => ContentItemId is not null && Fault is SiteFault.TextAltered or SiteFault.GrantMissing or SiteFault.ApprovalMissing or SiteFault.PublicationNotInLog
        or SiteFault.PublicationAltered or SiteFault.PolicyMissing or SiteFault.PolicyAltered or SiteFault.ImportNotInLog or SiteFault.CertificateInvalid or SiteFault.DocumentUnexpected or SiteFault.DocumentAltered
        or SiteFault.EncodingAltered or SiteFault.ETagAltered or SiteFault.ListingAltered or SiteFault.PictureAltered;
}

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries of the log that were read.</param>
/// <param name="Items">Live items that were compared.</param>
/// <param name="Checkpoints">Kept checkpoints that were compared.</param>
/// <param name="Findings">What is not as it has to be, at most <see cref="VerifySite.MostFindings"/>; empty: the site is whole.</param>
public sealed record SiteVerification(long Entries, int Items, int Checkpoints, IReadOnlyList<SiteFinding> Findings)
{
    /// <summary>Items whose documents are not to be served, all of them, in order.</summary>
    public IReadOnlyCollection<string> HeldBack { get; init; } = [];

    /// <summary>Live items of the whole site.</summary>
    public int Live { get; init; }

    /// <summary>Id of the last item of a slice; null when the last live item was compared.</summary>
    public string? Last { get; init; }

    /// <summary>Nothing was found but warnings.</summary>
    public bool Intact => Findings.All(finding => finding.IsWarning);
}
