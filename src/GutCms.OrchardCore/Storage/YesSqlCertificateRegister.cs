using System.Globalization;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using OrchardCore.ContentManagement.Records;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Every certificate that was issued, as records.</summary>
internal sealed class YesSqlCertificateRegister(ISession session, Records records) : ICertificateRegister
{
    private const int Chunk = 200;

    // The newest list is the one that is still going on; which it is stands in a record of its own.
    public async Task<int?> FindNewestListAsync(CancellationToken cancellationToken) => (await records.FindAsync<NewestList>(RecordKinds.Issued, NewestList.Key))?.List;

    public async Task<IReadOnlyList<IssuedCertificate>> ListAsync(int list, CancellationToken cancellationToken) =>
        [.. (await records.ListByGroupAsync<IssuedCertificate>(RecordKinds.Issued, [GroupOf(list)])).SelectMany(group => group)];

    public async Task AddAsync(IReadOnlyCollection<IssuedCertificate> issued, CancellationToken cancellationToken)
    {
        foreach (var certificate in issued)
        {
            if (await records.FindAsync<IssuedCertificate>(RecordKinds.Issued, KeyOf(certificate)) is not null)
            {
                throw new ContentConflictException("The place in the status list is taken.");
            }

            await SaveAsync(certificate);
        }

        if (issued.Count > 0)
        {
            await records.SaveAsync(RecordKinds.Issued, NewestList.Key, new NewestList(issued.Max(certificate => certificate.List)));
        }
    }

    public async Task EndAsync(IReadOnlyCollection<string> contentItemIds, CertificateStatus status, CancellationToken cancellationToken)
    {
        foreach (var id in contentItemIds)
        {
            foreach (var certificate in (await records.ListByTagAsync<IssuedCertificate>(RecordKinds.Issued, id)).Where(issued => issued.Status == CertificateStatus.Valid))
            {
                await SaveAsync(certificate with { Status = status });
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, string?>> FindDeliveredAsync(int list, CancellationToken cancellationToken)
    {
        string[] items = [.. (await ListAsync(list, cancellationToken)).Where(certificate => certificate.Status == CertificateStatus.Valid).Select(certificate => certificate.ContentItemId)];
        var publications = await records.FindAsync<Publication>(RecordKinds.Publication, items);
        var delivered = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var chunk in items.Chunk(Chunk))
        {
            foreach (var row in await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId.IsIn(chunk) && index.Published).ListAsync())
            {
                delivered[row.ContentItemId] = publications.GetValueOrDefault(row.ContentItemId) is { Certificate: not null } publication && publication.VersionId == row.ContentItemVersionId
                    ? publication.VersionId
                    : null;
            }
        }

        return delivered;
    }

    private Task SaveAsync(IssuedCertificate certificate) =>
        records.SaveAsync(RecordKinds.Issued, KeyOf(certificate), certificate, GroupOf(certificate.List), certificate.ContentItemId, certificate.Status == CertificateStatus.Valid);

    private static string GroupOf(int list) => list.ToString(CultureInfo.InvariantCulture);

    private static string KeyOf(IssuedCertificate certificate) => FormattableString.Invariant($"{certificate.List}|{certificate.Index}");

    private sealed record NewestList(int List)
    {
        public const string Key = "newest";
    }
}
