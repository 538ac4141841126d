using GutCms.Core.Delivery;

namespace GutCms.Web.Pages;

/// <summary>What a reader asked the list of articles for.</summary>
/// <param name="Search">Words to search for; null: no search.</param>
/// <param name="Series">Slug of a series; null: all.</param>
/// <param name="Sort">Value of the sort field; null: the order that fits best.</param>
/// <param name="Fault">Name of the text that says why the search cannot be made; null when it can.</param>
internal sealed record ArticleFilter(string? Search, string? Series, string? Sort, string? Fault)
{
    /// <summary>Least number of characters of a search.</summary>
    public const int LeastSearchLength = 2;

    /// <summary>Most characters of a search.</summary>
    public const int MostSearchLength = 200;

    private const int MostWords = 16;

    /// <summary>Orders that the form offers beside the one that fits best, with the names of their labels.</summary>
    public static IReadOnlyList<(string Value, string Label)> Sorts { get; } = [("newest", "SortNewest"), ("oldest", "SortOldest"), ("title", "SortTitle")];

    /// <summary>Reads it leniently: an order that does not exist is none.</summary>
    public static ArticleFilter Of(string? search, string? series, string? sort)
    {
        search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        return new ArticleFilter(
            search,
            string.IsNullOrWhiteSpace(series) ? null : series.Trim(),
            Sorts.Any(known => known.Value == sort) ? sort : null,
            FaultOf(search));
    }

    /// <summary>The query that it means.</summary>
    public ArticleQuery ToQuery(string? after, int first) => new(Series, Search, Order, string.IsNullOrEmpty(after) ? null : after, first);

    /// <summary>The same as query parameters of an address.</summary>
    public Dictionary<string, string> ToRoute(string? after)
    {
        var route = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("q", Search), ("series", Series), ("sort", Sort), ("after", after) })
        {
            if (value is not null)
            {
                route[name] = value;
            }
        }

        return route;
    }

    private ArticleSort Order => Sort switch
    {
        "newest" => ArticleSort.PublishedDescending,
        "oldest" => ArticleSort.Published,
        "title" => ArticleSort.Title,
        _ when Search is not null => ArticleSort.Relevance,
        _ when Series is not null => ArticleSort.Position,
        _ => ArticleSort.PublishedDescending,
    };

    private static string? FaultOf(string? search) => search switch
    {
        null => null,
        { Length: < LeastSearchLength } => "SearchTooShort",
        { Length: > MostSearchLength } => "SearchTooLong",
        _ when search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > MostWords => "SearchTooLong",
        _ when !search.Any(char.IsLetterOrDigit) => "SearchTooShort",
        _ => null,
    };
}
