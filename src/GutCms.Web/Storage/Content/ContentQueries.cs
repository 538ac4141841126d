using System.Data.Common;
using System.Runtime.CompilerServices;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Content;

/// <summary>Reads content.</summary>
internal sealed class ContentQueries(Database database, SqlSession session)
{
    /// <summary>Rows that a stream reads at a time. A stream leaves the connection free between two pages, which PostgreSQL demands.</summary>
    private const int StreamPage = 500;

    public const string VersionColumns =
        "v.\"ContentItemId\", v.\"ContentItemVersionId\", v.\"ContentType\", v.\"DisplayText\", v.\"Latest\", v.\"Published\", v.\"ModifiedUtc\", v.\"PublishedUtc\", "
        + "v.\"CreatedUtc\", v.\"Owner\", v.\"Author\", v.\"Json\", v.\"VersionNumber\", v.\"Origin\", i.\"PublishedByPerson\", i.\"Sequence\", v.\"ContentHash\", i.\"FirstPublishedUtc\"";

    public const string VersionsAndItems = "\"ContentVersions\" v JOIN \"ContentItems\" i ON i.\"ContentItemId\" = v.\"ContentItemId\"";

    public async Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(
        IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken)
    {
        if (contentItemIds.Count == 0)
        {
            return new Dictionary<string, StoredVersion>();
        }

        var rows = await session.QueryAsync(
            $"SELECT {VersionColumns} FROM {VersionsAndItems} WHERE {Flag(version)} AND {database.AmongIds("v.\"ContentItemId\"", "@ids")}",
            Read, cancellationToken, ("@ids", database.IdList(contentItemIds)));
        return rows.ToDictionary(row => row.Version.Item.ContentItemId, row => row.Version, StringComparer.Ordinal);
    }

    /// <summary>The latest and the live version of those of the items that have a latest one.</summary>
    public async Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT v.\"ContentItemId\", v.\"ContentType\", v.\"ContentItemVersionId\", v.\"DisplayText\", v.\"Owner\", (SELECT l.\"ContentItemVersionId\" FROM \"ContentVersions\" l WHERE l.\"ContentItemId\" = v.\"ContentItemId\" AND l.\"Published\") "
            + $"FROM \"ContentVersions\" v WHERE v.\"Latest\" AND {database.AmongIds("v.\"ContentItemId\"", "@ids")}",
            reader => new ItemHead(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Text(5)) { Title = reader.Text(3), Owner = reader.Text(4) }, cancellationToken, ("@ids", database.IdList(contentItemIds)));
        return rows.ToDictionary(head => head.ContentItemId, StringComparer.Ordinal);
    }

    /// <summary>Versions by their ids, whether current or not.</summary>
    public async Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"SELECT {VersionColumns} FROM {VersionsAndItems} WHERE {database.AmongIds("v.\"ContentItemVersionId\"", "@ids")}",
            Read, cancellationToken, ("@ids", database.IdList(versionIds)));
        return rows.ToDictionary(row => row.Version.Item.ContentItemVersionId, row => row.Version, StringComparer.Ordinal);
    }

    public Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        FindPairsAsync(
            $"SELECT \"ContentItemVersionId\", \"ContentItemId\" FROM \"ContentVersions\" WHERE {database.AmongIds("\"ContentItemVersionId\"", "@ids")}",
            versionIds, cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var owners = await FindPairsAsync(
            $"SELECT \"Path\", \"ContentItemId\" FROM \"ContentPaths\" WHERE {database.AmongIds("\"Path\"", "@ids")}",
            [.. paths.Select(ItemMeaning.PathKey).Distinct()], cancellationToken);
        var asAsked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (owners.TryGetValue(ItemMeaning.PathKey(path), out var owner))
            {
                asAsked[path] = owner;
            }
        }

        return asAsked;
    }

    public async Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken)
    {
        // One is looked for by the database; of many, or of all, it hands out the paths once.
        const string OfType = "SELECT p.\"Path\", p.\"ContentItemId\" FROM \"ContentPaths\" p INNER JOIN \"ContentItems\" i ON i.\"ContentItemId\" = p.\"ContentItemId\" WHERE i.\"ContentType\" = @type";
        var one = slugs is { Count: 1 } ? slugs.First() : null;
        (string, object?)[] parameters = one is null ? [("@type", contentType)]
            : [("@type", contentType), ("@slug", one), ("@end", "%/" + one.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal))];
        var rows = await session.QueryAsync(
            one is null ? OfType : OfType + " AND (p.\"Path\" = @slug OR p.\"Path\" LIKE @end ESCAPE '\\')",
            reader => (Slug: ItemMeaning.SlugOf(reader.GetString(0), ""), Item: reader.GetString(1)), cancellationToken, parameters);
        var wanted = slugs?.ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (slug, item) in rows.Where(row => wanted?.Contains(row.Slug) != false))
        {
            owners.TryAdd(slug, item);
        }

        return owners;
    }

    public async Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken)
    {
        var set = database.JsonText("v.\"Json\"", ItemMeaning.LanguagePart, ItemMeaning.TranslationsMember);
        var rows = await session.QueryAsync(
            $"SELECT {VersionColumns} FROM {VersionsAndItems} WHERE {set} IS NOT NULL AND {database.AmongIds(set, "@sets")} AND (v.\"Latest\" OR v.\"Published\") "
            + $"UNION ALL SELECT {VersionColumns} FROM {VersionsAndItems} WHERE {database.AmongIds("v.\"ContentItemId\"", "@sets")} AND {set} IS NULL AND (v.\"Latest\" OR v.\"Published\")",
            Read, cancellationToken, ("@sets", database.IdList(sets)));
        return [.. rows.Select(row => row.Version.Item)];
    }

    public async Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            $"SELECT i.\"ContentItemId\" FROM \"ContentItems\" i WHERE {database.AmongIds("i.\"ContentItemId\"", "@ids")} AND NOT EXISTS "
            + "(SELECT 1 FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = i.\"ContentItemId\" AND (v.\"Latest\" OR v.\"Published\"))",
            reader => reader.GetString(0), cancellationToken, ("@ids", database.IdList(contentItemIds)))).ToHashSet(StringComparer.Ordinal);

    public async IAsyncEnumerable<StoredVersion> ListAsync(
        string? contentType, VersionSelector version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ofType = contentType is null ? "" : " AND i.\"ContentType\" = @type";
        var sql = $"SELECT {VersionColumns} FROM {VersionsAndItems} WHERE {Flag(version)} AND i.\"Sequence\" > @after{ofType} ORDER BY i.\"Sequence\" LIMIT {StreamPage}";
        var after = 0L;
        List<(StoredVersion Version, long Sequence)> page;
        do
        {
            page = await session.QueryAsync(sql, Read, cancellationToken, [("@after", after), .. Optional("@type", contentType)]);
            foreach (var (stored, sequence) in page)
            {
                after = sequence;
                yield return stored;
            }
        }
        while (page.Count == StreamPage);
    }

    public async IAsyncEnumerable<string> ListPublishedIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int IdPage = 10_000;
        var after = "";
        List<string> page;
        do
        {
            page = await session.QueryAsync(
                $"SELECT \"ContentItemId\" FROM \"ContentVersions\" WHERE \"Published\" AND \"ContentItemId\" > @after ORDER BY \"ContentItemId\" LIMIT {IdPage}",
                reader => reader.GetString(0), cancellationToken, ("@after", after));
            foreach (var id in page)
            {
                after = id;
                yield return id;
            }
        }
        while (page.Count == IdPage);
    }

    public async Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        // A version that Orchard Core saved again under its id may have several marks; the last one counts.
        var marks = await session.QueryAsync(
            $"SELECT \"VersionId\", \"ContentHash\", \"Recipe\", \"ImportedUtc\", \"PresentationHash\" FROM \"ImportedMarks\" WHERE {database.AmongIds("\"VersionId\"", "@ids")} ORDER BY \"ImportedUtc\"",
            reader => new ImportedMark(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Instant(3)!.Value) { PresentationHash = reader.IsDBNull(4) ? null : reader.GetString(4) },
            cancellationToken, ("@ids", database.IdList(versionIds)));
        var byVersion = new Dictionary<string, ImportedMark>(StringComparer.Ordinal);
        foreach (var mark in marks)
        {
            byVersion[mark.VersionId] = mark;
        }

        return byVersion;
    }

    /// <summary>As <see cref="DisclaimerUses.ReadAsync"/>, without reading the texts.</summary>
    public async Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(
        string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken)
    {
        const string Columns =
            """SELECT v."ContentItemId", v."ContentType", v."DisplayText", v."Path", v."Published", l."ContentItemVersionId", r."TargetId" FROM """;
        var shows = MeaningSql.ShowsDisclaimer("r", "l");
        var live = await session.QueryAsync(
            $"""
            {Columns} "ContentReferences" r JOIN "ContentVersions" l ON {shows}
            JOIN "ContentVersions" v ON v."ContentItemId" = l."ContentItemId" WHERE r."TargetId" = @disclaimer AND l."Published" AND v."Latest"
            """,
            ReadUse, cancellationToken, ("@disclaimer", disclaimerId));
        var further = await session.QueryAsync(
            $"""
            {Columns} "ContentVersions" v LEFT JOIN "ContentVersions" l ON l."ContentItemId" = v."ContentItemId" AND l."Published"
            LEFT JOIN "ContentReferences" r ON {shows} WHERE v."Latest" AND {database.AmongIds("v.\"ContentItemId\"", "@ids")}
            """,
            ReadUse, cancellationToken, ("@ids", database.IdList(furtherItemIds)));
        return live.Concat(further).DistinctBy(use => use.ContentItemId, StringComparer.Ordinal).ToDictionary(use => use.ContentItemId, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken)
    {
        var inField = field is null ? "" : " AND r.\"Field\" = @field";
        return await session.QueryAsync(
            "SELECT DISTINCT v.\"ContentItemId\" FROM \"ContentReferences\" r JOIN \"ContentVersions\" v ON v.\"Sequence\" = r.\"VersionSequence\" "
            + $"WHERE v.\"Published\" AND {database.AmongIds("r.\"TargetId\"", "@ids")}{inField} ORDER BY v.\"ContentItemId\"",
            reader => reader.GetString(0), cancellationToken, [("@ids", database.IdList(contentItemIds)), .. Optional("@field", field)]);
    }

    public async Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            // The title that readers see, which the document on file says; what an editor calls the item counts only until there is one.
            $"""
            SELECT DISTINCT v."ContentItemId", v."Path", COALESCE(d."Title", v."DisplayText"), v."SeriesPosition", i."FirstPublishedUtc"
            FROM "ContentReferences" r JOIN "ContentVersions" v ON {MeaningSql.IsInSeries("r", "v")} JOIN "ContentItems" i ON i."ContentItemId" = v."ContentItemId"
            LEFT JOIN "DeliveryDocuments" d ON d."ContentItemId" = v."ContentItemId"
            WHERE v."Published" AND v."ContentType" = '{ItemMeaning.Article}' AND r."TargetId" = @series
            """,
            reader => (
                Member: new SeriesMember(
                    reader.GetString(0),
                    ItemMeaning.SlugOf(reader.Text(1), reader.GetString(0)),
                    reader.Text(2) ?? "",
                    reader.IsDBNull(3) ? null : reader.GetDecimal(3)),
                PublishedUtc: reader.Instant(4)),
            cancellationToken, ("@series", seriesId));
        return [.. rows
            .OrderBy(row => row.Member.Position is null)
            .ThenBy(row => row.Member.Position)
            .ThenBy(row => row.PublishedUtc)
            .ThenBy(row => row.Member.ContentItemId, StringComparer.Ordinal)
            .Select(row => row.Member)];
    }

    private static string Flag(VersionSelector version) => version == VersionSelector.Published ? "v.\"Published\"" : "v.\"Latest\"";

    private static (string Name, object? Value)[] Optional(string name, string? value) => value is null ? [] : [(name, value)];

    private async Task<IReadOnlyDictionary<string, string>> FindPairsAsync(string sql, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var rows = await session.QueryAsync(
            sql, reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)), cancellationToken, ("@ids", database.IdList(ids)));
        return new Dictionary<string, string>(rows, StringComparer.Ordinal);
    }

    public static (StoredVersion Version, long Sequence) Read(DbDataReader reader) => (
        new StoredVersion(
            new ContentItem
            {
                ContentItemId = reader.GetString(0),
                ContentItemVersionId = reader.GetString(1),
                ContentType = reader.GetString(2),
                DisplayText = reader.Text(3),
                Latest = reader.GetBoolean(4),
                Published = reader.GetBoolean(5),
                ModifiedUtc = reader.Instant(6),
                PublishedUtc = reader.Instant(7),
                CreatedUtc = reader.Instant(8),
                Owner = reader.Text(9),
                Author = reader.Text(10),
                Parts = StoredJson.Parse(reader.GetString(11)),
            },
            reader.GetInt32(12),
            reader.Text(13),
            reader.GetBoolean(14))
        { ContentHash = reader.Text(16), FirstPublishedUtc = reader.Instant(17) },
        reader.GetInt64(15));

    private static DisclaimerUse ReadUse(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.Text(2), reader.Text(3), reader.GetBoolean(4), reader.Text(5), reader.Text(6));
}
