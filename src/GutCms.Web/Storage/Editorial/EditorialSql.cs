using GutCms.Core.Editorial;
using GutCms.Core.Reviews;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>The SQL of editorial lists, understood by both databases: the latest version of each item with its open run, what is live, and its series.</summary>
internal sealed class EditorialSql(Database database, EditorialSight sight)
{
    private readonly List<(string Name, object? Value)> _parameters =
    [
        ("@types", database.IdList(sight.ContentTypes)), ("@own", database.IdList(sight.OwnTypes)), ("@user", sight.UserId),
        ("@policied", database.IdList(sight.PolicyTypes)), ("@now", sight.NowUtc.Ticks),
    ];

    /// <summary>Values of the parameters.</summary>
    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Tables: <c>v</c> the latest version, <c>r</c> the open run for it, <c>p</c> its publication if it is live, <c>w</c> its withdrawal.</summary>
    public static string Sources =>
        """
        "ContentVersions" v
        LEFT JOIN "Reviews" r ON r."ContentItemId" = v."ContentItemId" AND r."ClosedUtc" IS NULL AND r."Purpose" = 0 AND r."CoveredTexts" LIKE '%' || v."ContentItemVersionId" || '%'
        LEFT JOIN "Publications" p ON p."ContentItemId" = v."ContentItemId" AND p."VersionId" = v."ContentItemVersionId"
        LEFT JOIN "Withdrawals" w ON w."ContentItemId" = v."ContentItemId" AND w."VersionId" = v."ContentItemVersionId"
        """;

    /// <summary>Whether some version of the item is live.</summary>
    public static string IsLive => """EXISTS (SELECT 1 FROM "ContentVersions" l WHERE l."ContentItemId" = v."ContentItemId" AND l."Published")""";

    /// <summary>The state as a number; mirrors <see cref="ReviewFacts.LatestState"/>.</summary>
    public string State =>
        $"""
        CASE WHEN r."ReviewId" IS NOT NULL THEN r."State"
        WHEN v."Published" THEN CASE WHEN p."ReviewDueReason" IS NOT NULL OR p."NextReviewUtc" <= @now THEN {(int)ReviewState.ReviewDue}
          WHEN p."Basis" = {(int)PublicationBasis.Approved} OR NOT ({database.AmongIds("v.\"ContentType\"", "@policied")}) THEN {(int)ReviewState.Published} ELSE {(int)ReviewState.Imported} END
        WHEN w."ContentItemId" IS NOT NULL AND NOT {IsLive} THEN {(int)ReviewState.Withdrawn} ELSE {(int)ReviewState.Draft} END
        """;

    /// <summary>What may be seen.</summary>
    public string Seen => $"""v."Latest" AND ({database.AmongIds("v.\"ContentType\"", "@types")} OR ({database.AmongIds("v.\"ContentType\"", "@own")} AND v."Owner" = @user))""";

    /// <summary>The conditions of a filter.</summary>
    public string Where(EditorialFilter filter)
    {
        List<string> conditions = [Seen];
        if (filter.ContentType is { } type)
        {
            conditions.Add($"""v."ContentType" = {Parameter(type)}""");
        }

        if (filter.State is { } state)
        {
            // Said of the run alone where only a run can say it, so that the database begins with the few that are open.
            conditions.Add(state is ReviewState.InReview or ReviewState.ChangesRequested or ReviewState.Approved ? $"""r."State" = {(int)state}""" : $"{State} = {(int)state}");
        }

        if (filter.SeriesId is { } series)
        {
            conditions.Add($"""EXISTS (SELECT 1 FROM "ContentReferences" c WHERE c."VersionSequence" = v."Sequence" AND c."Field" = 'Article.Series' AND c."TargetId" = {Parameter(series)})""");
        }

        if (filter.Author is { } author)
        {
            conditions.Add($"""v."Author" = {Parameter(author)}""");
        }

        if (filter.Due is { } due)
        {
            var until = due == EditorialDue.Overdue ? sight.NowUtc : sight.NowUtc.AddDays(7);
            conditions.Add($"""r."State" = {(int)ReviewState.InReview} AND r."DueOrder" < {Parameter(until.Ticks)}""");
        }

        if (filter.WithoutReferences)
        {
            conditions.Add("""v."Json" LIKE '%"Body":{"ContentItems":[{%' AND v."Json" NOT LIKE '%"References":{"ContentItems":[{%'""");
        }

        foreach (var word in (filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(8))
        {
            var pattern = Parameter($"%{Lower(word)}%");
            conditions.Add($"""(LOWER(v."DisplayText") LIKE {pattern} ESCAPE '\' OR LOWER(v."Json") LIKE {pattern} ESCAPE '\')""");
        }

        return string.Join(" AND ", conditions);
    }

    /// <summary>Adds a parameter and gives its name.</summary>
    public string Parameter(object value)
    {
        var name = "@p" + _parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _parameters.Add((name, value));
        return name;
    }

    // LOWER of both databases knows ASCII only, so nothing more is lowered here.
    private static string Lower(string word) => string.Concat(word.Select(character => character switch
    {
        '%' or '_' or '\\' => "\\" + character,
        >= 'A' and <= 'Z' => char.ToLowerInvariant(character).ToString(),
        _ => character.ToString(),
    }));
}
