using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Api.Delivery;

/// <summary>A delivered article. <c>content</c> has no empty members; what stands outside it is null when empty.</summary>
/// <param name="Id">ContentItemId, the same over all versions: 26 characters of lower-case base32.</param>
/// <param name="VersionId">Id of the delivered version.</param>
/// <param name="Slug">Last segment of its path, lower case.</param>
/// <param name="Url">Path of its page on the site, with a leading slash.</param>
/// <param name="Content">The medical content.</param>
/// <param name="Picture">The picture that stands for the article, as `content.picture` names it, with its addresses and size; null when it has none.</param>
/// <param name="Figures">The pictures of the body in their order, as the blocks of `content.body` name them; null when there are none.</param>
/// <param name="ContentHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `content`. A reader recomputes it from the answer.</param>
/// <param name="Presentation">What was approved around the text.</param>
/// <param name="PresentationHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `presentation`. A reader recomputes it from the answer.</param>
/// <param name="Stub">True for a teaser that has no body yet.</param>
/// <param name="ReadingMinutes">Whole minutes, at least 1: the words of the body at 200 a minute, rounded up; by characters in scripts without spaces.</param>
/// <param name="TableOfContents">Headings of the blocks in their order; null when there are none.</param>
/// <param name="Series">Its series; null when it is in none that is published. Where it stands there says `/api/delivery/articles/{slug}/place`.</param>
/// <param name="HotArticles">Articles to read next, in the order that the editors chose; only those that are published; null when none.</param>
/// <param name="Disclaimer">The disclaimer whose words stand in `content`; null when it shows none.</param>
/// <param name="Review">How this version was reviewed.</param>
/// <param name="PublishedUtc">First publication of the item, UTC. Neither a correction nor taking down and publishing again moves it.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">Instant of the last change that readers see (text or disclaimer), UTC; never before `liveSinceUtc`.</param>
/// <param name="JsonLd">schema.org description (`MedicalWebPage`) for the page; holds nothing that is not on record.</param>
public sealed record DeliveredArticleSchema(
    string Id,
    string VersionId,
    string Slug,
    string Url,
    ArticleContentSchema Content,
    PictureSchema? Picture,
    IReadOnlyList<FigureSchema>? Figures,
    string ContentHash,
    PresentationSchema Presentation,
    string PresentationHash,
    bool Stub,
    int ReadingMinutes,
    IReadOnlyList<HeadingSchema>? TableOfContents,
    LinkSchema? Series,
    IReadOnlyList<HotArticleSchema>? HotArticles,
    DisclaimerLinkSchema? Disclaimer,
    ReviewSchema Review,
    DateTime PublishedUtc,
    DateTime LiveSinceUtc,
    DateTime ModifiedUtc,
    JsonObject JsonLd)
{
    /// <summary>The languages in which it is live, its own among them, by language tag. Absent while there is no other.</summary>
    public IReadOnlyList<TranslationSchema>? Translations { get; init; }

    /// <summary>What delivered pickers of the article lead to, by the name of the field. Absent where there is nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLinkSchema>>? Links { get; init; }
}

/// <summary>A text in one of the languages in which it is live.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Id">ContentItemId of the item in this language.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Url">Path of its page on the site, with a leading slash.</param>
/// <param name="Default">It is in the language of the site.</param>
public sealed record TranslationSchema(string Language, string Id, string Slug, string Url, bool Default);

