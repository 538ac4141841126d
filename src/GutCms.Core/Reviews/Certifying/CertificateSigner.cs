using GutCms.Core.Certificates;
using GutCms.Core.Keys;

namespace GutCms.Core.Reviews.Certifying;

/// <summary>Signs the certificates that the review asks for. Holds no handle, so there is nothing to dispose of.</summary>
/// <param name="key">The site's current key, with its private part.</param>
/// <param name="issuer">Public address of the site, claim <c>iss</c>.</param>
/// <param name="trial">The site is a trial, claim <c>trial</c>.</param>
public sealed class CertificateSigner(SigningKey key, string issuer, bool trial = false) : ICertificateSigner
{
    /// <summary>Claim <c>fourEyesAdministration</c> of what it signs; null: left out.</summary>
    public bool? FourEyesAdministration { get; init; }

    /// <inheritdoc/>
    public string? Issuer { get; } = CertificateTrust.Normalize(issuer) is null ? null : issuer.TrimEnd('/');

    /// <inheritdoc/>
    public string KeyId => key.KeyId;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It would state something untrue, see <see cref="CertificateIssuer.Issue"/>.</exception>
    public string Sign(CertificateRequest request) => CertificateIssuer.Issue(
        new(
            request.ContentItemId,
            request.VersionId,
            request.ContentHash,
            new(request.Policy.ContentType, request.Policy.Version),
            [.. request.Approvals.Select(decision => new CertifiedApproval(
                decision.Stage, decision.Role, decision.PrintedName, decision.Credential, decision.Meaning, decision.DecidedUtc, decision.ContentHash)
            { PresentationHash = decision.PresentationHash })],
            request.DisclaimerVersionId is { } version ? new(request.DisclaimerItemId, version) : null,
            request.IssuedUtc,
            request.NextReviewUtc)
        {
            PresentationHash = request.PresentationHash,
            PresentationSigned = request.PresentationSigned,
            Trial = trial ? true : null,
            FourEyesAdministration = FourEyesAdministration,
            Status = request.Status is { } status ? new(status) : null,
            DisclaimerChanges = ChangesOf(request),
        },
        key,
        issuer);

    private static IReadOnlyList<CertifiedDisclaimerChange>? ChangesOf(CertificateRequest request) => request.DisclaimerChanges.IsEmpty ? null
        : [.. request.DisclaimerChanges.Select(text => new CertifiedDisclaimerChange(text.Disclaimer!.FromVersionId, text.Disclaimer.ToVersionId, "editorial", text.Disclaimer.ReviewId, text.SinceUtc))];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
