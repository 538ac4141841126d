using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Searching;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>The SQL of editorial lists, understood by both databases: the latest version of each item with its open run, what is live, and its series.</summary>
internal sealed class EditorialSql(Database database, EditorialSight sight)
{
    private const string ItemsOfVersions = """JOIN "ContentItems" i ON i."ContentItemId" = v."ContentItemId" """;

    // The state is that of the run only while the run is about the latest text: otherwise it is one in which no run is.
    private const string Runs = """LEFT JOIN "Reviews" r ON r."ContentItemId" = v."ContentItemId" AND r."ClosedUtc" IS NULL AND r."Purpose" = 0 AND r."State" = i."State" """;

    /// <summary>Characters of a title that count for the order: they stand in cursors.</summary>
    private const int MostCompared = 200;

    private readonly List<(string Name, object? Value)> _parameters =
    [
        ("@types", database.IdList(sight.ContentTypes)), ("@live", database.IdList(sight.LiveTypes)), ("@own", database.IdList(sight.OwnTypes)), ("@user", sight.UserId), ("@now", sight.NowUtc.Ticks),
    ];

    private bool _asksStates;
    private bool _asksRuns;

    /// <summary>Values of the parameters.</summary>
    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Tables with all that a row shows: <c>v</c> the latest version, <c>i</c> its item with the states, <c>r</c> the open run for it.</summary>
    public static string Sources => $"{Items} {Runs}";

    /// <summary>The versions as <c>v</c> with their items as <c>i</c>.</summary>
    public static string Items => $"\"ContentVersions\" v {ItemsOfVersions}";

    /// <summary>The tables of <see cref="Sources"/> that the conditions ask for. Each of the others would be looked into once per item, for nothing.</summary>
    public string Asked => $"\"ContentVersions\" v {(_asksStates || _asksRuns ? ItemsOfVersions : "")} {(_asksRuns ? Runs : "")}";

    /// <summary>Whether some version of the item is live.</summary>
    public static string IsLive => "i.\"LiveState\" IS NOT NULL";

    /// <summary>The state of the latest version as a number.</summary>
    public static string State => At("State", "StateDueUtc");

    /// <summary>The state of the live version as a number.</summary>
    public static string LiveState => At("LiveState", "LiveDueUtc");

    /// <summary>What may be seen.</summary>
    public string Seen => $"""v."Latest" AND ({database.AmongIds("v.\"ContentType\"", "@types")} OR ({database.AmongIds("v.\"ContentType\"", "@own")} AND v."Owner" = @user))""";

    /// <summary>Of which items the live version may be seen.</summary>
    public string LiveSeen => $"""(({Seen}) OR (v."Latest" AND {database.AmongIds("v.\"ContentType\"", "@live")}))""";

    /// <summary>That the live version is due to be reviewed again.</summary>
    public static string LiveIsDue => $"(i.\"LiveState\" = {(int)ReviewState.ReviewDue} OR i.\"LiveDueUtc\" <= @now)";

    /// <summary>That something else is live of the source than the translation was made from: as <see cref="TranslationStand.IsStale"/>.</summary>
    public string IsStaleTranslation
    {
        get
        {
            var (source, hash) = (database.JsonText("t.\"Json\"", TranslationOrigin.Member, nameof(TranslationOrigin.SourceId)), database.JsonText("t.\"Json\"", TranslationOrigin.Member, nameof(TranslationOrigin.ContentHash)));
            return $"""
                ({database.JsonText("v.\"Json\"", ItemMeaning.LanguagePart, ItemMeaning.TranslationsMember)} IS NOT NULL AND EXISTS (SELECT 1 FROM "Documents" t JOIN "ContentVersions" s ON s."ContentItemId" = {source} AND s."Published"
                WHERE t."Kind" = '{TranslationOrigin.DocumentKind}' AND t."Name" = v."ContentItemId" AND s."ContentHash" <> {hash}))
                """;
        }
    }

    /// <summary>The column by which an order sorts, and whether it sorts downwards.</summary>
    public (string Key, bool Backwards) Order(EditorialOrder order)
    {
        _asksRuns |= order == EditorialOrder.Due;
        return order switch
        {
            EditorialOrder.Title => ($"SUBSTR(LOWER(COALESCE(v.\"DisplayText\", '')), 1, {MostCompared})", false),
            EditorialOrder.Due => ($"COALESCE(r.\"DueOrder\", {long.MaxValue})", false),
            _ => ("v.\"Sequence\"", true),
        };
    }

    /// <summary>The conditions of a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="search">What its search stands for, of <see cref="EditorialWords"/>; null: nothing that could be found.</param>
    public string Where(EditorialFilter filter, SearchCondition? search)
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
            conditions.Add($"""i."State" = {(int)ReviewState.InReview} AND r."DueOrder" < {Parameter(until.Ticks)}""");
        }

        if (filter.SubmittedByMe)
        {
            // Only a run whose text is the latest one still stands for it.
            _asksRuns = true;
            conditions.Add($"""r."SubmittedById" = @user AND i."State" IN ({(int)ReviewState.InReview}, {(int)ReviewState.Approved})""");
        }

        if (filter.WithoutReferences)
        {
            conditions.Add("v.\"Uncited\"");
        }

        if (filter.StaleTranslations)
        {
            conditions.Add(IsStaleTranslation);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            conditions.Add(search is null ? "FALSE" : Found(search));
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

    private string In(ReviewState state)
    {
        _asksStates = true;
        return state == ReviewState.ReviewDue
            ? $"(i.\"State\" = {(int)state} OR i.\"StateDueUtc\" <= @now OR {LiveIsDue})"
            : $"i.\"State\" = {(int)state} AND (i.\"StateDueUtc\" IS NULL OR i.\"StateDueUtc\" > @now)";
    }

    /// <summary>As <see cref="StateInTime.At"/> of what is kept: all of the state that is left to the clock.</summary>
    private static string At(string state, string due) => $"CASE WHEN i.\"{due}\" <= @now THEN {(int)ReviewState.ReviewDue} ELSE i.\"{state}\" END";

    private string Found(SearchCondition search)
    {
        _parameters.Add(("@search", search.Expression.Write(database.SearchSyntax)));
        return EditorialWords.FoundSql(database);
    }
}
