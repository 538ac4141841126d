using System.Text.Json.Nodes;
using GutCms.Api.Http;

namespace GutCms.Api.Delivery;

/// <summary>Something live that a picker leads to.</summary>
/// <param name="Id">ContentItemId; of a term of a taxonomy its own id.</param>
/// <param name="Type">Content type.</param>
/// <param name="Title">Title that readers see.</param>
public sealed record ItemLinkSchema(string Id, string Type, string Title)
{
    /// <summary>Slug. Absent for disclaimers and terms.</summary>
    public string? Slug { get; init; }

    /// <summary>Path of its page. Absent for disclaimers and terms.</summary>
    public string? Url { get; init; }

    /// <summary>Content hash of its document. Absent for terms, which have none.</summary>
    public string? ContentHash { get; init; }

    /// <summary>How it was reviewed. Absent for terms.</summary>
    [ReviewStatusSet]
    public string? ReviewStatus { get; init; }

    /// <summary>ContentItemId of the taxonomy of a term. Absent for anything else.</summary>
    public string? Taxonomy { get; init; }

    /// <summary>The terms above a term, the uppermost first. Absent where there are none.</summary>
    public IReadOnlyList<TermAboveSchema>? Parents { get; init; }
}

/// <summary>A term above another one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Content type.</param>
/// <param name="Title">Title.</param>
public sealed record TermAboveSchema(string Id, string Type, string Title);

/// <summary>A delivered item of a type that the definitions mark. <c>content</c> has no empty members.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="VersionId">Id of the delivered version.</param>
/// <param name="Type">Content type.</param>
/// <param name="Slug">Last segment of its path, lower case; its id where it has none.</param>
/// <param name="Url">Path of its page on the site, with a leading slash.</param>
/// <param name="Content">The text as it was approved, with the ids of what it leads to.</param>
/// <param name="ContentHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `content`. A reader recomputes it from the answer.</param>
/// <param name="Presentation">What was approved around the text.</param>
/// <param name="PresentationHash">`sha256:` and the lower-case hex SHA-256 of the RFC 8785 form of `presentation`.</param>
/// <param name="Disclaimer">The disclaimer whose words stand in `content`; null when it shows none.</param>
/// <param name="Review">How this version was reviewed.</param>
/// <param name="PublishedUtc">First publication of the item, UTC.</param>
/// <param name="LiveSinceUtc">Since when this version is live, UTC.</param>
/// <param name="ModifiedUtc">Instant of the last change that readers see, UTC.</param>
public sealed record DeliveredItemSchema(
    string Id,
    string VersionId,
    string Type,
    string Slug,
    string Url,
    JsonObject Content,
    string ContentHash,
    PresentationSchema Presentation,
    string PresentationHash,
    DisclaimerLinkSchema? Disclaimer,
    ReviewSchema Review,
    DateTime PublishedUtc,
    DateTime LiveSinceUtc,
    DateTime ModifiedUtc)
{
    /// <summary>The languages in which it is live, its own among them, by language tag. Absent while there is no other.</summary>
    public IReadOnlyList<TranslationSchema>? Translations { get; init; }

    /// <summary>What pickers of the item lead to, by the name of the field. Absent where there is nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLinkSchema>>? Links { get; init; }
}

/// <summary>A page of items of a type.</summary>
/// <param name="Total">Number of items over all pages.</param>
/// <param name="Items">Summaries: `id`, `type`, `slug`, `url`, `title`, `language`, `links`, instants, `contentHash`, `reviewStatus`, with `q` `snippet`; of GutCms's own types those of their own lists.</param>
/// <param name="NextCursor">Value of `after` for the next page; null on the last one.</param>
public sealed record ItemListSchema(int Total, IReadOnlyList<JsonObject> Items, string? NextCursor);
