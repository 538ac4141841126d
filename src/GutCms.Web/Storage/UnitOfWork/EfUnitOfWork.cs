using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Media;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Editorial;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Reviews;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.UnitOfWork;

/// <summary>A transaction of <see cref="EfContentStore"/>. Not for use by two callers at once.</summary>
internal sealed class EfUnitOfWork : IUnitOfWork
{
    /// <summary>From this many delivery documents on a commit is followed by upkeep of the database.</summary>
    private const int Bulk = 1000;

    private readonly Database _database;
    private readonly SqlSession _session;
    private readonly Writing? _writing;
    private readonly DocumentStore _documents;
    private readonly ContentQueries _queries;
    private readonly ContentWriter _writer;
    private readonly DeliveryWriter _delivery;
    private readonly ChangeWriter _changes;
    private readonly GrantedTexts _texts;
    private readonly StateColumns _states;
    private readonly EfVersionHistory _history;
    private readonly EfReviewStore _reviews;
    private readonly EfAuditLog _audit;
    private readonly EfOutbox _outbox;
    private bool _definitionsChange;
    private bool _finished;

    /// <summary>For reading only.</summary>
    public EfUnitOfWork(Database database, GutCmsDbContext context)
    {
        _database = database;
        Context = context;
        _session = SqlSession.Of(context);
        _documents = new DocumentStore(_session);
        _queries = new ContentQueries(database, _session);
        _writer = new ContentWriter(database, _session, _documents, _queries);
        _delivery = new DeliveryWriter(database, _session);
        _changes = new ChangeWriter(database, _session);
        _texts = new GrantedTexts(database, _session);
        _history = new EfVersionHistory(context, _session);
        _states = new StateColumns(database, _session);
        _reviews = new EfReviewStore(context, new EfPublications(context), _states, _changes);
        _audit = new EfAuditLog(context);
        _outbox = new EfOutbox(context);
    }

    /// <summary>For writing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="context">A context inside a write transaction; disposed of with this.</param>
    /// <param name="writing">What a writer needs.</param>
    public EfUnitOfWork(Database database, GutCmsDbContext context, Writing writing)
        : this(database, context) => _writing = writing;

    /// <summary>The context of this transaction, for tables that this interface does not cover. Its pending changes are saved by the commit.</summary>
    public GutCmsDbContext Context { get; }

    /// <inheritdoc />
    /// <remarks>Of a unit of work for reading, only reads succeed: the database refuses the others.</remarks>
    public IReviewStore Reviews => _reviews;

    /// <inheritdoc />
    public IAuditLog Audit => _audit;

    /// <inheritdoc />
    public IOutbox Outbox => _outbox;

    /// <summary>The context of a unit of work that <see cref="EfContentStore"/> opened, for what writes users or clients in the same transaction.</summary>
    /// <exception cref="ArgumentException">It comes from another store.</exception>
    public static GutCmsDbContext ContextOf(IUnitOfWork work) =>
        work is EfUnitOfWork own ? own.Context : throw new ArgumentException($"A {work.GetType().Name} has no database context.", nameof(work));

    private bool IsReadOnly => _writing is null;