/// <summary>A picture, ready for an `img`. What it says was approved with the text, and so were its bytes: `path` holds their hash, which is part of the content hash.</summary>
/// <param name="Path">Name of the picture, as `content` has it.</param>
/// <param name="Src">Path at which the picture is served, with a leading slash. What it shows never changes.</param>
/// <param name="Width">Width in pixels; null where the host keeps no library of pictures.</param>
/// <param name="Height">Height in pixels; null likewise.</param>
/// <param name="Alt">What it tells somebody who does not see it; empty for a decorative picture.</param>
/// <param name="Decorative">It tells nothing that the text does not.</param>
/// <param name="Caption">Words below it, null when none.</param>
/// <param name="Credit">Who made it, null when nothing is said.</param>
/// <param name="License">The terms under which it may be used, in words or as an address; null when nothing is said.</param>
/// <param name="Srcset">Value of `srcset`: the whole picture in several widths as WebP; null where it is smaller than any of them.</param>
/// <param name="Crops">For cards: values of `srcset` by ratio, those that the site is configured with (otherwise `16x9`, `4x3`, `1x1`), cropped around the point that the library says has to be seen, which nobody approves; null where the picture is too small for each.</param>
public sealed record PictureSchema(
    string Path, string Src, int? Width, int? Height, string Alt, bool Decorative, string? Caption, string? Credit, string? License, string? Srcset, IReadOnlyDictionary<string, string>? Crops);

/// <summary>A picture within the body.</summary>
/// <param name="Block">Id of its block.</param>
/// <param name="Path">Name of the picture, as `content` has it.</param>
/// <param name="Src">Path at which the picture is served, with a leading slash. What it shows never changes.</param>
/// <param name="Width">Width in pixels; null where the host keeps no library of pictures.</param>
/// <param name="Height">Height in pixels; null likewise.</param>
/// <param name="Alt">What it tells somebody who does not see it; empty for a decorative picture.</param>
/// <param name="Decorative">It tells nothing that the text does not.</param>
/// <param name="Caption">Words below it, null when none.</param>
/// <param name="Credit">Who made it, null when nothing is said.</param>
/// <param name="License">The terms under which it may be used, in words or as an address; null when nothing is said.</param>
/// <param name="Srcset">Value of `srcset`: the whole picture in several widths as WebP; null where it is smaller than any of them.</param>
public sealed record FigureSchema(
    string Block, string Path, string Src, int? Width, int? Height, string Alt, bool Decorative, string? Caption, string? Credit, string? License, string? Srcset);

/// <summary>A picture as the text has it. A member that is empty is left out.</summary>
/// <param name="Path">Name of the picture: of one of the library it holds the SHA-256 of its bytes.</param>
public sealed record ContentPictureSchema(string Path)
{
    /// <summary>What it tells somebody who does not see it.</summary>
    public string? Alt { get; init; }

    /// <summary>True when it tells nothing that the text does not; otherwise absent.</summary>
    public bool? Decorative { get; init; }

    /// <summary>Words below it.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it.</summary>
    public string? Credit { get; init; }

    /// <summary>The terms under which it may be used, in words or as an address.</summary>
    public string? License { get; init; }
}

/// <summary>Address, series and Hot Articles of a version, as approved with its text. A member that is empty is left out.</summary>
public sealed record PresentationSchema
{
    /// <summary>Path, lower case, without a slash at either end.</summary>
    public string? Path { get; init; }

    /// <summary>ContentItemId of the series.</summary>
    public string? Series { get; init; }

    /// <summary>The article's own position, which orders the series; a text when a double cannot hold it.</summary>
    public decimal? SeriesPosition { get; init; }

    /// <summary>ContentItemIds in the order that was chosen, published or not.</summary>
    public IReadOnlyList<string>? HotArticles { get; init; }
}

/// <summary>The medical content: every text that a reader can see. A member that is empty is left out.</summary>
/// <param name="Type">Content type, `Article`.</param>
/// <param name="Language">BCP 47 tag: the article's own, otherwise the site's.</param>
/// <param name="Title">Title.</param>
public sealed record ArticleContentSchema(string Type, string Language, string Title)
{
    /// <summary>Subtitle.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser, at most 300 characters.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The picture that stands for the article.</summary>
    public ContentPictureSchema? Picture { get; init; }

    /// <summary>Blocks in the order of the article. The order carries meaning: questions may stand between two sections.</summary>
    public IReadOnlyList<BlockSchema>? Body { get; init; }

    /// <summary>References in their order.</summary>
    public IReadOnlyList<ReferenceSchema>? References { get; init; }

    /// <summary>The disclaimer to show with the article.</summary>
    public ArticleDisclaimerSchema? Disclaimer { get; init; }

