using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>An article as other articles show it among their Hot Articles.</summary>
internal sealed record ArticleCard(string Id, string Slug, string Title, string? Excerpt, SeriesCard? Series);

/// <summary>Everything a document is made of; complete, so that it can be built on another thread.</summary>
internal abstract record DocumentSource(ShownText Text, DeliveryStamp? Stamp)
{
    public ContentItem Item => Text.Item;

    /// <summary>What it links to.</summary>
    public IReadOnlyList<FieldLinks> Links { get; init; } = [];

    /// <summary>The languages in which it is live, its own among them; empty while there is no other.</summary>
    public IReadOnlyList<LiveTranslation> Translations { get; init; } = [];

    /// <summary>The definitions that it was loaded by.</summary>
    public ContentDefinitions Definitions { get; init; } = ContentDefinitions.Empty;

    /// <summary>Values by which lists find its document.</summary>
    public IReadOnlyList<DeliveryValue> ValuesOf(string reviewStatus, string? seriesSlug) => IndexedFields.ValuesOf(Text, Links, reviewStatus, seriesSlug, Definitions);
}

internal sealed record ArticleSource(
    ShownText Text, DeliveryStamp? Stamp, ContentItem? Disclaimer, SeriesCard? Series, IReadOnlyList<ArticleCard> HotArticles, DeliveredReview? Review)
    : DocumentSource(Text, Stamp)
{
    /// <summary>Pictures of the library that the text shows.</summary>
    public KnownPictures Pictures { get; init; } = KnownPictures.None;
}

internal sealed record SeriesSource(ShownText Text, DeliveryStamp? Stamp, SeriesArticles Articles, DeliveredReview? Review) : DocumentSource(Text, Stamp);

internal sealed record ItemSource(ShownText Text, DeliveryStamp? Stamp, ContentItem? Disclaimer, DeliveredReview? Review) : DocumentSource(Text, Stamp);

internal sealed record DisclaimerSource(ShownText Text, DeliveryStamp? Stamp) : DocumentSource(Text, Stamp);

/// <summary>What was found for one batch of items.</summary>
/// <param name="Documents">One for each that is published, is delivered, and has a text that may be shown.</param>
/// <param name="Gone">Ids of those that have a document on file and are no longer published.</param>
/// <param name="Stamps">What is on file, by ContentItemId.</param>
internal sealed record SourceBatch(IReadOnlyList<DocumentSource> Documents, IReadOnlyList<string> Gone, IReadOnlyDictionary<string, DeliveryStamp> Stamps)
{
    /// <summary>Items that became due for review, because the program makes another text of them today than was granted.</summary>
    public IReadOnlyList<ContentItem> Due { get; init; } = [];

    /// <summary>Ids of the items about whose review something changed meanwhile.</summary>
    public IReadOnlyList<string> Noted { get; init; } = [];
}
