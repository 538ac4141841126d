using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Media;

/// <summary>What is known of pictures, in the transaction of a unit of work.</summary>
internal sealed class EfMediaLibrary : IMediaLibrary
{
    // Names of pictures stand within the JSON of texts. Hexadecimal digits mean nothing to LIKE.
    private const string Users =
        """
        SELECT "ContentItemId", "ContentType", "DisplayText", "Owner", "Published" FROM "ContentVersions"
        WHERE ("Latest" OR "Published") AND "Json" LIKE '%' || @sha || '%' ORDER BY "Published" DESC, "Sequence" DESC
        """;

    private const string Approved = """SELECT COUNT(*) FROM (SELECT 1 FROM "GrantedTexts" WHERE "Json" LIKE '%' || @sha || '%' LIMIT 1) AS "found" """;

    public Task<MediaFile?> FindAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken) => Of(work, sha256).SingleOrDefaultAsync(cancellationToken);

    public async Task<MediaPage> ListAsync(IUnitOfWork work, MediaQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var all = EfUnitOfWork.ContextOf(work).MediaFiles.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var words = MediaFile.SearchTextOf(query.Search.Trim());
            all = all.Where(file => file.SearchText.Contains(words));
        }

        if (query.Lacking)
        {
            all = all.Where(file => !file.IsDecorative && file.Alt == null);
        }

        var page = all;
        if (asked.FindStart() is { } start)
        {
            var (at, id) = (start.Instant(0), start.Text(1));
#pragma warning disable CA1309, CA1310 // Carried out by the database, which compares text byte by byte; only this overload can be translated.
            page = all.Where(file => file.UploadedUtc < at || (file.UploadedUtc == at && string.Compare(file.Sha256, id) < 0));
#pragma warning restore CA1309, CA1310
        }

        var files = await page.OrderByDescending(file => file.UploadedUtc).ThenByDescending(file => file.Sha256).Take(query.First + 1).ToListAsync(cancellationToken);
        return new(
            await all.LongCountAsync(cancellationToken), [.. files.Take(query.First)],
            files.Count > query.First ? asked.CursorAt(files[query.First - 1].UploadedUtc, files[query.First - 1].Sha256) : null);
    }

    public async Task<IReadOnlySet<string>> FindKnownAsync(IUnitOfWork work, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var files = EfUnitOfWork.ContextOf(work).MediaFiles.AsNoTracking();
        return (await Chunks.ReadAsync(ids, chunk => files.Where(file => chunk.Contains(file.Sha256)).Select(file => file.Sha256), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    public async Task SaveAsync(IUnitOfWork work, MediaFile file, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).UpsertAsync(file, await Of(work, file.Sha256).AnyAsync(cancellationToken), null, cancellationToken);

    public Task RemoveAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken) => Of(work, sha256).ExecuteDeleteAsync(cancellationToken);

    public async Task<MediaUses> FindUsesAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken)
    {
        using var session = SqlSession.Of(EfUnitOfWork.ContextOf(work));
        var versions = await session.QueryAsync(
            Users,
            reader => new MediaUse(reader.GetString(0), reader.GetString(1), reader.Text(2), reader.Text(3), reader.GetBoolean(4)), cancellationToken, ("sha", sha256));
        return new([.. versions.DistinctBy(use => use.ContentItemId)], await session.NumberAsync(Approved, cancellationToken, ("sha", sha256)) > 0);
    }

    private static IQueryable<MediaFile> Of(IUnitOfWork work, string sha256) => EfUnitOfWork.ContextOf(work).MediaFiles.AsNoTracking().Where(file => file.Sha256 == sha256);
}