    /// <summary>Fields that the site added to the type, by camelCase name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>Parts that the site added to the type, by camelCase name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parts { get; init; }

    /// <summary>What the item carries besides, as it is stored: properties of parts that have no member of their own here.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Other { get; init; }
}

/// <summary>A block of the body: a `section` has `html`, a `faq` has `entries`, a `figure` has a `picture`.</summary>
/// <param name="Kind">`section`, `faq`, `figure`, or the camelCase name of a type that the site added.</param>
/// <param name="Id">Slug of the heading, unique within the article; fit for an anchor.</param>
public sealed record BlockSchema(string Kind, string Id)
{
    /// <summary>Heading.</summary>
    public string? Heading { get; init; }

    /// <summary>Sanitised HTML: paragraphs, headings, lists, tables, quotations, emphasis, links.</summary>
    public string? Html { get; init; }

    /// <summary>Markdown, of a type that a site added.</summary>
    public string? Markdown { get; init; }

    /// <summary>Questions with answers.</summary>
    public IReadOnlyList<FaqEntrySchema>? Entries { get; init; }

    /// <summary>A picture.</summary>
    public ContentPictureSchema? Picture { get; init; }

    /// <summary>Fields that the site added to the type, by camelCase name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>Parts that the site added to the type, by camelCase name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parts { get; init; }

    /// <summary>What the block carries besides, as it is stored.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Other { get; init; }
}

/// <summary>A question with its answer.</summary>
/// <param name="Question">Plain text.</param>
/// <param name="AnswerHtml">Sanitised HTML.</param>
public sealed record FaqEntrySchema(string Question, string AnswerHtml);

/// <summary>A reference.</summary>
/// <param name="Citation">The citation, plain text.</param>
public sealed record ReferenceSchema(string Citation)
{
    /// <summary>DOI without a prefix.</summary>
    public string? Doi { get; init; }

    /// <summary>PubMed id.</summary>
    public string? Pmid { get; init; }

    /// <summary>Address, or an object with `url` and `text`.</summary>
    public JsonElement? Url { get; init; }

    /// <summary>GRADE of the evidence: `high`, `moderate`, `low` or `very-low`.</summary>
    [ClosedSet("Grade", "high", "moderate", "low", "very-low")]
    public string? Grade { get; init; }

    /// <summary>True when the publication was retracted; otherwise absent.</summary>
    public bool? Retracted { get; init; }
}

/// <summary>The disclaimer of an article.</summary>
/// <param name="Kind">`educational`, `crisis`, `product` …</param>
/// <param name="Html">Sanitised HTML.</param>
public sealed record ArticleDisclaimerSchema(string Kind, string Html);

/// <summary>An entry of the table of contents.</summary>
/// <param name="Id">Id of the block.</param>
/// <param name="Heading">Its heading.</param>
public sealed record HeadingSchema(string Id, string Heading);

/// <summary>A link to an article or a series.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Path of its page.</param>
public sealed record LinkSchema(string Id, string Slug, string Title, string Url);

/// <summary>Where the words of the disclaimer come from.</summary>
/// <param name="Id">ContentItemId, for `/api/delivery/disclaimers/{id}`.</param>
/// <param name="VersionId">The version whose words are shown.</param>
public sealed record DisclaimerLinkSchema(string Id, string VersionId);

/// <summary>The place of an article in its series, as it is now.</summary>
/// <param name="Id">ContentItemId of the series.</param>
/// <param name="Slug">Slug of the series.</param>
/// <param name="Title">Title of the series.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Position">1-based, counted over the published articles.</param>
/// <param name="Count">Number of published articles.</param>
/// <param name="Previous">The one before; null for the first.</param>
/// <param name="Next">The one after; null for the last.</param>
public sealed record SeriesPlaceSchema(string Id, string Slug, string Title, string Url, int Position, int Count, LinkSchema? Previous, LinkSchema? Next);

/// <summary>An article to read next.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title.</param>
/// <param name="Excerpt">Its teaser, null when it has none.</param>
/// <param name="Series">Its series, null when it is in none.</param>
/// <param name="Url">Path of its page.</param>
public sealed record HotArticleSchema(string Id, string Slug, string Title, string? Excerpt, LinkSchema? Series, string Url);