    public Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) => _documents.GetDefinitionsAsync(cancellationToken);

    public Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        _states.DocumentChanges(SiteDocuments.Definitions, SiteDocuments.Site);
        _definitionsChange = true;
        return Writable(_documents).SaveDefinitionsAsync(definitions, cancellationToken);
    }

    public Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken) => _documents.GetAsync(kind, name, cancellationToken);

    public Task<IReadOnlyDictionary<string, JsonObject>> ListDocumentsAsync(string kind, CancellationToken cancellationToken) =>
        _documents.ListAsync(kind, cancellationToken);

    public Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken)
    {
        _states.DocumentChanges(kind, name);
        _changes.DocumentChanges(kind, document);
        return Writable(_documents).SaveAsync(kind, name, document, cancellationToken);
    }

    public Task RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken)
    {
        _states.DocumentChanges(kind, name);
        return Writable(_documents).RemoveAsync(kind, name, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(
        IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken) =>
        _queries.FindAsync(contentItemIds, version, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        _queries.FindVersionOwnersAsync(versionIds, cancellationToken);

    public Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        _queries.FindDeletedAsync(contentItemIds, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        _queries.FindPathOwnersAsync(paths, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken) =>
        _queries.FindSlugOwnersAsync(contentType, slugs, cancellationToken);

    public Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken) => _queries.FindTranslationsAsync(sets, cancellationToken);

    public IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken) =>
        _queries.ListAsync(contentType, version, cancellationToken);

    public Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken) => AddAsync(items, origin, null, cancellationToken);

    public Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string origin, ProjectedTexts texts, CancellationToken cancellationToken) => AddAsync(items, origin, texts, cancellationToken);

    public Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken) =>
        Gate.GuardAsync(_session, async () =>
        {
            VersionsChange([item.ContentItemId]);
            await Writable(_writer).AddVersionsAsync([item], origin: null, texts: null, cancellationToken);
            await _history.SetContentHashesAsync(new Dictionary<string, string> { [item.ContentItemVersionId] = contentHash }, cancellationToken);
            await _history.AddAuthorsAsync(new Dictionary<string, ImmutableArray<VersionAuthor>> { [item.ContentItemVersionId] = authors }, cancellationToken);
        });

    public Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken) =>
        Writable(_history).AddAuthorsAsync(authors, cancellationToken);

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        _queries.FindVersionsAsync(versionIds, cancellationToken);

    public Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(
        string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken) => _queries.FindDisclaimerUsesAsync(disclaimerId, furtherItemIds, cancellationToken);

    public Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        _queries.FindHeadsAsync(contentItemIds, cancellationToken);

    public async Task<IReadOnlyDictionary<string, MediaFile>?> FindPicturesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(ids, chunk => Context.MediaFiles.AsNoTracking().Where(file => chunk.Contains(file.Sha256)), cancellationToken)).ToDictionary(file => file.Sha256, StringComparer.Ordinal);

    public void NoteStates(string contentItemId, ItemStates states) => _states.Note(contentItemId, states);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        _history.ListAsync(contentItemIds, cancellationToken);

    public Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken) =>
        Gate.GuardAsync(_session, () => Writable(_history).SetContentHashesAsync(hashes, cancellationToken));

    public Task DeleteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        VersionsChange([contentItemId]);
        _changes.ItemChanges(contentItemId);
        return Writable(_writer).DeleteAsync(contentItemId, cancellationToken);
    }

    public Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken)
    {
        VersionsChange([contentItemId]);
        return Gate.GuardAsync(_session, () => Writable(_writer).SetPublishedVersionAsync(contentItemId, versionId, publishedUtc, actor, cancellationToken));
    }

    public Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken) =>
        Writable(_writer).MarkImportedAsync(marks, cancellationToken);

    public Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        _queries.FindImportedMarksAsync(versionIds, cancellationToken);

    public Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken) =>
        _queries.FindReferrersAsync(contentItemIds, field, cancellationToken);

    public Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken) =>
        _queries.ListSeriesMembersAsync(seriesId, cancellationToken);

    public Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken) =>
        SeriesRows.FindFirstAsync(_session, seriesId, most, cancellationToken);

    public IAsyncEnumerable<string> ListPublishedIdsAsync(CancellationToken cancellationToken) => _queries.ListPublishedIdsAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        _delivery.FindStampsAsync(contentItemIds, cancellationToken);

    public Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken) =>
        Gate.GuardAsync(_session, () => Writable(_delivery).WriteAsync(records, cancellationToken));

    public Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Writable(_delivery).RemoveAsync(contentItemIds, cancellationToken);

    public Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken) =>
        Writable(_texts).KeepAsync(texts, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) =>
        _texts.FindAsync(contentHashes, cancellationToken);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        if (IsReadOnly)
        {
            throw ReadOnly();
        }

        if (_session.HasFailed)
        {
            throw new InvalidOperationException("A write of this unit of work was refused, so nothing of it can be kept.");
        }

        await Context.SaveChangesAsync(cancellationToken);
        await _states.RenewAsync(this, cancellationToken);
        await new EditorialSearch(_database, _session).RenewAsync(_writer.TextChanged, cancellationToken);
        var changed = _delivery.Changed;

        // What is kept of delivery depends on the definitions too: which types there are, and by what their lists can be narrowed.
        if (changed.Count == 0 && !_changes.HasAny && !_definitionsChange)
        {
            await Context.Database.CommitTransactionAsync(CancellationToken.None);
            await FinishAsync();
            return;
        }

        var (generation, beforeChanges) = await _delivery.RaiseGenerationAsync(_changes.Numbers(_delivery), cancellationToken);
        await _changes.WriteAsync(_delivery, beforeChanges, _writing!.Time.GetUtcNow().UtcTicks, _writing.ChangesDays, cancellationToken);
        await CommitDeliveryAsync(changed, generation);
        await FinishAsync();
        if (changed.Count >= Bulk)
        {
            await TidyUpAsync();
        }
    }

    /// <summary>Writes the states of items that have none yet, in the transaction of the context, which is committed.</summary>
    public async Task FillStatesAsync(CancellationToken cancellationToken)
    {
        await _states.FillAsync(this, cancellationToken);
        await Context.Database.CommitTransactionAsync(CancellationToken.None);
        await FinishAsync();
    }

    public async ValueTask DisposeAsync() => await FinishAsync();

    private static InvalidOperationException ReadOnly() =>
        new("This unit of work was opened for reading. Open one with BeginAsync to write.");

    /// <summary>Commits and brings the cache up to date before the next writer is let in. From here on nothing is cancelled: nobody could say whether it was committed.</summary>
    private async Task CommitDeliveryAsync(IReadOnlySet<string> changed, long generation)
    {
        var cache = _writing!.Cache;
        cache.Expect(generation);
        try
        {
            await Context.Database.CommitTransactionAsync(CancellationToken.None);
        }
        catch
        {
            cache.Abandon();
            throw;
        }

        cache.Invalidate(changed, generation);
    }

    private async Task TidyUpAsync()
    {
        try
        {
            await _database.AfterBulkAsync(CancellationToken.None);
        }
        catch (DbException)
        {
            // The work is committed; the database does the same upkeep by itself, later.
        }
    }

    private Task AddAsync(IReadOnlyList<ContentItem> items, string? origin, ProjectedTexts? texts, CancellationToken cancellationToken)
    {
        VersionsChange(items.Select(item => item.ContentItemId));
        return Gate.GuardAsync(_session, () => Writable(_writer).AddVersionsAsync(items, origin, texts, cancellationToken));
    }

    private void VersionsChange(IEnumerable<string> contentItemIds)
    {
        foreach (var id in contentItemIds)
        {
            _states.VersionsChange(id);
        }
    }

    private T Writable<T>(T part)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        return IsReadOnly ? throw ReadOnly() : part;
    }

    private async Task FinishAsync()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        _session.Dispose();
        try
        {
            // Undoes everything that was not committed.
            await Context.DisposeAsync();
        }
        finally
        {
            _writing?.Release();
        }
    }

    /// <summary>What a writer needs.</summary>
    /// <param name="Cache">Told what a commit has changed.</param>
    /// <param name="Time">The clock.</param>
    /// <param name="ChangesDays">For how many days it is kept what readers got and do not get any more.</param>
    /// <param name="Release">Lets the next writer in; called once.</param>
    internal sealed record Writing(DeliveryCache Cache, TimeProvider Time, int ChangesDays, Action Release);
}
