using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>The query of the article list, checked.</summary>
internal static class ArticleListQuery
{
    public static readonly string[] Permitted = ["after", "first", "ids", "lang", "q", "series", "sort"];

    private static readonly Dictionary<string, ArticleSort> Sorts = new(StringComparer.Ordinal)
    {
        ["-published"] = ArticleSort.PublishedDescending,
        ["published"] = ArticleSort.Published,
        ["title"] = ArticleSort.Title,
        ["position"] = ArticleSort.Position,
        ["relevance"] = ArticleSort.Relevance,
        ["-modified"] = ArticleSort.ModifiedDescending,
    };

    /// <summary>Values of <c>sort</c>.</summary>
    public static IEnumerable<string> SortNames => Sorts.Keys;

    /// <summary>Orders of a search among items of a type, which have no position.</summary>
    public static IReadOnlyDictionary<string, ArticleSort> SearchSorts { get; } = Sorts.Where(sort => sort.Value != ArticleSort.Position).ToDictionary(StringComparer.Ordinal);

    /// <summary>Reads it. What is wrong is added to <paramref name="errors"/>, by name of the parameter.</summary>
    public static ArticleQuery Read(IQueryCollection query, Dictionary<string, string> errors)
    {
        var series = QueryParameters.Single(query, "series", errors);
        if (series is "")
        {
            errors["series"] = ApiText.Say("SlugOfSeries");
        }

        var search = SearchWords.Read(query, errors);
        var ids = QueryParameters.Ids(query, errors);
        if (ids is not null && search is not null)
        {
            errors["ids"] = ApiText.Say("IdsOrSearch");
        }

        return new ArticleQuery(
            series,
            search,
            Sort(query, series, search, errors),
            QueryParameters.After(query, errors),
            QueryParameters.First(query, errors))
        {
            Ids = ids,
            Language = LanguageFallBacks.Read(query, errors)?.ToLowerInvariant(),
        };
    }

    private static ArticleSort Sort(IQueryCollection query, string? series, string? search, Dictionary<string, string> errors)
    {
        if (QueryParameters.Single(query, "sort", errors) is not { } name)
        {
            return search is not null ? ArticleSort.Relevance
                : series is not null ? ArticleSort.Position
                : ArticleSort.PublishedDescending;
        }

        if (!Sorts.TryGetValue(name, out var sort))
        {
            errors["sort"] = ApiText.Say("OneOfSorts", string.Join(", ", Sorts.Keys));
        }
        else if (sort == ArticleSort.Relevance && search is null)
        {
            errors["sort"] = ApiText.Say("RelevanceNeedsSearch");
        }
        else if (sort == ArticleSort.Position && series is null)
        {
            errors["sort"] = ApiText.Say("PositionNeedsSeries");
        }

        return sort;
    }
}
