using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Media;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Storage;

/// <summary>A transaction on everything that a site keeps: content and its history, definitions, delivery documents, small site documents, reviews, the audit log and the events to be told.</summary>
public interface IUnitOfWork : IAsyncDisposable
{
    /// <summary>Reviews and what belongs to them.</summary>
    IReviewStore Reviews { get; }

    /// <summary>The audit log.</summary>
    IAuditLog Audit { get; }

    /// <summary>Events to be told after the commit.</summary>
    IOutbox Outbox { get; }

    /// <summary>The definitions as this unit of work sees them.</summary>
    Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken);

    /// <summary>Replaces all definitions.</summary>
    Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken);

    /// <summary>A small document of the site (settings, a review policy), or null. <paramref name="kind"/> and <paramref name="name"/> are case-sensitive, at most 64 and 255 characters.</summary>
    Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken);

    /// <summary>All documents of a kind by name, ordered by name.</summary>
    Task<IReadOnlyDictionary<string, JsonObject>> ListDocumentsAsync(string kind, CancellationToken cancellationToken);

    /// <summary>Writes or replaces a small document.</summary>
    Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken);

    /// <summary>Removes a small document, if it is there. Not for what is kept for good, such as a review policy.</summary>
    Task RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken);

    /// <summary>Versions of these items that match, by ContentItemId; ids without one are absent. Any number of ids.</summary>
    Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken);

    /// <summary>Versions by version id, whichever item they belong to, current or not.</summary>
    Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Those of the given version ids that exist, with the item each belongs to.</summary>
    Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Those of these items that were deleted: they have versions, but none is latest or published. Any number of ids.</summary>
    Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The item that holds each of these paths (no leading slash, compared without case); free paths are absent.</summary>
    Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>The item of a type that holds each of these slugs, the last segments of paths; free slugs are absent. Items of a type are delivered by their slug, in whichever folder their path puts it.</summary>
    /// <param name="contentType">The type.</param>
    /// <param name="slugs">Lower case. Null: all that are held.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken);

    /// <summary>The latest and published versions that are in one of these sets of translations (<see cref="ItemMeaning.TranslationSetOf"/>), of whatever type, in no order.</summary>
    Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken);

    /// <summary>Latest (or published) versions of all items, or of one type, ordered by first appearance; streamed.</summary>
    IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken);

    /// <summary>The latest and the live version of those of these items that have a latest one, by item; without their content. Any number of ids.</summary>
    Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>All versions of these items without their content, by item, oldest first. Versions of a deleted item stay; what never had any is absent.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The same of one item.</summary>
    async Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string contentItemId, CancellationToken cancellationToken) =>
        (await ListVersionsAsync(new[] { contentItemId }, cancellationToken)).GetValueOrDefault(contentItemId) ?? [];

    /// <summary>Pictures of the library by id; ids without one are absent. Any number of ids.</summary>
    /// <returns>Null: this host keeps no library, and pictures are named as its own modules name them.</returns>
    Task<IReadOnlyDictionary<string, MediaFile>?> FindPicturesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyDictionary<string, MediaFile>?>(null);

    /// <summary>
    /// Adds new versions, each immutable from then on. <see cref="ContentItem.Latest"/> and <see cref="ContentItem.Published"/> of each say what it becomes;
    /// the item's former latest (published) version loses that flag. Indexes paths and references. All ids and dates are already filled in.
    /// </summary>
    /// <param name="items">The versions, any number.</param>
    /// <param name="origin">Name of the recipe they come from; null when a person or an API client wrote them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ContentConflictException">A version id, path or flag is taken.</exception>
    Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken);

    /// <summary>As <see cref="AddVersionsAsync(IReadOnlyList{ContentItem}, string?, CancellationToken)"/>, where the texts of the versions have been made already. A store that makes them itself makes none a second time.</summary>
    /// <param name="items">The versions, any number.</param>
    /// <param name="origin">Name of the recipe they come from.</param>
    /// <param name="texts">Their texts, made by the definitions and the language of this unit of work as it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ContentConflictException">A version id, path or flag is taken.</exception>
    Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string origin, ProjectedTexts texts, CancellationToken cancellationToken) => AddVersionsAsync(items, origin, cancellationToken);

    /// <summary>As <see cref="AddVersionsAsync(IReadOnlyList{ContentItem}, string?, CancellationToken)"/> for one version, and records who wrote it.</summary>
    /// <param name="item">The version.</param>
    /// <param name="contentHash">Content hash that is stored with it.</param>
    /// <param name="authors">Who wrote the text; empty when nobody did, because a save changed nothing that readers see.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ContentConflictException">A version id, path or flag is taken.</exception>
    Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken);

    /// <summary>Records who wrote versions that <see cref="AddVersionsAsync(IReadOnlyList{ContentItem}, string?, CancellationToken)"/> has written in this unit of work, by version id.</summary>
    Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken);

    /// <summary>Makes one existing version of an item the published one, or none (null). Sets PublishedUtc accordingly.</summary>
    Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sets the content hash of versions, by version id, when the disclaimer that they show becomes another. A live version needs a grant for the new hash.</summary>
    Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken);

    /// <summary>Takes an item away: no version is latest or published any more, its path is free, its versions stay for the record.</summary>
    Task DeleteAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Records that trusted recipes brought these versions in already published, unreviewed. Keyed by version id and content hash.</summary>
    Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken);

    /// <summary>Those of the given versions that carry an <c>Imported</c> mark, by version id.</summary>
    Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Ids of the items whose <em>published</em> version refers to any of these, by field (<c>Article.Series</c>); null field: any.</summary>
    Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken);

    /// <summary>Items whose live version picks a disclaimer, and further items, by item id. An item without a latest version is left out.</summary>
    Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken);

    /// <summary>Published articles of a series, ordered by position (those without one last), then by first publication, then by id.</summary>
    Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken);

    /// <summary>
    /// The articles of a series that have a document in this unit of work, ordered by position (those without one last), then by first publication, then by id; with the title and the slug
    /// of their documents. What it costs does not grow with the series, but for counting.
    /// </summary>
    /// <param name="seriesId">The series.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken);

    /// <summary>Items that have a published version, streamed by id; the whole site, for a re-write of all delivery documents.</summary>
    IAsyncEnumerable<string> ListPublishedIdsAsync(CancellationToken cancellationToken);

    /// <summary>What is on file about the delivery documents of these items, by ContentItemId; items without a document are absent. Reads no bytes.</summary>
    Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Writes delivery documents; each replaces the one that its item had, under whatever key.</summary>
    Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken);

    /// <summary>Removes the delivery documents of these items.</summary>
    Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Keeps texts for as long as the site lives, by content hash; one that is kept already stays as it is.</summary>
    /// <param name="texts">JSON of each text, by its content hash.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken);

    /// <summary>JSON of those of these texts that are kept, by content hash.</summary>
    Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the states of an item as they follow from everything written so far, so that a store that keeps them for its lists has no need to read what they rest on. Whatever is
    /// written of the item afterwards makes it void. A store that keeps none passes it over.
    /// </summary>
    void NoteStates(string contentItemId, ItemStates states)
    {
    }

    /// <summary>Keeps everything. At most once.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
}
