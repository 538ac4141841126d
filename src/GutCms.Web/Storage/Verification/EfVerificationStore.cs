using System.Data.Common;
using System.Runtime.CompilerServices;
using GutCms.Core.Audit;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Verification;

/// <summary>Opens one moment of the database for a verification.</summary>
internal sealed class EfVerificationStore(Database database) : IVerificationStore
{
    /// <inheritdoc/>
    public async Task<IVerificationReading> ReadAsync(CancellationToken cancellationToken)
    {
        var context = database.CreateContext();
        try
        {
            await database.BeginReadAsync(context, cancellationToken);
            return new EfVerificationReading(database, new EfUnitOfWork(database, context));
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}

/// <summary>What a verification reads, in the transaction of a unit of work. Pages leave the connection free in between.</summary>
internal sealed class EfVerificationReading(Database database, EfUnitOfWork work) : IVerificationReading
{
    private const int Page = 500;

    private readonly SqlSession _session = SqlSession.Of(work.Context);

    /// <inheritdoc/>
    public IUnitOfWork Work => work;

    /// <inheritdoc/>
    public async Task<int> CountLiveAsync(string? after, CancellationToken cancellationToken) =>
        (int)(await _session.QueryAsync(
            "SELECT COUNT(*) FROM \"ContentVersions\" WHERE \"Published\" AND \"ContentItemId\" > @after", reader => reader.GetInt64(0), cancellationToken, ("@after", after ?? "")))[0];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListLiveAsync(string? after, int most, CancellationToken cancellationToken) =>
        await _session.QueryAsync(
            "SELECT \"ContentItemId\" FROM \"ContentVersions\" WHERE \"Published\" AND \"ContentItemId\" > @after ORDER BY \"ContentItemId\" LIMIT @most",
            reader => reader.GetString(0), cancellationToken, ("@after", after ?? ""), ("@most", most));

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> FindLiveAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await _session.QueryAsync(
            $"SELECT \"ContentItemId\" FROM \"ContentVersions\" WHERE \"Published\" AND {database.AmongIds("\"ContentItemId\"", "@ids")}",
            reader => reader.GetString(0), cancellationToken, ("@ids", database.IdList(contentItemIds)))).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, AuditEntry>> FindEntriesAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<long, AuditEntry>(sequences.Count);
        foreach (var numbers in sequences.Distinct().Chunk(Page))
        {
            foreach (var row in await work.Context.AuditEntries.AsNoTracking().Where(row => numbers.Contains(row.Sequence)).ToListAsync(cancellationToken))
            {
                entries[row.Sequence] = EfAuditLog.Entry(row);
            }
        }

        return entries;
    }

#pragma warning disable CA1309, CA1310 // Carried out by the database, which compares text byte by byte; only this overload can be translated.
    /// <inheritdoc/>
    public IAsyncEnumerable<Decision> ListDecisionsAsync(CancellationToken cancellationToken) =>
        ListAsync(after => work.Context.Decisions.AsNoTracking().Where(row => string.Compare(row.DecisionId, after) > 0).OrderBy(row => row.DecisionId), row => row.DecisionId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Withdrawal> ListWithdrawalsAsync(CancellationToken cancellationToken) =>
        ListAsync(after => work.Context.Withdrawals.AsNoTracking().Where(row => string.Compare(row.ContentItemId, after) > 0).OrderBy(row => row.ContentItemId), row => row.ContentItemId, cancellationToken);
#pragma warning restore CA1309, CA1310

    /// <inheritdoc/>
    public async IAsyncEnumerable<IssuedCertificate> ListCertificatesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (list, index) = (int.MinValue, int.MinValue);
        List<IssuedCertificate> page;
        do
        {
            page = await work.Context.IssuedCertificates.AsNoTracking().Where(row => row.List > list || (row.List == list && row.Index > index))
                .OrderBy(row => row.List).ThenBy(row => row.Index).Take(Page).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                (list, index) = (row.List, row.Index);
                yield return row;
            }
        }
        while (page.Count == Page);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IssuedCertificate>> FindValidCertificatesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await Chunks.ReadAsync(
            contentItemIds,
            ids => work.Context.IssuedCertificates.AsNoTracking().Where(row => row.Status == CertificateStatus.Valid && ids.Contains(row.ContentItemId)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindUnexpectedDocumentsAsync(CancellationToken cancellationToken) =>
        await _session.QueryAsync(
            "SELECT d.\"ContentItemId\" FROM \"DeliveryDocuments\" d WHERE NOT EXISTS "
            + $"(SELECT 1 FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = d.\"ContentItemId\" AND v.\"Published\") ORDER BY d.\"ContentItemId\"",
            reader => reader.GetString(0), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, StoredDocument>> FindDocumentsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var rows = await _session.QueryAsync(
            "SELECT \"ContentItemId\", \"Kind\", \"Key\", \"ETag\", \"LastModifiedUtc\", \"SurrogateKeys\", \"Title\", \"Summary\", \"Brotli\", \"Gzip\", \"Identity\", \"SeriesId\", \"SeriesSlug\", \"SeriesPosition\", \"PositionKey\", \"PublishedUtc\" "
            + $"FROM \"DeliveryDocuments\" WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}",
            reader => new StoredDocument(
                new DeliveredDocument(
                    (DeliveryKind)reader.GetInt32(1),
                    reader.GetString(2),
                    reader.GetString(0),
                    Identity: reader.GetFieldValue<byte[]>(10),
                    Gzip: reader.GetFieldValue<byte[]>(9),
                    Brotli: reader.GetFieldValue<byte[]>(8),
                    reader.GetString(3),
                    new DateTime(reader.GetInt64(4), DateTimeKind.Utc),
                    reader.GetString(5)),
                reader.GetString(6),
                reader.GetFieldValue<byte[]>(7))
            { Place = PlaceOf(reader) },
            cancellationToken, ("@ids", database.IdList(contentItemIds)));
        return rows.ToDictionary(row => row.Document.ContentItemId, StringComparer.Ordinal);
    }

    private static StoredPlace PlaceOf(DbDataReader reader)
    {
        decimal? position = reader.IsDBNull(13) ? null : reader.GetDecimal(13);
        return new(Text(11), Text(12), position, reader.GetDouble(14).Equals(ListKeys.Position(position)), new DateTime(reader.GetInt64(15), DateTimeKind.Utc));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await work.DisposeAsync();
    }

    private static async IAsyncEnumerable<T> ListAsync<T>(Func<string, IQueryable<T>> following, Func<T, string> idOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        List<T> page;
        do
        {
            page = await following(after).Take(Page).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                after = idOf(row);
                yield return row;
            }
        }
        while (page.Count == Page);
    }
}
