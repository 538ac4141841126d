namespace GutCms.Web.Pages.Delivered;

/// <summary>An article as lists and cards show it.</summary>
internal sealed record ArticleSummary
{
    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Line below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Language tag.</summary>
    public string? Language { get; init; }

    /// <summary>There is a teaser and no body yet.</summary>
    public bool Stub { get; init; }

    /// <summary>Whole minutes.</summary>
    public int ReadingMinutes { get; init; }

    /// <summary>Its series.</summary>
    public SeriesLink? Series { get; init; }

    /// <summary>The teaser, or the subtitle where there is none.</summary>
    public string? Teaser => string.IsNullOrEmpty(Excerpt) ? Subtitle : Excerpt;
}

/// <summary>A card: an article, and the text around a match when it was found by a search.</summary>
/// <param name="Article">The article.</param>
/// <param name="Snippet">Plain text with matches between U+0002 and U+0003; null without a search.</param>
/// <param name="IsInSeries">It stands in the list of its series: the page says which one, and its heading is of level 2 instead of 3.</param>
internal sealed record ArticleCard(ArticleSummary Article, string? Snippet, bool IsInSeries);
