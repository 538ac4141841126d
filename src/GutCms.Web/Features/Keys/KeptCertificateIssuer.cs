using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Web.Features.Keys;

/// <summary>Signs review certificates with the key that the transaction sees as current, where the site may sign.</summary>
internal sealed class KeptCertificateIssuer(SigningKeyDocuments documents, SiteIssuer issuer, IReviewKeeper keeper) : ICertificateIssuer
{
    /// <inheritdoc/>
    public Sentence? Obstacle => issuer.Obstacle;

    /// <inheritdoc/>
    /// <remarks>The first start makes a key. A database without one refuses to publish rather than make one in the middle of a transaction.</remarks>
    public async Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        issuer.Obstacle is null && await documents.FindCurrentAsync(work, cancellationToken) is { } key
            ? new CertificateSigner(key, issuer.Name, issuer.IsTrial) { FourEyesAdministration = (await keeper.LookAsync(work, cancellationToken)).HasFourEyesAdministration }
            : null;
}
