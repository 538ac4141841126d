using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Gives live texts whose certificate was signed by a key that is revoked since a new one, by the key that signs now, on the same approvals.</summary>
/// <remarks>A host does this when a key is revoked and when it starts. Where there is nothing to do it only reads.</remarks>
public sealed class ReissueCertificates(ReviewPorts ports, ISigningKeys keys)
{
    private const int Batch = 500;

    /// <summary>What was done.</summary>
    /// <param name="Count">Certificates that were issued.</param>
    public sealed record Result(int Count);

    /// <summary>Does it, in one transaction.</summary>
    /// <param name="actor">Who: with the permission to manage signing keys.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSigningKeys))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Keys", actor.UserName), Permissions.ManageSigningKeys);
        }

        var all = await keys.GetAllAsync(cancellationToken);
        var jwks = Jwks.Build(all);
        if (all.All(key => key.RevokedUtc is null) || !await AreThereAnyAsync(jwks, cancellationToken))
        {
            return new Result(0);
        }

        return await Attempt.RunAsync<Result>(ports, actor, AuditActions.CertificateReissue, null, async attempt =>
        {
            using var signer = await ports.Certificates.OpenAsync(attempt.Work, cancellationToken);
            if (signer is null)
            {
                return new Refusal(RefusalKind.Conflict, ports.Certificates.Obstacle ?? Sentence.Of("Refused.NoKey"));
            }

            var count = 0;
            foreach (var ids in (await PublishedAsync(attempt.Work, cancellationToken)).Chunk(Batch))
            {
                count += await ReissueAsync(attempt, await FindAsync(attempt.Work, ids, jwks, cancellationToken), signer, cancellationToken);
            }

            return new Result(count);
        }, cancellationToken);
    }

    private async Task<bool> AreThereAnyAsync(JsonObject jwks, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        foreach (var ids in (await PublishedAsync(work, cancellationToken)).Chunk(Batch))
        {
            if ((await FindAsync(work, ids, jwks, cancellationToken)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<string>> PublishedAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var id in work.ListPublishedIdsAsync(cancellationToken))
        {
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>Those whose certificate is in order but for its key. What is wrong in another way is not healed: the site's check of itself names it.</summary>
    private static async Task<List<Publication>> FindAsync(IUnitOfWork work, string[] ids, JsonObject jwks, CancellationToken cancellationToken)
    {
        var found = new List<Publication>();
        foreach (var publication in (await work.Reviews.FindPublicationsAsync(ids, cancellationToken)).Values)
        {
            if (publication is { Basis: PublicationBasis.Approved, Certificate: { } jws }
                && (await CompactJws.VerifyAsync(jws, jwks, ReviewCertificate.JwsType)).Refusal == JwsRefusal.KeyRevoked)
            {
                found.Add(publication);
            }
        }

        return found;
    }

    private static async Task<int> ReissueAsync(Attempt attempt, List<Publication> publications, ICertificateSigner signer, CancellationToken cancellationToken)
    {
        var reviews = attempt.Work.Reviews;
        var live = await attempt.Work.FindAsync([.. publications.Select(publication => publication.ContentItemId)], GutCms.Core.Storage.VersionSelector.Published, cancellationToken);
        var grants = await reviews.FindGrantsAsync([.. publications.Select(publication => publication.VersionId)], cancellationToken);
        var granted = publications.Where(publication => live.GetValueOrDefault(publication.ContentItemId)?.Item.ContentItemVersionId == publication.VersionId
            && (grants.GetValueOrDefault(publication.VersionId) ?? []).Any(grant =>
                grant.Basis == PublicationBasis.Approved && grant.ContentHash == publication.ContentHash && grant.ReviewId == publication.ReviewId)).ToList();
        var ids = granted.SelectMany(publication => new[] { publication.ReviewId, publication.RenewalId }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var runs = await reviews.FindReviewsAsync(ids, cancellationToken);
        var decisions = await reviews.FindDecisionsAsync(ids, cancellationToken);
        var certified = await CertificatesOfPublications.RenewAsync(reviews.Register, granted, runs, decisions, signer, attempt.NowUtc, cancellationToken);
        await attempt.Writes.SavePublicationsAsync(certified.Publications, cancellationToken);
        foreach (var publication in granted)
        {
            attempt.Changed(publication.ContentItemId);
            await attempt.AuditAsync(
                AuditActions.CertificateReissue,
                publication.ContentItemId,
                publication.VersionId,
                publication.ContentHash,
                new JsonObject { ["reviewId"] = publication.ReviewId, ["keyId"] = signer.KeyId, [CertifiedPublications.LogMember] = certified.DescribePlaces(publication.ContentItemId) },
                cancellationToken);
        }

        return granted.Count;
    }
}
