using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>A transaction on a copy of the state.</summary>
internal sealed class MemoryWork(MemoryState state, Action<MemoryState>? commit, Action? release) : IUnitOfWork, IAuditLog, IOutbox
{
    private readonly Dictionary<string, ItemStates> _noted = [];

    private bool _disposed;

    public MemoryState State { get; private set; } = state;

    public IReviewStore Reviews => new MemoryReviews(this);

    public IAuditLog Audit => this;

    public IOutbox Outbox => this;

    public void Write(MemoryState next) => State = commit is null ? throw new InvalidOperationException("This unit of work only reads.") : next;

    public Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) => Task.FromResult(State.Definitions);

    public Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken) => Done(State with { Definitions = definitions });

    public Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken) => Task.FromResult(State.Documents.GetValueOrDefault((kind, name)));

    public Task<IReadOnlyDictionary<string, JsonObject>> ListDocumentsAsync(string kind, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(State.Documents.Where(entry => entry.Key.Kind == kind).ToDictionary(entry => entry.Key.Name, entry => entry.Value));

    public Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken) =>
        Done(State with { Documents = State.Documents.SetItem((kind, name), (JsonObject)document.DeepClone()) });

    public Task RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken) => Done(State with { Documents = State.Documents.Remove((kind, name)) });

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, StoredVersion>>(State.Versions
            .Where(stored => contentItemIds.Contains(stored.Item.ContentItemId) && (version == VersionSelector.Latest ? stored.Item.Latest : stored.Item.Published))
            .ToDictionary(stored => stored.Item.ContentItemId, Stored));

    public Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(
        string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken) => DisclaimerUses.ReadAsync(this, disclaimerId, furtherItemIds, cancellationToken);

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, StoredVersion>>(State.Versions
            .Where(stored => versionIds.Contains(stored.Item.ContentItemVersionId)).ToDictionary(stored => stored.Item.ContentItemVersionId, Stored));

    public Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ItemHead>>(State.Versions.Select(stored => stored.Item).Where(item => item.Latest && contentItemIds.Contains(item.ContentItemId)).ToDictionary(
            item => item.ContentItemId,
            item => new ItemHead(
                item.ContentItemId, item.ContentType, item.ContentItemVersionId, State.Versions.SingleOrDefault(live => live.Item.Published && live.Item.ContentItemId == item.ContentItemId)?.Item.ContentItemVersionId)
            {
                Title = item.DisplayText,
                Owner = item.Owner,
            }));

    public IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken) =>
        State.Versions.Where(stored => (contentType is null || stored.Item.ContentType == contentType) && (version == VersionSelector.Latest ? stored.Item.Latest : stored.Item.Published))
            .Select(Stored).ToAsyncEnumerable();

    public Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>>(State.Versions.Where(stored => contentItemIds.Contains(stored.Item.ContentItemId)).GroupBy(stored => stored.Item.ContentItemId).ToDictionary(
            item => item.Key,
            IReadOnlyList<VersionSummary> (item) => [.. item.Select(stored => new VersionSummary(
                stored.Item.ContentItemVersionId, stored.Number, stored.ContentHash, stored.Item.DisplayText, stored.Item.Latest, stored.Item.Published, stored.Origin, stored.Authors, stored.Item.ModifiedUtc))]));

    public Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(State.Versions.Where(stored => versionIds.Contains(stored.Item.ContentItemVersionId)).ToDictionary(stored => stored.Item.ContentItemVersionId, stored => stored.Item.ContentItemId));

    public Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(State.Versions.Where(stored => contentItemIds.Contains(stored.Item.ContentItemId)).GroupBy(stored => stored.Item.ContentItemId)
            .Where(item => item.All(stored => !stored.Item.Latest && !stored.Item.Published)).Select(item => item.Key).ToHashSet());

    public Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(State.Versions
            .Where(stored => stored.Item.Latest || stored.Item.Published)
            .Select(stored => (Path: (string?)stored.Item.Parts["AutoroutePart"]?["Path"], stored.Item.ContentItemId))
            .Where(entry => entry.Path is not null && paths.Contains(entry.Path, StringComparer.OrdinalIgnoreCase))
            .DistinctBy(entry => entry.Path)
            .ToDictionary(entry => entry.Path!, entry => entry.ContentItemId));

    public Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(State.Versions
            .Where(stored => (stored.Item.Latest || stored.Item.Published) && stored.Item.ContentType == contentType && ItemMeaning.PathOf(stored.Item) is not null)
            .Select(stored => (Slug: ItemMeaning.SlugOf(stored.Item), stored.Item.ContentItemId)).Where(entry => slugs?.Contains(entry.Slug) != false).DistinctBy(entry => entry.Slug)
            .ToDictionary(entry => entry.Slug, entry => entry.ContentItemId));

    public Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContentItem>>([.. State.Versions.Select(stored => stored.Item).Where(item => (item.Latest || item.Published) && sets.Contains(ItemMeaning.TranslationSetOf(item)))]);

    public Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            Add(item, MedicalContent.Hash(MedicalContent.Project(item, DisclaimerOf(item), State.Definitions, "en")), origin, item.Author is null ? [] : [new(null, item.Author)]);
        }

        return Task.CompletedTask;
    }

    public Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken)
    {
        Add(item, contentHash, null, authors);
        return Task.CompletedTask;
    }

    public Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken) =>
        Done(State with { Versions = State.Versions.ConvertAll(stored => authors.TryGetValue(stored.Item.ContentItemVersionId, out var of) ? stored with { Authors = of } : stored) });

    public Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken) =>
        Done(State with
        {
            Versions = State.Versions.ConvertAll(stored => stored.Item.ContentItemId != contentItemId ? stored
                : stored with { Item = stored.Item with { Published = stored.Item.ContentItemVersionId == versionId, PublishedUtc = stored.Item.ContentItemVersionId == versionId ? publishedUtc : stored.Item.PublishedUtc } }),
        });

    public Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken) =>
        Done(State with { Versions = State.Versions.ConvertAll(stored => hashes.TryGetValue(stored.Item.ContentItemVersionId, out var hash) ? stored with { ContentHash = hash } : stored) });

    public Task DeleteAsync(string contentItemId, CancellationToken cancellationToken) =>
        Done(State with { Versions = State.Versions.ConvertAll(stored => stored.Item.ContentItemId == contentItemId ? stored with { Item = stored.Item with { Latest = false, Published = false } } : stored) });

    public Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken) =>
        Done(State with { Grants = State.Grants.AddRange(marks.Select(mark => new PublicationGrant(mark.VersionId, mark.ContentHash, PublicationBasis.Imported, null, mark.ImportedUtc))) });

    public Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ImportedMark>>(State.Grants.Where(grant => grant.Basis == PublicationBasis.Imported && versionIds.Contains(grant.VersionId))
            .DistinctBy(grant => grant.VersionId).ToDictionary(grant => grant.VersionId, grant => new ImportedMark(grant.VersionId, grant.ContentHash, "recipe", grant.GrantedUtc)));

    public Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken) => Done(State with { Texts = State.Texts.SetItems(texts) });

    public Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(State.Texts.Where(text => contentHashes.Contains(text.Key)).ToDictionary());

    public Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. State.Versions
            .Where(stored => stored.Item.Published && ContentReferences.Of(stored.Item, State.Definitions).Any(reference => contentItemIds.Contains(reference.TargetId) && (field is null || field == reference.Field)))
            .Select(stored => stored.Item.ContentItemId)]);

    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
    {
        var entry = AuditChain.Append(State.Audit.LastOrDefault(), draft);
        Write(State with { Audit = State.Audit.Add(entry) });
        return Task.FromResult(entry);
    }

    public Task AppendAsync(OutboxMessage message, CancellationToken cancellationToken) => Done(State with { Outbox = State.Outbox.Add(message) });

    public void NoteStates(string contentItemId, ItemStates states) => _noted[contentItemId] = states;

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        Assert.Equivalent(await StatesOfItems.FindAsync(this, _noted.Keys, cancellationToken), _noted, strict: true);
        if (State.Ungranted().FirstOrDefault() is { } version)
        {
            throw new ContentConflictException($"Version {version} is live without a grant.");
        }

        commit!(State);
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            release?.Invoke();
        }

        return ValueTask.CompletedTask;
    }

    public Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var entries = State.Audit.Where(entry => query.ContentItemId is null || entry.ContentItemId == query.ContentItemId).Reverse().ToList();
        var rest = entries.Where(entry => query.After is null || entry.Sequence < query.After).ToList();
        return Task.FromResult(new AuditPage(entries.Count, [.. rest.Take(query.First)], rest.Count > query.First));
    }

    public IAsyncEnumerable<string> ListPublishedIdsAsync(CancellationToken cancellationToken) =>
        State.Versions.Where(stored => stored.Item.Published).Select(stored => stored.Item.ContentItemId).ToAsyncEnumerable();

    public Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => Done(State with { Removed = State.Removed.AddRange(contentItemIds) });

    // Not asked for by reviews.
    public IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, CancellationToken cancellationToken) =>
        State.Audit.Where(entry => query.ContentItemId is null || entry.ContentItemId == query.ContentItemId).ToAsyncEnumerable();

    public Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, DeliveryStamp>>(State.Versions.Select(stored => (stored.Item, Kind: DeliveredTypes.KindOf(stored.Item, State.Definitions)))
            .Where(live => live.Item.Published && live.Kind is not null && contentItemIds.Contains(live.Item.ContentItemId))
            .ToDictionary(live => live.Item.ContentItemId, live => new DeliveryStamp(live.Kind!.Value, DeliveredTypes.KeyOf(live.Kind.Value, live.Item), "", live.Item.ModifiedUtc ?? default, live.Item.DisplayText ?? "", null, null, live.Item.ModifiedUtc ?? default)));

    public Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken) => throw new NotSupportedException();

    private ContentItem? DisclaimerOf(ContentItem item) =>
        (string?)item.Parts[item.ContentType]?["Disclaimer"]?["ContentItemIds"]?.AsArray().FirstOrDefault() is { } id
            ? State.Versions.FirstOrDefault(stored => stored.Item.ContentItemId == id && stored.Item.Published)?.Item
            : null;

    private void Add(ContentItem item, string contentHash, string? origin, ImmutableArray<VersionAuthor> authors)
    {
        var earlier = State.Versions.Where(stored => stored.Item.ContentItemId == item.ContentItemId).ToList();
        var versions = State.Versions.ConvertAll(stored => stored.Item.ContentItemId != item.ContentItemId ? stored
            : stored with { Item = stored.Item with { Latest = stored.Item.Latest && !item.Latest, Published = stored.Item.Published && !item.Published } });
        Write(State with { Versions = versions.Add(new(item, earlier.Count + 1, contentHash, origin, authors)) });
    }

    private static StoredVersion Stored(MemoryVersion stored) => new(stored.Item, stored.Number, stored.Origin, PublishedByPerson: false) { ContentHash = stored.ContentHash };

    private Task Done(MemoryState next)
    {
        Write(next);
        return Task.CompletedTask;
    }
}
