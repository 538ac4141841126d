namespace GutCms.Core.Certificates;

/// <summary>Why a certificate does not vouch for a document.</summary>
public enum CertificateRefusal
{
    /// <summary>It is no compact JWS with a certificate's claims in it.</summary>
    Malformed,

    /// <summary>It is not signed with ES256 (<c>none</c> and HMAC included).</summary>
    WrongAlgorithm,

    /// <summary>It is a signed statement of another kind.</summary>
    WrongType,

    /// <summary>It is signed by a key that the site does not list.</summary>
    UnknownKey,

    /// <summary>The signature does not fit.</summary>
    BadSignature,

    /// <summary>Its key is revoked, and it was not issued before that.</summary>
    KeyRevoked,

    /// <summary>It is signed in the name of another site than the one that is trusted.</summary>
    IssuerMismatch,

    /// <summary>It has no approval, or one of another text that no change of the disclaimer explains.</summary>
    ApprovalMismatch,

    /// <summary>It is about another item.</summary>
    ItemMismatch,

    /// <summary>It is about another version.</summary>
    VersionMismatch,

    /// <summary>The document's <c>contentHash</c> is not the certificate's.</summary>
    HashMismatch,

    /// <summary>The document's <c>content</c> does not have the hash that the certificate states.</summary>
    ContentAltered,

    /// <summary>The approvals that stand beside the text in the document are not those of the certificate.</summary>
    ApprovalsAltered,

    /// <summary>What stands around the text in the document (address, series, Hot Articles) is not what the certificate states.</summary>
    PresentationAltered,

    /// <summary>Its status list says that the site stands behind it no more: the text was withdrawn or taken down, or the key is revoked.</summary>
    WithdrawnOrRevoked,

    /// <summary>Its status list says that another certificate or another text has taken its place.</summary>
    Superseded,

    /// <summary>What was given as its status list is not the list that it names, signed by the trusted site and in force.</summary>
    StatusUnreadable,
}

/// <summary>What does not invalidate a certificate but should be shown.</summary>
public enum CertificateWarning
{
    /// <summary>The date of next review is past.</summary>
    ReviewOverdue,

    /// <summary>An approval has another content hash than the certificate: the site says that the disclaimer was changed editorially since.</summary>
    DisclaimerChangedSinceApproval,

    /// <summary>What stands around the text was changed since it was approved; the policy lets the site record that.</summary>
    PresentationChangedSinceApproval,

    /// <summary>A site that only its own machine can reach has signed it, for trying it out.</summary>
    Trial,

    /// <summary>Its status list was not asked: whether the text was withdrawn or superseded since is not known.</summary>
    StatusNotChecked,

    /// <summary>It names no status list: whether the text was withdrawn or superseded since cannot be asked.</summary>
    NoStatus,
}

/// <summary>Result of verifying a certificate.</summary>
/// <param name="Certificate">Its claims; null unless the signature holds.</param>
/// <param name="Issuer">Claim <c>iss</c>; null unless the signature holds.</param>
/// <param name="KeyId">Key that signed it; null unless the signature holds.</param>
/// <param name="Refusals">Every reason to refuse it; empty: it is valid.</param>
/// <param name="Warnings">What else should be shown.</param>
public sealed record CertificateVerification(
    ReviewCertificate? Certificate,
    string? Issuer,
    string? KeyId,
    IReadOnlyList<CertificateRefusal> Refusals,
    IReadOnlyList<CertificateWarning> Warnings)
{
    /// <summary>Whether the certificate holds, and vouches for the document if one was given.</summary>
    public bool Valid => Refusals.Count == 0;
}
