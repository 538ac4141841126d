namespace GutCms.Web.Pages.Delivered;

/// <summary>A delivered series as a page needs it.</summary>
internal sealed record DeliveredSeries
{
    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Language tag.</summary>
    public string Language { get; init => field = value ?? "en"; } = "en";

    /// <summary>The languages that it is in, its own among them; empty while there is no other.</summary>
    public IReadOnlyList<TextInLanguage> Translations { get; init => field = value ?? []; } = [];

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? Description { get; init; }
}

/// <summary>A series as others name it.</summary>
internal sealed record SeriesLink(string Slug, string Title);

/// <summary>A row of the list of series.</summary>
internal sealed record SeriesSummary(string Slug, string Title);
