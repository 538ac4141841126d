using System.Text.Json.Nodes;

namespace GutCms.Web.Pages.Delivered;

/// <summary>A delivered article as a page needs it; members that no page shows are not read. Shape: <c>docs/delivery.md</c>.</summary>
internal sealed record DeliveredArticle
{
    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>The text that is hashed and reviewed.</summary>
    public required ArticleContent Content { get; init; }

    /// <summary>The picture that stands for it, with addresses and size; null: none.</summary>
    public DeliveredPicture? Picture { get; init; }

    /// <summary>The pictures of its body, with addresses and sizes.</summary>
    public IReadOnlyList<DeliveredPicture> Figures { get; init => field = value ?? []; } = [];

    /// <summary>There is a teaser and no body yet.</summary>
    public bool Stub { get; init; }

    /// <summary>Whole minutes; 0 when there is nothing to read.</summary>
    public int ReadingMinutes { get; init; }

    /// <summary>Blocks that have a heading, in reading order.</summary>
    public IReadOnlyList<ContentsEntry> TableOfContents { get; init => field = value ?? []; } = [];

    /// <summary>Its place in a series; null when it is in none.</summary>
    public SeriesLink? Series { get; init; }

    /// <summary>Recommended articles, in order.</summary>
    public IReadOnlyList<ArticleSummary> HotArticles { get; init => field = value ?? []; } = [];

    /// <summary>What delivered pickers of it lead to, by the name of the field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLink>> Links { get; init => field = value ?? new Dictionary<string, IReadOnlyList<ItemLink>>(); } = new Dictionary<string, IReadOnlyList<ItemLink>>();

    /// <summary>The languages that it is in, its own among them; empty while there is no other.</summary>
    public IReadOnlyList<TextInLanguage> Translations { get; init => field = value ?? []; } = [];

    /// <summary>What is known about its review.</summary>
    public ArticleReview? Review { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? PublishedUtc { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? ModifiedUtc { get; init; }

    /// <summary>Structured data for search engines, ready to be embedded.</summary>
    public JsonObject? JsonLd { get; init; }
}

/// <summary>The text of an article.</summary>
internal sealed record ArticleContent
{
    /// <summary>Language tag.</summary>
    public string Language { get; init => field = value ?? "en"; } = "en";

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Line below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Text of a disclaimer; sanitised HTML. Null for other types.</summary>
    public string? Html { get; init; }

    /// <summary>Text of a series; sanitised HTML. Null for other types.</summary>
    public string? Description { get; init; }

    /// <summary>The picture that stands for it; null: none.</summary>
    public DeliveredPicture? Picture { get; init; }

    /// <summary>Blocks in reading order.</summary>
    public IReadOnlyList<ArticleBlock> Body { get; init => field = value ?? []; } = [];

    /// <summary>Fields that a recipe added to the type, by name; null when none says anything.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Sources in the order of citation.</summary>
    public IReadOnlyList<ArticleReference> References { get; init => field = value ?? []; } = [];

    /// <summary>The notice below the text.</summary>
    public ArticleDisclaimer? Disclaimer { get; init; }
}

/// <summary>A section, or frequently asked questions when it has entries.</summary>
internal sealed record ArticleBlock
{
    /// <summary>Anchor, unique within the article.</summary>
    public string? Id { get; init; }

    /// <summary>Heading.</summary>
    public string? Heading { get; init; }

    /// <summary>Sanitised HTML of a section.</summary>
    public string? Html { get; init; }

    /// <summary>The picture of a figure; null: it is none.</summary>
    public DeliveredPicture? Picture { get; init; }

    /// <summary>Questions and answers, in order.</summary>
    public IReadOnlyList<FaqAnswer> Entries { get; init => field = value ?? []; } = [];
}

/// <summary>A question with its answer.</summary>
internal sealed record FaqAnswer
{
    /// <summary>Plain text.</summary>
    public string? Question { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? AnswerHtml { get; init; }
}

/// <summary>A notice that belongs to the text.</summary>
internal sealed record ArticleDisclaimer
{
    /// <summary>Sanitised HTML, with its label.</summary>
    public string? Html { get; init; }
}

/// <summary>An entry of the list of contents.</summary>
internal sealed record ContentsEntry(string Id, string Heading);

/// <summary>What is known about the review of an article.</summary>
internal sealed record ArticleReview
{
    /// <summary><c>none</c>, <c>imported</c>, <c>approved</c> …</summary>
    public string? Status { get; init; }

    /// <summary>Who approved the text, in order.</summary>
    public IReadOnlyList<ArticleApproval> Approvals { get; init => field = value ?? []; } = [];

    /// <summary>Instant of the last approval, UTC.</summary>
    public DateTime? LastReviewedUtc { get; init; }

    /// <summary>Instant at which the next review is due, UTC.</summary>
    public DateTime? NextReviewUtc { get; init; }
}

/// <summary>An approval as readers may see it.</summary>
internal sealed record ArticleApproval
{
    /// <summary>Name of who approved, as it was then.</summary>
    public string PrintedName { get; init => field = value ?? ""; } = "";

    /// <summary>Their credential then; null when none is on record.</summary>
    public string? Credential { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime DecidedUtc { get; init; }

    /// <summary>Name with credential.</summary>
    public string Named => string.IsNullOrEmpty(Credential) ? PrintedName : $"{PrintedName}, {Credential}";
}