/// <summary>How the delivered version was reviewed.</summary>
/// <param name="Status">`published`: live, approved by whoever stands in `approvals` (nobody: its type has no review policy). `imported`: live and not reviewed here, though its type has a review policy; a trusted recipe brought it in, or it was published before the type had one. `reviewDue`: live, and due to be reviewed again. `none`: no review is on record.</param>
/// <param name="Approvals">Approvals of exactly this text, in their order; empty when there are none.</param>
/// <param name="LastReviewedUtc">When the text was last approved or confirmed, UTC; null when nobody did.</param>
/// <param name="NextReviewUtc">When the next review is due, UTC.</param>
/// <param name="Certificate">The certificate, a compact JWS; null when there is none.</param>
public sealed record ReviewSchema(
    [property: ReviewStatusSet] string Status, IReadOnlyList<ApprovalSchema> Approvals, DateTime? LastReviewedUtc, DateTime? NextReviewUtc, string? Certificate);

/// <summary>An approval.</summary>
/// <param name="PrintedName">Printed name of the reviewer, as it was then.</param>
/// <param name="Credential">Credential of the reviewer as it was then, null when none is on record.</param>
/// <param name="Role">Role in which the reviewer decided.</param>
/// <param name="Meaning">What the signature means.</param>
/// <param name="DecidedUtc">Instant, UTC.</param>
public sealed record ApprovalSchema(string PrintedName, string? Credential, string Role, string Meaning, DateTime DecidedUtc);

/// <summary>An article in a list.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Slug.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Subtitle, null when none.</param>
/// <param name="Excerpt">Teaser, null when none.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Picture">The picture that stands for it, null when it has none.</param>
/// <param name="Stub">True for a teaser that has no body yet.</param>
/// <param name="ReadingMinutes">Whole minutes, at least 1.</param>
/// <param name="Series">Its series, null when it is in none.</param>
/// <param name="PublishedUtc">First publication of the item, UTC.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">UTC.</param>
/// <param name="ContentHash">`sha256:` and the hex SHA-256 of the RFC 8785 form of the content.</param>
/// <param name="ReviewStatus">How the version was reviewed, as `review.status` of the article.</param>
/// <param name="BytesUtc">When the delivered bytes were written, UTC: the document's `Last-Modified`.</param>
public sealed record ArticleSummarySchema(
    string Id,
    string Slug,
    string Url,
    string Title,
    string? Subtitle,
    string? Excerpt,
    string Language,
    PictureSchema? Picture,
    bool Stub,
    int ReadingMinutes,
    LinkSchema? Series,
    DateTime PublishedUtc,
    DateTime LiveSinceUtc,
    DateTime ModifiedUtc,
    string ContentHash,
    [property: ReviewStatusSet] string ReviewStatus,
    DateTime BytesUtc)
{
    /// <summary>The languages in which it is live, its own among them, by language tag. Absent while there is no other.</summary>
    public IReadOnlyList<TranslationSchema>? Translations { get; init; }

    /// <summary>Text around the words that were searched for: HTML whose only elements are `mark`. Present only with `q`.</summary>
    public string? Snippet { get; init; }
}

/// <summary>A page of articles.</summary>
/// <param name="Total">Number of articles over all pages.</param>
/// <param name="Items">Articles of this page; empty when there are none.</param>
/// <param name="NextCursor">Value of `after` for the next page; null on the last one.</param>
public sealed record ArticleListSchema(int Total, IReadOnlyList<ArticleSummarySchema> Items, string? NextCursor);

