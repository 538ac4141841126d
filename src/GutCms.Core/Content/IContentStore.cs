using System.Text.Json.Nodes;

namespace GutCms.Core.Content;

/// <summary>Opens units of work on the host's database.</summary>
public interface IContentStore
{
    /// <summary>
    /// Begins a unit of work. What it writes is kept only by <see cref="IUnitOfWork.CommitAsync"/>; disposing without it undoes everything.
    /// One writer at a time: a second call waits for the first (bounded by the database's busy timeout).
    /// </summary>
    Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Opens the same view for reading only; writes throw <see cref="InvalidOperationException"/>.</summary>
    Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>One of the versions of an item.</summary>
public enum VersionSelector
{
    /// <summary>The version that is live.</summary>
    Published,

    /// <summary>The newest version, published or not.</summary>
    Latest,
}

/// <summary>What the store knows about the origin of a version beside its JSON.</summary>
/// <param name="Item">The version.</param>
/// <param name="VersionNumber">1 for the item's first version, then counting up.</param>
/// <param name="Origin">Name of the recipe that wrote it; null when a person or an API client did.</param>
/// <param name="PublishedByPerson">Publication state of the item was last changed by a person, not by a recipe.</param>
public sealed record StoredVersion(ContentItem Item, int VersionNumber, string? Origin, bool PublishedByPerson)
{
    /// <summary>
    /// Content hash on file: what the version said when it was written or last published, with the disclaimer that it shows. Of a live version of a type under a review policy the
    /// store holds it only with a grant or an import mark. Null when the version was written before hashes were kept.
    /// </summary>
    public string? ContentHash { get; init; }

    /// <summary>When the item was first live, UTC, whichever version that was and whatever became of it; null: never. It does not move once it is set.</summary>
    public DateTime? FirstPublishedUtc { get; init; }
}

/// <summary>A published article in its series.</summary>
/// <param name="ContentItemId">The article.</param>
/// <param name="Slug">As <see cref="ItemMeaning.SlugOf(ContentItem)"/>.</param>
/// <param name="Title">Its display text.</param>
/// <param name="Position">SeriesPosition, null when it has none.</param>
public sealed record SeriesMember(string ContentItemId, string Slug, string Title, decimal? Position);

/// <summary>A transaction on content, definitions, delivery documents and small site documents.</summary>
public interface IUnitOfWork : IAsyncDisposable
{
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

    /// <summary>Versions of these items that match, by ContentItemId; ids without one are absent. Any number of ids.</summary>
    Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken);

    /// <summary>Those of the given version ids that exist, with the item each belongs to.</summary>
    Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Those of these items that were deleted: they have versions, but none is latest or published. Any number of ids.</summary>
    Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The item that holds each of these paths (no leading slash, compared without case); free paths are absent.</summary>
    Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>Latest (or published) versions of all items, or of one type, ordered by first appearance; streamed.</summary>
    IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken);

    /// <summary>
    /// Adds new versions, each immutable from then on. <see cref="ContentItem.Latest"/> and <see cref="ContentItem.Published"/> of each say what it becomes;
    /// the item's former latest (published) version loses that flag. Indexes paths and references. All ids and dates are already filled in.
    /// </summary>
    /// <param name="items">The versions, any number.</param>
    /// <param name="origin">Name of the recipe they come from; null when a person or an API client wrote them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ContentConflictException">A version id, path or flag is taken.</exception>
    Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken);

    /// <summary>Makes one existing version of an item the published one, or none (null). Sets PublishedUtc accordingly.</summary>
    Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken);

    /// <summary>Records that trusted recipes brought these versions in already published, unreviewed. Keyed by version id and content hash.</summary>
    Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken);

    /// <summary>Those of the given versions that carry an <c>Imported</c> mark, by version id.</summary>
    Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Ids of the items whose <em>published</em> version refers to any of these, by field (<c>Article.Series</c>); null field: any.</summary>
    Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken);

    /// <summary>Published articles of a series, ordered by position (those without one last), then by first publication, then by id.</summary>
    Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken);

    /// <summary>Items that have a published version, streamed by id; the whole site, for a re-write of all delivery documents.</summary>
    IAsyncEnumerable<string> ListPublishedIdsAsync(CancellationToken cancellationToken);

    /// <summary>What is on file about the delivery documents of these items, by ContentItemId; items without a document are absent. Reads no bytes.</summary>
    Task<IReadOnlyDictionary<string, Delivery.DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Writes delivery documents; each replaces the one that its item had, under whatever key.</summary>
    Task WriteDeliveryAsync(IReadOnlyList<Delivery.DeliveryRecord> records, CancellationToken cancellationToken);

    /// <summary>Removes the delivery documents of these items.</summary>
    Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Keeps texts for as long as the site lives, by content hash; one that is kept already stays as it is.</summary>
    /// <param name="texts">JSON of each text, by its content hash.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken);

    /// <summary>JSON of those of these texts that are kept, by content hash.</summary>
    Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken);

    /// <summary>Keeps everything. At most once.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
}

/// <summary>The mark of a version that a trusted recipe brought in published and that nobody here has reviewed.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash"><c>sha256:</c> and 64 hex digits.</param>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="ImportedUtc">When, UTC.</param>
public sealed record ImportedMark(string VersionId, string ContentHash, string Recipe, DateTime ImportedUtc)
{
    /// <summary>Hash of the <see cref="Presentation"/> in which it was brought; null when it was brought before presentations were bound.</summary>
    public string? PresentationHash { get; init; }
}

/// <summary>The database refused a write: a version id, a path or a flag is already taken.</summary>
public sealed class ContentConflictException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public ContentConflictException() { }

    /// <summary>Creates it.</summary>
    public ContentConflictException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public ContentConflictException(string message, Exception innerException) : base(message, innerException) { }
}
