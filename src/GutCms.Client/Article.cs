using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GutCms.Client;

/// <summary>An article with everything that a page needs.</summary>
public sealed record Article
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the version that is live.</summary>
    public required string VersionId { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>Every text that a reader can see: what was approved.</summary>
    public required ArticleContent Content { get; init; }

    /// <summary>The picture that stands for it; null: none.</summary>
    public Picture? Picture { get; init; }

    /// <summary>The pictures of its body, each with its block; null: none.</summary>
    public IReadOnlyList<Picture>? Figures { get; init; }

    /// <summary>Hash of <see cref="Content"/> as it was delivered.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was approved around the text.</summary>
    public required Presentation Presentation { get; init; }

    /// <summary>Hash of <see cref="Presentation"/> as it was delivered.</summary>
    public required string PresentationHash { get; init; }

    /// <summary>A teaser that has no body yet.</summary>
    public bool Stub { get; init; }

    /// <summary>Minutes that reading takes.</summary>
    public int ReadingMinutes { get; init; }

    /// <summary>Headings of the body; null: none.</summary>
    public IReadOnlyList<Heading>? TableOfContents { get; init; }

    /// <summary>Its series; null: in none. Where it stands there says <see cref="GutCmsClient.GetPlaceAsync"/>.</summary>
    public Link? Series { get; init; }

    /// <summary>Articles to go on with, in the editors' order; null: none.</summary>
    public IReadOnlyList<HotArticle>? HotArticles { get; init; }

    /// <summary>What delivered pickers lead to, by the name of the field; null: nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLink>>? Links { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>The disclaimer that it shows; null: none.</summary>
    public DisclaimerLink? Disclaimer { get; init; }

    /// <summary>How it was reviewed.</summary>
    public required Review Review { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }

    /// <summary>schema.org, for the page; addresses are relative.</summary>
    public JsonObject? JsonLd { get; init; }
}

/// <summary>A text in one of the languages in which it is live.</summary>
/// <param name="Language">Language tag.</param>
/// <param name="Id">Id of the item in this language.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Default">It is in the language of the site.</param>
public sealed record Translation(string Language, string Id, string Slug, string Url, bool Default);

/// <summary>The texts of an article.</summary>
public sealed record ArticleContent
{
    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Subtitle.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The picture that stands for it, as it was approved; null: none.</summary>
    public ContentPicture? Picture { get; init; }

    /// <summary>The blocks in their order.</summary>
    public IReadOnlyList<Block>? Body { get; init; }

    /// <summary>Sources in their order.</summary>
    public IReadOnlyList<Reference>? References { get; init; }

    /// <summary>The disclaimer that is part of the text.</summary>
    public ArticleDisclaimer? Disclaimer { get; init; }

    /// <summary>Fields that the site added to the type.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Parts that the site added to the type.</summary>
    public JsonObject? Parts { get; init; }

    /// <summary>What the item carries besides.</summary>
    public JsonObject? Other { get; init; }
}

/// <summary>A picture as the text has it.</summary>
/// <param name="Path">Name of the picture: of one of the library it holds the SHA-256 of its bytes.</param>
/// <param name="Alt">What it tells somebody who does not see it; null for a decorative one.</param>
/// <param name="Decorative">It tells nothing that the text does not.</param>
/// <param name="Caption">Words below it; null: none.</param>
/// <param name="Credit">Who made it; null: nothing is said.</param>
/// <param name="License">The terms under which it may be used, in words or as an address; null: nothing is said.</param>
public sealed record ContentPicture(string Path, string? Alt = null, bool Decorative = false, string? Caption = null, string? Credit = null, string? License = null);

/// <summary>A picture, ready for an <c>img</c>.</summary>
public sealed record Picture
{
    /// <summary>Id of its block; null: it stands for the article.</summary>
    public string? Block { get; init; }

    /// <summary>Name of the picture, as the text has it.</summary>
    public required string Path { get; init; }

    /// <summary>Path at which it is served, with a leading slash.</summary>
    public required string Src { get; init; }

    /// <summary>Width in pixels; null: not known.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; null: not known.</summary>
    public int? Height { get; init; }

    /// <summary>What it tells somebody who does not see it; empty for a decorative one.</summary>
    public required string Alt { get; init; }

    /// <summary>It tells nothing that the text does not.</summary>
    public bool Decorative { get; init; }

    /// <summary>Words below it; null: none.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it; null: nothing is said.</summary>
    public string? Credit { get; init; }

    /// <summary>The terms under which it may be used, in words or as an address; null: nothing is said.</summary>
    public string? License { get; init; }

    /// <summary>The whole picture in several widths; null: it is smaller than any of them.</summary>
    public string? Srcset { get; init; }