/// <summary>A series in a list.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="VersionId">Id of the delivered version.</param>
/// <param name="Slug">Slug.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">Sanitised HTML, null when none.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="ContentHash">`sha256:` and the lower-case hex SHA-256 of the text that is shown, in RFC 8785 form, as it was granted.</param>
/// <param name="Count">Number of published articles.</param>
/// <param name="PublishedUtc">First publication of the item, UTC.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">UTC.</param>
/// <param name="ReviewStatus">How the version was reviewed, as `review.status` of the series.</param>
/// <param name="BytesUtc">When the delivered bytes were written, UTC: the document's `Last-Modified`.</param>
public sealed record SeriesSummarySchema(
    string Id,
    string VersionId,
    string Slug,
    string Url,
    string Title,
    string? Description,
    string Language,
    string ContentHash,
    int Count,
    DateTime PublishedUtc,
    DateTime LiveSinceUtc,
    DateTime ModifiedUtc,
    [property: ReviewStatusSet] string ReviewStatus,
    DateTime BytesUtc)
{
    /// <summary>The languages in which it is live, its own among them, by language tag. Absent while there is no other.</summary>
    public IReadOnlyList<TranslationSchema>? Translations { get; init; }
}

/// <summary>A page of series.</summary>
/// <param name="Total">Number of series over all pages.</param>
/// <param name="Items">Series of this page; empty when there are none.</param>
/// <param name="NextCursor">Value of `after` for the next page; null on the last one.</param>
public sealed record SeriesListSchema(int Total, IReadOnlyList<SeriesSummarySchema> Items, string? NextCursor);

/// <summary>A former address.</summary>
/// <param name="From">Path of the former address.</param>
/// <param name="To">Path of the page that it leads to.</param>
/// <param name="Id">ContentItemId of the item.</param>
public sealed record RedirectSchema(string From, string To, string Id);

/// <summary>All former addresses from which readers are sent on.</summary>
/// <param name="Total">How many.</param>
/// <param name="Items">By address; empty when there are none.</param>
public sealed record RedirectListSchema(int Total, IReadOnlyList<RedirectSchema> Items);

/// <summary>What became of something that readers get. Each item and each address stands once on the way from one token to the next, as it is now.</summary>
/// <param name="Change">
/// `published`: it has a document, and had none at the token. `republished`: its document has other bytes. `addressChanged`: its document is at another address. `unpublished`, `withdrawn`, `deleted`: it has none any
/// more. `redirected`: readers of the address `url` are sent on to the item `id`, as long as that has a document and nothing else is at the address. `redirectRemoved`: they are not any more.
/// </param>
/// <param name="Kind">What it is; of a redirect what was at the address.</param>
public sealed record DeliveryChangeSchema([property: ClosedSet(typeof(DeliveryChangeType))] string Change, [property: ClosedSet(typeof(DeliveryKind))] string Kind)
{
    /// <summary>ContentItemId. Absent for `redirectRemoved`.</summary>
    public string? Id { get; init; }

    /// <summary>Content type. Absent for redirects.</summary>
    public string? Type { get; init; }

    /// <summary>Slug of the document that there is, or that there was last. Absent for disclaimers and redirects.</summary>
    public string? Slug { get; init; }

    /// <summary>Path of its page, or that it had last; of a redirect the address from which readers are sent on. Absent for disclaimers.</summary>
    public string? Url { get; init; }

    /// <summary>Path of its document, or that it had last. Absent for redirects.</summary>
    public string? Document { get; init; }

