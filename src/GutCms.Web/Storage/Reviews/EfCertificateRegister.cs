using GutCms.Core.Certificates.Status;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Every certificate that was issued, in the transaction of a unit of work.</summary>
internal sealed class EfCertificateRegister(GutCmsDbContext context) : ICertificateRegister
{
    private IQueryable<IssuedCertificate> Issued => context.IssuedCertificates.AsNoTracking();

    public Task<int?> FindNewestListAsync(CancellationToken cancellationToken) => Issued.MaxAsync(certificate => (int?)certificate.List, cancellationToken);

    public async Task<IReadOnlyList<IssuedCertificate>> ListAsync(int list, CancellationToken cancellationToken) =>
        await Issued.Where(certificate => certificate.List == list).ToListAsync(cancellationToken);

    public Task AddAsync(IReadOnlyCollection<IssuedCertificate> issued, CancellationToken cancellationToken)
    {
        context.AddRange(issued);
        return context.SaveAndForgetAsync(cancellationToken);
    }

    public async Task EndAsync(IReadOnlyCollection<string> contentItemIds, CertificateStatus status, CancellationToken cancellationToken)
    {
        foreach (var ids in contentItemIds.Chunk(Chunks.Size))
        {
            await context.IssuedCertificates.Where(certificate => certificate.Status == CertificateStatus.Valid && ids.Contains(certificate.ContentItemId))
                .ExecuteUpdateAsync(set => set.SetProperty(certificate => certificate.Status, status), cancellationToken);
        }
    }

    public async Task<IReadOnlyDictionary<string, string?>> FindDeliveredAsync(int list, CancellationToken cancellationToken)
    {
        var rows = await (
            from certificate in Issued.Where(certificate => certificate.List == list && certificate.Status == CertificateStatus.Valid)
            join version in context.ContentVersions.Where(version => version.Published) on certificate.ContentItemId equals version.ContentItemId
            join publication in context.Publications.Where(publication => publication.Certificate != null)
                on version.ContentItemVersionId equals publication.VersionId into publications
            from publication in publications.DefaultIfEmpty()
            select new { certificate.ContentItemId, VersionId = publication == null ? null : publication.VersionId }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.ContentItemId, string? (row) => row.VersionId, StringComparer.Ordinal);
    }
}
