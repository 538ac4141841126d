using System.Text.Json.Nodes;

namespace GutCms.Client;

/// <summary>Something delivered, and the JSON that it was read from, which a certificate vouches for.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Value">It.</param>
/// <param name="Json">As it came.</param>
public sealed record Delivered<T>(T Value, JsonObject Json);

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Items">Those of this page.</param>
/// <param name="NextCursor">What to give as <c>after</c> for the next page; null: this is the last.</param>
public sealed record Page<T>(int Total, IReadOnlyList<T> Items, string? NextCursor);

/// <summary>An article in a list.</summary>
public sealed record ArticleSummary
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Subtitle.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>The picture that stands for it; null: none.</summary>
    public Picture? Picture { get; init; }

    /// <summary>A teaser that has no body yet.</summary>
    public bool Stub { get; init; }

    /// <summary>Minutes that reading takes.</summary>
    public int ReadingMinutes { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>Its series; null: in none.</summary>
    public Link? Series { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }

    /// <summary>Hash of its texts.</summary>
    public required string ContentHash { get; init; }

    /// <summary><c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>.</summary>
    public required string ReviewStatus { get; init; }

    /// <summary>When the bytes of its document were written, UTC.</summary>
    public DateTime BytesUtc { get; init; }

    /// <summary>Of a search: one line of HTML whose only elements are <c>mark</c>.</summary>
    public string? Snippet { get; init; }
}

/// <summary>A series with its articles.</summary>
public sealed record Series
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the version that is live.</summary>
    public required string VersionId { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>The texts: what was approved.</summary>
    public required SeriesContent Content { get; init; }

    /// <summary>Hash of <see cref="Content"/> as it was delivered.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was approved around the text.</summary>
    public required Presentation Presentation { get; init; }

    /// <summary>Hash of <see cref="Presentation"/> as it was delivered.</summary>
    public required string PresentationHash { get; init; }

    /// <summary>How many articles it has.</summary>
    public int Count { get; init; }

    /// <summary>The first hundred of them, in their order; null: none.</summary>
    public IReadOnlyList<SeriesArticle>? Articles { get; init; }

    /// <summary>How it was reviewed.</summary>
    public required Review Review { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }
}

/// <summary>The texts of a series.</summary>
public sealed record SeriesContent
{
    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Fields that the site added to the type.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Parts that the site added to the type.</summary>
    public JsonObject? Parts { get; init; }

    /// <summary>What the item carries besides.</summary>
    public JsonObject? Other { get; init; }
}

/// <summary>A series in a list.</summary>
public sealed record SeriesSummary
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the version that is live.</summary>
    public required string VersionId { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>Hash of its texts.</summary>
    public required string ContentHash { get; init; }

    /// <summary>How many articles it has.</summary>
    public int Count { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }

    /// <summary><c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>.</summary>
    public required string ReviewStatus { get; init; }

    /// <summary>When the bytes of its document were written, UTC.</summary>
    public DateTime BytesUtc { get; init; }
}

/// <summary>An article within its series.</summary>
/// <param name="Position">Its rank, from 1.</param>
/// <param name="Id">Id of the item.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Title">Title.</param>
/// <param name="Url">Path of its page.</param>
public sealed record SeriesArticle(int Position, string Id, string Slug, string Title, string Url);

/// <summary>The place of an article in its series, as it was when it was asked for.</summary>
public sealed record SeriesPlace
{
    /// <summary>Id of the series.</summary>
    public required string Id { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>Rank of the article, from 1.</summary>
    public int Position { get; init; }

    /// <summary>How many articles the series has.</summary>
    public int Count { get; init; }

    /// <summary>The article before; null: this is the first.</summary>
    public Link? Previous { get; init; }

    /// <summary>The article after; null: this is the last.</summary>
    public Link? Next { get; init; }
}

/// <summary>A link to something delivered.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Title">Title.</param>
/// <param name="Url">Path of its page.</param>
public sealed record Link(string Id, string Slug, string Title, string Url);

/// <summary>A disclaimer.</summary>
public sealed record Disclaimer
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the version that is live.</summary>
    public required string VersionId { get; init; }

    /// <summary>Kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Title, for lists.</summary>
    public required string Title { get; init; }

    /// <summary>The text, sanitised HTML.</summary>
    public required string Html { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>Hash of its texts.</summary>
    public required string ContentHash { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }
}

/// <summary>How something was reviewed.</summary>
public sealed record Review
{
    /// <summary><c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Who approved exactly this text.</summary>
    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>When it was last reviewed, UTC; null: it was not.</summary>
    public DateTime? LastReviewedUtc { get; init; }

    /// <summary>When it is to be reviewed again, UTC.</summary>
    public DateTime? NextReviewUtc { get; init; }

    /// <summary>The certificate: a compact JWS; null: there is none.</summary>
    public string? Certificate { get; init; }
}

/// <summary>An approval as it stands beside the text. That it is so, only the certificate proves.</summary>
/// <param name="PrintedName">Name of the reviewer.</param>
/// <param name="Credential">Professional credential.</param>
/// <param name="Role">Role in which the reviewer decided.</param>
/// <param name="Meaning">What the signature says.</param>
/// <param name="DecidedUtc">When, UTC.</param>
public sealed record Approval(string PrintedName, string? Credential, string Role, string Meaning, DateTime DecidedUtc);
