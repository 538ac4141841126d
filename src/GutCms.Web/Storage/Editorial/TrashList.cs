using GutCms.Core.Editorial;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>Deleted items: none of their versions is latest or live.</summary>
internal sealed class TrashList(Database database) : ITrash
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrashedItem>> ListAsync(IReadOnlyList<string> contentTypes, IReadOnlyList<string> ownTypes, string owner, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"""
            SELECT v."ContentItemId", v."ContentType", v."DisplayText", v."Author", v."Owner", v."ModifiedUtc"
            FROM "ContentItems" i JOIN "ContentVersions" v ON v."Sequence" = (SELECT MAX(l."Sequence") FROM "ContentVersions" l WHERE l."ContentItemId" = i."ContentItemId")
            WHERE NOT EXISTS (SELECT 1 FROM "ContentVersions" c WHERE c."ContentItemId" = i."ContentItemId" AND (c."Latest" OR c."Published"))
            AND NOT EXISTS (SELECT 1 FROM "Documents" d WHERE d."Kind" = @gone AND d."Name" = i."ContentItemId")
            AND ({database.AmongIds("v.\"ContentType\"", "@types")} OR ({database.AmongIds("v.\"ContentType\"", "@own")} AND v."Owner" = @owner))
            ORDER BY v."Sequence" DESC LIMIT {most}
            """,
            reader => new TrashedItem(
                reader.GetString(0), reader.GetString(1), Text(reader, 2), Text(reader, 3), Text(reader, 4), reader.Instant(5)),
            cancellationToken, ("@gone", ITrash.GoneKind), ("@types", database.IdList(contentTypes)), ("@own", database.IdList(ownTypes)), ("@owner", owner));
    }

    private static string? Text(System.Data.Common.DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
}
