using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>What is live and the grants for it, in the transaction of a unit of work.</summary>
internal sealed class EfPublications(GutCmsDbContext context)
{
    public async Task<IReadOnlyDictionary<string, Publication>> FindAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => context.Publications.AsNoTracking().Where(publication => ids.Contains(publication.ContentItemId)), cancellationToken))
            .ToDictionary(publication => publication.ContentItemId, StringComparer.Ordinal);

    public async Task SaveAsync(IReadOnlyCollection<Publication> publications, CancellationToken cancellationToken)
    {
        var known = await FindAsync([.. publications.Select(publication => publication.ContentItemId)], cancellationToken);
        foreach (var publication in publications)
        {
            _ = known.ContainsKey(publication.ContentItemId) ? context.Update(publication) : context.Add(publication);
        }

        await context.SaveAndForgetAsync(cancellationToken);
    }

    public Task RemoveAsync(string contentItemId, CancellationToken cancellationToken) =>
        context.Publications.Where(publication => publication.ContentItemId == contentItemId).ExecuteDeleteAsync(cancellationToken);

    public async Task<IReadOnlyList<Publication>> ListPassedReviewDatesAsync(DateTime nowUtc, int most, CancellationToken cancellationToken) =>
        await context.Publications.AsNoTracking()
            .Where(publication => publication.ReviewDueReason == null && publication.NextReviewUtc <= nowUtc)
            .OrderBy(publication => publication.NextReviewUtc).ThenBy(publication => publication.ContentItemId).Take(most).ToListAsync(cancellationToken);

    public async Task AddGrantsAsync(IReadOnlyCollection<PublicationGrant> grants, CancellationToken cancellationToken)
    {
        var known = (await GrantRowsAsync([.. grants.Select(grant => grant.VersionId)], cancellationToken))
            .ToDictionary(grant => (grant.VersionId, grant.ContentHash));
        foreach (var grant in grants)
        {
            if (!known.TryGetValue((grant.VersionId, grant.ContentHash), out var given))
            {
                context.Add(grant);
            }
            else if (grant.Supersedes(given))
            {
                context.Update(grant);
            }
        }

        await context.SaveAndForgetAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>> FindGrantsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var grants = await GrantRowsAsync(versionIds, cancellationToken);
        var imported = (await Chunks.ReadAsync(versionIds, ids => context.ImportedMarks.AsNoTracking().Where(mark => ids.Contains(mark.VersionId)), cancellationToken))
            .Select(mark => new PublicationGrant(mark.VersionId, mark.ContentHash, PublicationBasis.Imported, null, mark.ImportedUtc) { PresentationHash = mark.PresentationHash });

        // A text that was approved since it was imported counts as approved.
        return grants.Concat(imported)
            .DistinctBy(grant => (grant.VersionId, grant.ContentHash))
            .GroupBy(grant => grant.VersionId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<PublicationGrant>)[.. group], StringComparer.Ordinal);
    }

    private Task<List<PublicationGrant>> GrantRowsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Chunks.ReadAsync(versionIds, ids => context.PublicationGrants.AsNoTracking().Where(grant => ids.Contains(grant.VersionId)), cancellationToken);
}