    /// <summary>For cards: values of <c>srcset</c> by ratio, those that the site is configured with (otherwise <c>16x9</c>, <c>4x3</c>, <c>1x1</c>); null: of a figure, or the picture is too small for each.</summary>
    public IReadOnlyDictionary<string, string>? Crops { get; init; }
}

/// <summary>Something live that a picker leads to: an item, or a term of a taxonomy.</summary>
public sealed record ItemLink
{
    /// <summary>Id of the item, or of the term.</summary>
    public required string Id { get; init; }

    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Last segment of its address; null: it has no page.</summary>
    public string? Slug { get; init; }

    /// <summary>Path of its page; null: it has none.</summary>
    public string? Url { get; init; }

    /// <summary>Hash of its text as it was delivered; null: a term.</summary>
    public string? ContentHash { get; init; }

    /// <summary>How it was reviewed, as in <see cref="Review.Status"/>; null: a term.</summary>
    public string? ReviewStatus { get; init; }

    /// <summary>Id of the taxonomy of a term; null: an item.</summary>
    public string? Taxonomy { get; init; }

    /// <summary>The terms above a term, the uppermost first; null: there are none.</summary>
    public IReadOnlyList<TermAbove>? Parents { get; init; }
}

/// <summary>A term above another one.</summary>
public sealed record TermAbove
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }
}

/// <summary>A block of a body: a <see cref="SectionBlock"/>, a <see cref="FaqBlock"/>, a <see cref="FigureBlock"/>, or of a kind that is not known here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(FaqBlock), "faq")]
[JsonDerivedType(typeof(FigureBlock), "figure")]
public record Block
{
    /// <summary>Unique within the article, for links to it.</summary>
    public string? Id { get; init; }

    /// <summary>Heading.</summary>
    public string? Heading { get; init; }

    /// <summary>Fields that the site added.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Parts that the site added.</summary>
    public JsonObject? Parts { get; init; }

    /// <summary>What it carries besides.</summary>
    public JsonObject? Other { get; init; }
}

/// <summary>A section.</summary>
public sealed record SectionBlock : Block
{
    /// <summary>The text, sanitised HTML.</summary>
    public string? Html { get; init; }
}

/// <summary>Questions and answers.</summary>
public sealed record FaqBlock : Block
{
    /// <summary>Them, in their order.</summary>
    public IReadOnlyList<FaqEntry>? Entries { get; init; }
}

/// <summary>A picture.</summary>
public sealed record FigureBlock : Block
{
    /// <summary>The picture as it was approved; <see cref="Article.Figures"/> has its addresses.</summary>
    public ContentPicture? Picture { get; init; }
}

/// <summary>A question and its answer.</summary>
/// <param name="Question">Plain text.</param>
/// <param name="AnswerHtml">Sanitised HTML.</param>
public sealed record FaqEntry(string Question, string AnswerHtml);

/// <summary>A source.</summary>
public sealed record Reference
{
    /// <summary>As it is printed.</summary>
    public required string Citation { get; init; }

    /// <summary>Digital object identifier, without a resolver's address.</summary>
    public string? Doi { get; init; }

    /// <summary>PubMed identifier.</summary>
    public string? Pmid { get; init; }

    /// <summary>An address, or an object with <c>url</c> and the <c>text</c> of the link.</summary>
    public JsonNode? Url { get; init; }

    /// <summary><c>high</c>, <c>moderate</c>, <c>low</c> or <c>very-low</c>; null: not graded.</summary>
    public string? Grade { get; init; }

    /// <summary>It was retracted.</summary>
    public bool Retracted { get; init; }
}

/// <summary>The text of a disclaimer as part of an article.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Html">Sanitised HTML.</param>
public sealed record ArticleDisclaimer(string Kind, string Html);

/// <summary>What was approved around a text.</summary>
public sealed record Presentation
{
    /// <summary>Path, without a slash at either end.</summary>
    public string? Path { get; init; }

    /// <summary>Id of the series.</summary>
    public string? Series { get; init; }

    /// <summary>The order within the series: a number, or as a text one that a double cannot hold.</summary>
    public JsonNode? SeriesPosition { get; init; }

    /// <summary>Ids of the Hot Articles, published or not.</summary>
    public IReadOnlyList<string>? HotArticles { get; init; }
}

/// <summary>A heading and where it leads.</summary>
/// <param name="Id">Id of the block.</param>
/// <param name="Words">The heading.</param>
public sealed record Heading(string Id, [property: JsonPropertyName("heading")] string Words);

/// <summary>A card of another article.</summary>
public sealed record HotArticle
{
    /// <summary>Id of the item.</summary>
    public required string Id { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Teaser.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Its series.</summary>
    public Link? Series { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }
}

/// <summary>The disclaimer of an article, as an item.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="VersionId">Its version.</param>
public sealed record DisclaimerLink(string Id, string VersionId);
