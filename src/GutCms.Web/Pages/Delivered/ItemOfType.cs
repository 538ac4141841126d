namespace GutCms.Web.Pages.Delivered;

/// <summary>A delivered item of a type that the site added, as a page needs it.</summary>
internal sealed record ItemOfType
{
    /// <summary>ContentItemId.</summary>
    public required string Id { get; init; }

    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>The text that is hashed and reviewed.</summary>
    public required ArticleContent Content { get; init; }

    /// <summary>What it leads to, by the name of the field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLink>> Links { get; init => field = value ?? new Dictionary<string, IReadOnlyList<ItemLink>>(); } = new Dictionary<string, IReadOnlyList<ItemLink>>();

    /// <summary>The languages that it is in, its own among them; empty while there is no other.</summary>
    public IReadOnlyList<TextInLanguage> Translations { get; init => field = value ?? []; } = [];

    /// <summary>What is known about its review.</summary>
    public ArticleReview? Review { get; init; }
}

/// <summary>Something live that a picker leads to.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Path of its page; null: it has none.</param>
internal sealed record ItemLink(string Title, string? Url);
