using System.Collections.Immutable;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Certifying;

/// <summary>What a certificate says.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash">The exact text.</param>
/// <param name="Policy">The policy that was satisfied.</param>
/// <param name="Approvals">The decisions that satisfied it, oldest first; never empty.</param>
/// <param name="DisclaimerVersionId">The disclaimer that the text shows; null when none.</param>
/// <param name="IssuedUtc">UTC.</param>
/// <param name="NextReviewUtc">UTC; null: never due.</param>
public sealed record CertificateRequest(
    string ContentItemId,
    string VersionId,
    string ContentHash,
    ReviewPolicy Policy,
    ImmutableArray<Decision> Approvals,
    string? DisclaimerVersionId,
    DateTime IssuedUtc,
    DateTime? NextReviewUtc)
{
    /// <summary>Hash of the <see cref="GutCms.Core.Content.Projecting.Presentation"/> in which the text is live; null: the certificate says nothing of it.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>
    /// Everybody who approved the text, or everybody who last confirmed it, signed this presentation; null: the certificate says nothing of a presentation.
    /// </summary>
    public bool? PresentationSigned =>
        PresentationHash is null ? null : Approvals.GroupBy(decision => decision.ReviewId, StringComparer.Ordinal).Any(run => run.All(decision => decision.PresentationHash == PresentationHash));

    /// <summary>The item that <see cref="DisclaimerVersionId"/> is a version of; null when none.</summary>
    public string? DisclaimerItemId { get; init; }

    /// <summary>Where its status is; null: in no list.</summary>
    public StatusListEntry? Status { get; init; }

    /// <summary>Editorial changes of the disclaimer since the approvals, oldest first; empty when there was none.</summary>
    public ImmutableArray<CoveredText> DisclaimerChanges { get; init; } = [];
}

/// <summary>Signs certificates with the site's current key.</summary>
public interface ICertificateIssuer
{
    /// <summary>Why the site signs no certificates whatever its keys, and what to do about it; null: nothing speaks against it.</summary>
    Sentence? Obstacle => null;

    /// <summary>Opens the current key for a number of signatures; null when the site has none, and then nothing approved can be published.</summary>
    /// <param name="work">The unit of work; the key is read through it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken);
}

/// <summary>An open signing key.</summary>
public interface ICertificateSigner : IDisposable
{
    /// <summary>Address of the site in whose name it signs, without a slash at the end; null: the site has none, so nobody could ask it for a status list.</summary>
    string? Issuer { get; }

    /// <summary>The key.</summary>
    string KeyId { get; }

    /// <summary>A JWS in compact form.</summary>
    string Sign(CertificateRequest request);
}
