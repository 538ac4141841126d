using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>What the rules ask of a publication, found in one way for whoever publishes, plans to, or wants to know what is missing.</summary>
internal static class PublicationContext
{
    /// <summary>Finds it.</summary>
    /// <param name="ports">What it works on.</param>
    /// <param name="work">Reads.</param>
    /// <param name="facts">Of the item.</param>
    /// <param name="actor">Who would publish it.</param>
    /// <param name="trigger">What is asked for.</param>
    /// <param name="signer">Signs certificates; null: there is none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<GuardContext> OfAsync(
        ReviewPorts ports, IUnitOfWork work, ReviewFacts facts, Actor actor, Trigger trigger, ICertificateSigner? signer, CancellationToken cancellationToken) =>
        new(facts, actor, trigger)
        {
            Impact = await DisclaimerImpact.FindAsync(work, facts, cancellationToken),
            CanSignCertificates = signer is not null,
            CertificateObstacle = ports.Certificates.Obstacle,
        };
}