    /// <summary>Content hash of the document. Absent, as everything below, where there is none.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Entity tag of the document as it is without a content coding, without quotes.</summary>
    public string? Etag { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime? ModifiedUtc { get; init; }

    /// <summary>When the bytes of the document were written, UTC.</summary>
    public DateTime? BytesUtc { get; init; }

    /// <summary>How it was reviewed: `review.status` of the document. Absent for disclaimers.</summary>
    [ReviewStatusSet]
    public string? ReviewStatus { get; init; }

    /// <summary>Keys by which a cache in front purges the document.</summary>
    public IReadOnlyList<string>? SurrogateKeys { get; init; }

    /// <summary>Why it was withdrawn. What to read instead says its document, which answers 410.</summary>
    public string? Reason { get; init; }

    /// <summary>When that was said, UTC.</summary>
    public DateTime? WithdrawnUtc { get; init; }
}

/// <summary>What changed.</summary>
/// <param name="Items">In the order of the commits; empty when nothing did.</param>
/// <param name="Next">Value of `after` from which to go on, now or later; always there.</param>
/// <param name="HasMore">Whether there is more already. When not, whoever followed holds what is delivered.</param>
public sealed record DeliveryChangesSchema(IReadOnlyList<DeliveryChangeSchema> Items, string Next, bool HasMore);

/// <summary>A document among others.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Etag">Entity tag of the document as it is without a content coding, without quotes.</param>
/// <param name="Document">The document as its own address answers it: an article, a series, a disclaimer, or an item of another type.</param>
public sealed record DocumentAmongSchema(string Id, [property: ClosedSet(typeof(DeliveryKind))] string Kind, string Etag, JsonObject Document);

/// <summary>Documents.</summary>
/// <param name="Items">In the order of the ids; what is not published is left out.</param>
public sealed record DocumentsSchema(IReadOnlyList<DocumentAmongSchema> Items);

/// <summary>A series with its articles.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="VersionId">Id of the delivered version.</param>
/// <param name="Slug">Slug.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">Sanitised HTML, null when none.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Content">The text of the series as it was approved; title, description and language stand above too.</param>
/// <param name="ContentHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `content`. A reader recomputes it from the answer.</param>
/// <param name="Presentation">What was approved around the text.</param>
/// <param name="PresentationHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `presentation`. A reader recomputes it from the answer.</param>
/// <param name="Count">Number of published articles.</param>
/// <param name="Articles">The first 100 of them in the order of the series; null when there are none. `/api/delivery/articles?series=` has all.</param>
/// <param name="Review">How this version was reviewed.</param>
/// <param name="PublishedUtc">First publication of the item, UTC.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">UTC.</param>
public sealed record DeliveredSeriesSchema(
    string Id,
    string VersionId,
    string Slug,
    string Url,
    string Title,
    string? Description,
    string Language,
    SeriesContentSchema Content,
    string ContentHash,
    PresentationSchema Presentation,
    string PresentationHash,
    int Count,
    IReadOnlyList<SeriesArticleSchema>? Articles,
    ReviewSchema Review,
    DateTime PublishedUtc,
    DateTime LiveSinceUtc,
    DateTime ModifiedUtc)
{
    /// <summary>The languages in which it is live, its own among them, by language tag. Absent while there is no other.</summary>
    public IReadOnlyList<TranslationSchema>? Translations { get; init; }
}

/// <summary>The text of a series. A member that is empty is left out.</summary>
/// <param name="Type">Content type, `Series`.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Title">Title.</param>
public sealed record SeriesContentSchema(string Type, string Language, string Title)
{
    /// <summary>Sanitised HTML.</summary>
    public string? Description { get; init; }

    /// <summary>Fields that the site added to the type, by camelCase name.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Parts that the site added to the type, by camelCase name.</summary>
    public JsonObject? Parts { get; init; }

    /// <summary>What the item carries besides, as it is stored: properties of parts that have no member of their own here.</summary>
    public JsonObject? Other { get; init; }
}

/// <summary>An article of a series.</summary>
/// <param name="Position">1-based.</param>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Slug.</param>
/// <param name="Title">Title.</param>
/// <param name="Url">Path of its page.</param>
public sealed record SeriesArticleSchema(int Position, string Id, string Slug, string Title, string Url);

/// <summary>A disclaimer.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="VersionId">Id of the delivered version.</param>
/// <param name="Kind">`educational`, `crisis`, `product` …; null when it names none.</param>
/// <param name="Title">Title for lists.</param>
/// <param name="Html">Sanitised HTML.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="ContentHash">`sha256:` and the lower-case hex SHA-256 of the text that is shown, in RFC 8785 form, as it was granted.</param>
/// <param name="PublishedUtc">First publication of the item, UTC.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">UTC.</param>
public sealed record DeliveredDisclaimerSchema(
    string Id, string VersionId, string? Kind, string Title, string Html, string Language, string ContentHash, DateTime PublishedUtc, DateTime LiveSinceUtc, DateTime ModifiedUtc);
