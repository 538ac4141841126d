using GutCms.Core.Certificates.Status;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>Certificates inside a transaction in memory, with the uniqueness that the database keeps.</summary>
internal sealed class MemoryRegister(MemoryWork work) : ICertificateRegister
{
    private MemoryState State => work.State;

    public Task<int?> FindNewestListAsync(CancellationToken cancellationToken) => Task.FromResult(State.Issued.Max(certificate => (int?)certificate.List));

    public Task<IReadOnlyList<IssuedCertificate>> ListAsync(int list, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IssuedCertificate>>([.. State.Issued.Where(certificate => certificate.List == list)]);

    public Task AddAsync(IReadOnlyCollection<IssuedCertificate> issued, CancellationToken cancellationToken)
    {
        var all = State.Issued.AddRange(issued);
        if (all.GroupBy(certificate => (certificate.List, certificate.Index)).Any(group => group.Count() > 1)
            || all.Where(certificate => certificate.Status == CertificateStatus.Valid).GroupBy(certificate => certificate.ContentItemId).Any(group => group.Count() > 1))
        {
            throw new ContentConflictException("A certificate for the same is on file.");
        }

        work.Write(State with { Issued = all });
        return Task.CompletedTask;
    }

    public Task EndAsync(IReadOnlyCollection<string> contentItemIds, CertificateStatus status, CancellationToken cancellationToken)
    {
        work.Write(State with
        {
            Issued = State.Issued.ConvertAll(certificate =>
                certificate.Status == CertificateStatus.Valid && contentItemIds.Contains(certificate.ContentItemId) ? certificate with { Status = status } : certificate),
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string?>> FindDeliveredAsync(int list, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(
            State.Versions.Where(version => version.Item.Published).ToDictionary(
                version => version.Item.ContentItemId,
                version => State.Publications.GetValueOrDefault(version.Item.ContentItemId) is { Certificate: not null } publication
                    && publication.VersionId == version.Item.ContentItemVersionId ? publication.VersionId : null));
}
