using GutCms.Core.Editorial;
using GutCms.Core.Reviews;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;

namespace GutCms.Web.Storage.Editorial;

/// <summary>The SQL of editorial lists, understood by both databases: the latest version of each item with its open run, what is live, and its series.</summary>
internal sealed class EditorialSql(Database database, EditorialSight sight)
{
    private const string Runs =
        """
        LEFT JOIN "Reviews" r ON r."ContentItemId" = v."ContentItemId" AND r."ClosedUtc" IS NULL AND r."Purpose" = 0 AND r."CoveredTexts" LIKE '%' || v."ContentItemVersionId" || '%'
        """;

    private const string Live =
        """
        LEFT JOIN "Publications" p ON p."ContentItemId" = v."ContentItemId" AND p."VersionId" = v."ContentItemVersionId"
        LEFT JOIN "Withdrawals" w ON w."ContentItemId" = v."ContentItemId" AND w."VersionId" = v."ContentItemVersionId"
        """;

    private readonly List<(string Name, object? Value)> _parameters =
    [
        ("@types", database.IdList(sight.ContentTypes)), ("@own", database.IdList(sight.OwnTypes)), ("@user", sight.UserId),
        ("@policied", database.IdList(sight.PolicyTypes)), ("@now", sight.NowUtc.Ticks),
    ];

    private bool _asksRuns;
    private bool _asksLive;

    /// <summary>Values of the parameters.</summary>
    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Tables with all that a row shows: <c>v</c> the latest version, <c>r</c> the open run for it, <c>p</c> its publication if it is live, <c>w</c> its withdrawal.</summary>
    public static string Sources => $"\"ContentVersions\" v {Runs} {Live}";

    /// <summary>The tables of <see cref="Sources"/> that the conditions ask for. Each of the others would be looked into once per item, for nothing.</summary>
    public string Asked => $"\"ContentVersions\" v {(_asksRuns ? Runs : "")} {(_asksLive ? Live : "")}";

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

    /// <summary>A full-text search is among the conditions.</summary>
    public bool Searches { get; private set; }

    /// <summary>The column by which an order sorts, and whether it sorts downwards.</summary>
    public (string Key, bool Backwards) Order(EditorialOrder order)
    {
        _asksRuns |= order == EditorialOrder.Due;
        return order switch
        {
            EditorialOrder.Title => ("LOWER(COALESCE(v.\"DisplayText\", ''))", false),
            EditorialOrder.Due => ($"COALESCE(r.\"DueOrder\", {long.MaxValue})", false),
            _ => ("v.\"Sequence\"", true),
        };
    }

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
            conditions.Add(In(state));
        }

        if (filter.SeriesId is { } series)
        {
            conditions.Add($"""EXISTS (SELECT 1 FROM "ContentReferences" c WHERE {MeaningSql.IsInSeries("c", "v")} AND c."TargetId" = {Parameter(series)})""");
        }

        if (filter.Author is { } author)
        {
            conditions.Add($"""v."Author" = {Parameter(author)}""");
        }

        if (filter.Due is { } due)
        {
            _asksRuns = true;
            var until = due == EditorialDue.Overdue ? sight.NowUtc : sight.NowUtc.AddDays(7);
            conditions.Add($"""r."State" = {(int)ReviewState.InReview} AND r."DueOrder" < {Parameter(until.Ticks)}""");
        }

        if (filter.WithoutReferences)
        {
            conditions.Add("v.\"Uncited\"");
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            conditions.Add(Found(filter.Search));
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

    /// <summary>First what the state is sure to imply and few rows fulfil, so that the database begins there.</summary>
    private string In(ReviewState state)
    {
        _asksRuns = true;
        if (state is ReviewState.InReview or ReviewState.ChangesRequested or ReviewState.Approved)
        {
            return $"r.\"State\" = {(int)state}";
        }

        _asksLive = true;
        var implied = state switch
        {
            ReviewState.Draft => "NOT v.\"Published\"",
            ReviewState.Withdrawn => "NOT v.\"Published\" AND w.\"ContentItemId\" IS NOT NULL",
            ReviewState.ReviewDue => "p.\"ContentItemId\" IS NOT NULL AND v.\"Published\" AND (p.\"ReviewDueReason\" IS NOT NULL OR p.\"NextReviewUtc\" <= @now)",
            _ => "v.\"Published\"",
        };
        return $"{implied} AND {State} = {(int)state}";
    }

    /// <summary>All words occur, the last perhaps as the beginning of a word; in the delivered article where that is the latest version.</summary>
    private string Found(string search)
    {
        string[] words = [.. SearchTokens.Split(search).Select(token => token.Word).Distinct().Take(8)];
        if (words.Length == 0)
        {
            return "FALSE";
        }

        Searches = true;
        _parameters.Add(("@search", database.SearchExpression(new(words, LastIsPrefix: true, SeriesSlug: null))));
        var (inDelivery, document, _) = database.SearchSql(SearchTable.Delivery);
        var (inEditorial, item, _) = database.SearchSql(SearchTable.Editorial);
        return $"""
            (v."ContentItemId" IN (SELECT i."ContentItemId" FROM "{SearchTable.Editorial.Name}" s JOIN "ContentItems" i ON i."Sequence" = {item} WHERE {inEditorial})
             OR (v."Published" AND v."ContentItemId" IN (SELECT d."ContentItemId" FROM "{SearchTable.Delivery.Name}" s JOIN "DeliveryDocuments" d ON d."Id" = {document} WHERE {inDelivery})))
            """;
    }
}
