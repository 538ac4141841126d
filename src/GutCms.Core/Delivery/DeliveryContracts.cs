using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Order of an article list.</summary>
public enum ArticleSort
{
    /// <summary>Newest publication first.</summary>
    PublishedDescending,

    /// <summary>Oldest publication first.</summary>
    Published,

    /// <summary>By title.</summary>
    Title,

    /// <summary>By position in the series.</summary>
    Position,

    /// <summary>Best match first; only with a search.</summary>
    Relevance,

    /// <summary>What readers saw change last first.</summary>
    ModifiedDescending,
}

/// <summary>A page of a list that is asked for.</summary>
/// <param name="SeriesSlug">Only articles of this series; null: all.</param>
/// <param name="Search">Words that must all occur; null: no search.</param>
/// <param name="Sort">Order; ties are broken by id.</param>
/// <param name="After">Cursor from an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record ArticleQuery(string? SeriesSlug, string? Search, ArticleSort Sort, string? After, int First) : ListQuery(After, First)
{
    /// <summary>Only articles in this language, a language tag in lower case; null: in any.</summary>
    public string? Language { get; init; }

    /// <summary>Only these items, 1 to 100; null: all. Not together with a search.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}

/// <summary>A page of the series by title.</summary>
/// <param name="After">Cursor from an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record SeriesQuery(string? After, int First) : ListQuery(After, First)
{
    /// <summary>Only series in this language, a language tag in lower case; null: in any.</summary>
    public string? Language { get; init; }
}

/// <summary>One row of a list.</summary>
/// <param name="Summary">JSON object, UTF-8, as written at publication.</param>
/// <param name="Snippet">Text around the match, plain text with matches between U+0002 and U+0003; null without a search.</param>
/// <param name="Cursor">Cursor that continues after this row; opaque, URL-safe.</param>
public sealed record DeliveryRow(byte[] Summary, string? Snippet, string Cursor);

/// <summary>A page of a list.</summary>
/// <param name="Total">Number of rows over all pages.</param>
/// <param name="Rows">Rows of this page.</param>
/// <param name="HasMore">Whether there are rows after it.</param>
public sealed record DeliveryPage(int Total, IReadOnlyList<DeliveryRow> Rows, bool HasMore);

/// <summary>Reads delivery documents. Published content only, by construction: nothing else is ever written here.</summary>
public interface IDeliveryReader
{
    /// <summary>A number that is another one after any change of what is published; null when that cannot be told at the moment.</summary>
    long? Revision { get; }

    /// <summary>The document, or null. The key is compared in lower case.</summary>
    ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken);

    /// <summary>The document, where it is in memory and known to be what is published now; null says nothing. The key is compared in lower case.</summary>
    DeliveredDocument? FindInMemory(DeliveryKind kind, string key) => null;

    /// <summary>The documents of items, of whatever kind, in the order of the ids; what has none is left out, and what is held back as well.</summary>
    /// <param name="contentItemIds">1 to 100 ids.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Where articles stand in their series, by id. What is in no series that is live, is no article or has no document is absent; what is held back is neither counted nor named.</summary>
    /// <param name="contentItemIds">1 to 100 ids.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>A page of articles.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken);

    /// <summary>A page of series by title.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken);
}

/// <summary>Re-writes delivery documents inside a unit of work.</summary>
public interface IDeliveryRefresh
{
    /// <summary>
    /// Brings the documents of these items, and of every document that shows something of them, up to date with what is published in this unit of work.
    /// Called once, after all changes and before the commit.
    /// </summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="changedItemIds">Items whose published version or path changed.</param>
    /// <param name="progress">Told how many documents have been written so far; null: nobody listens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Items that became due for review, because what the program makes of them today differs from what was granted; they go on showing that.</returns>
    Task<IReadOnlyList<GutCms.Core.Content.Items.ContentItem>> RefreshAsync(GutCms.Core.Storage.IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, IProgress<int>? progress, CancellationToken cancellationToken) =>
        RefreshAsync(work, changedItemIds, texts: null, progress, cancellationToken);

    /// <summary>The same, with texts that were made in this unit of work already.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="changedItemIds">Items whose published version or path changed.</param>
    /// <param name="texts">By the definitions and in the language of the site as they are in this unit of work; null: none were made.</param>
    /// <param name="progress">Told how many documents have been written so far; null: nobody listens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Items that became due for review.</returns>
    Task<IReadOnlyList<GutCms.Core.Content.Items.ContentItem>> RefreshAsync(
        GutCms.Core.Storage.IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, GutCms.Core.Storage.ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken);
}
