using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Who wrote which version, and which there are, in the transaction of a unit of work.</summary>
internal sealed class EfVersionHistory(GutCmsDbContext context, SqlSession session)
{
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var versions = await Chunks.ReadAsync(contentItemIds, ids => context.ContentVersions.AsNoTracking().Where(version => ids.Contains(version.ContentItemId))
            .Select(version => new
            {
                version.ContentItemId,
                version.ContentItemVersionId,
                version.VersionNumber,
                version.ContentHash,
                version.DisplayText,
                version.Latest,
                version.Published,
                version.Origin,
                version.Author,
                version.ModifiedUtc,
            }), cancellationToken);
        var authors = (await Chunks.ReadAsync(contentItemIds, ids =>
            from author in context.VersionAuthors.AsNoTracking()
            join version in context.ContentVersions.AsNoTracking() on author.VersionId equals version.ContentItemVersionId
            where ids.Contains(version.ContentItemId)
            orderby author.VersionId, author.Ordinal
            select author, cancellationToken)).ToLookup(author => author.VersionId, StringComparer.Ordinal);
        return versions.GroupBy(version => version.ContentItemId, StringComparer.Ordinal).ToDictionary(
            item => item.Key,
            IReadOnlyList<VersionSummary> (item) => [.. item.OrderBy(version => version.VersionNumber).Select(version => new VersionSummary(
                version.ContentItemVersionId, version.VersionNumber, version.ContentHash, version.DisplayText, version.Latest, version.Published, version.Origin,
                Authors(authors[version.ContentItemVersionId], version.Origin, version.Author), version.ModifiedUtc))],
            StringComparer.Ordinal);
    }

    public async Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken)
    {
        foreach (var (versionId, of) in authors)
        {
            context.VersionAuthors.AddRange(of.Select((author, ordinal) => new VersionAuthorRow { VersionId = versionId, Ordinal = ordinal, UserId = author.UserId, UserName = author.UserName }));
        }

        await context.SaveAndForgetAsync(cancellationToken);
    }

    public async Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        foreach (var (version, hash) in hashes)
        {
            await session.ExecuteAsync(
                "UPDATE \"ContentVersions\" SET \"ContentHash\" = @hash WHERE \"ContentItemVersionId\" = @version", cancellationToken, ("@hash", hash), ("@version", version));
        }
    }

    /// <summary>For a version that set-up or the command line brought only its author's name is known.</summary>
    private static ImmutableArray<VersionAuthor> Authors(IEnumerable<VersionAuthorRow> rows, string? origin, string? author)
    {
        ImmutableArray<VersionAuthor> known = [.. rows.Select(row => new VersionAuthor(row.UserId, row.UserName))];
        return known.IsEmpty && origin is not null && !string.IsNullOrEmpty(author) ? [new VersionAuthor(null, author)] : known;
    }
}
