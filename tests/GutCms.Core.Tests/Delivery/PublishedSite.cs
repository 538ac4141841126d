using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Media;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Seed;

namespace GutCms.Core.Tests.Delivery;

/// <summary>The published side of a site in memory: what is live, what is delivered, and which documents the last refresh wrote.</summary>
internal sealed class PublishedSite : IUnitOfWork
{
    private readonly Dictionary<string, ContentItem> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeliveryRecord> _delivered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportedMark> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Name), JsonObject> _documents = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _written = [];
    private readonly ManualTime _time = new();
    private ContentDefinitions _definitions = SeedDefinitions;

    public static ContentDefinitions SeedDefinitions { get; } =
        SeedRecipes.Steps("ContentDefinition").Aggregate(ContentDefinitions.Empty, DefinitionJson.Merge);

    /// <summary>Ids of the items whose documents the last refresh wrote, in the order of writing.</summary>
    public IReadOnlyList<string> Written => _written;

    public IReadOnlyDictionary<string, DeliveryRecord> Delivered => _delivered;

    public ContentDefinitions Definitions => _definitions;

    public int ItemsLoaded { get; private set; }

    public int Queries { get; private set; }

    public void SetDefinitions(ContentDefinitions definitions) => _definitions = definitions;

    public void SetDocument(string kind, string name, JsonObject document) => _documents[(kind, name)] = document;

    public void Mark(string versionId, string contentHash) => _marks[versionId] = new ImportedMark(versionId, contentHash, "test", Samples.Published);

    /// <summary>Makes these live and refreshes.</summary>
    public Task PublishAsync(params ContentItem[] items)
    {
        foreach (var item in items)
        {
            _published[item.ContentItemId] = item;
        }

        return RefreshAsync([.. items.Select(item => item.ContentItemId)]);
    }

    public Task UnpublishAsync(string id)
    {
        _published.Remove(id);
        return RefreshAsync(id);
    }

    public async Task RefreshAsync(params string[] ids)
    {
        _written.Clear();
        _time.Advance();
        ItemsLoaded = 0;
        Queries = 0;
        await new DeliveryRefresh(new ImportedReviews(), _time).RefreshAsync(this, ids, texts: null, progress: null, TestContext.Current.CancellationToken);
    }

    /// <summary>The document of an item as JSON.</summary>
    public JsonObject Json(string id) => JsonNode.Parse(_delivered[id].Document.Identity)!.AsObject();

    public JsonObject Summary(string id) => JsonNode.Parse(_delivered[id].Summary)!.AsObject();

    /// <summary>The library of pictures; null: there is none.</summary>
    public Dictionary<string, MediaFile>? Pictures { get; set; }

    public Task<IReadOnlyDictionary<string, MediaFile>?> FindPicturesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyDictionary<string, MediaFile>?>(Pictures?.Where(picture => ids.Contains(picture.Key)).ToDictionary(StringComparer.Ordinal));
    }

    public Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) => Task.FromResult(_definitions);

    public Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_documents.GetValueOrDefault((kind, name)));

    public Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken)
    {
        SetDocument(kind, name, document);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(
        IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken)
    {
        Queries++;
        ItemsLoaded += contentItemIds.Count;
        return Task.FromResult<IReadOnlyDictionary<string, StoredVersion>>(contentItemIds
            .Where(_published.ContainsKey)
            .ToDictionary(id => id, id => new StoredVersion(_published[id], 1, null, false), StringComparer.Ordinal));
    }

    public Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ImportedMark>>(
            versionIds.Where(_marks.ContainsKey).ToDictionary(id => id, id => _marks[id], StringComparer.Ordinal));

    public Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyList<string>>([.. _published.Values
            .Where(item => ContentReferences.Of(item, _definitions).Any(reference => contentItemIds.Contains(reference.TargetId) && (field is null || reference.Field == field)))
            .Select(item => item.ContentItemId)]);
    }

    public Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyList<SeriesMember>>([.. _published.Values
            .Where(item => ItemMeaning.SeriesOf(item) == seriesId)
            .OrderBy(item => ItemMeaning.PositionOf(item) ?? decimal.MaxValue)
            .ThenBy(item => item.PublishedUtc)
            .ThenBy(item => item.ContentItemId, StringComparer.Ordinal)
            .Select(item => new SeriesMember(item.ContentItemId, ItemMeaning.SlugOf(item), item.DisplayText!, ItemMeaning.PositionOf(item)))]);
    }

    public Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken)
    {
        Queries++;
        var members = _delivered.Values.Where(record => record.SeriesId == seriesId)
            .OrderBy(record => record.SeriesPosition ?? decimal.MaxValue)
            .ThenBy(record => record.PublishedUtc)
            .ThenBy(record => record.Document.ContentItemId, StringComparer.Ordinal)
            .Select(record => new SeriesMember(record.Document.ContentItemId, record.Document.Key, record.Title, record.SeriesPosition)).ToList();
        return Task.FromResult(new SeriesArticles(members.Count, [.. members.Take(most)]));
    }

    public async IAsyncEnumerable<string> ListPublishedIdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in _published.Keys.Order(StringComparer.Ordinal))
        {
            yield return await Task.FromResult(id);
        }
    }

    public Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyDictionary<string, DeliveryStamp>>(contentItemIds
            .Where(_delivered.ContainsKey)
            .ToDictionary(id => id, id => Stamp(_delivered[id]), StringComparer.Ordinal));
    }

    public Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            var document = record.Document;
            Assert.DoesNotContain(_delivered.Values, other =>
                other.Document.Kind == document.Kind && other.Document.Key == document.Key && other.Document.ContentItemId != document.ContentItemId);
            _delivered[document.ContentItemId] = record;
            _written.Add(document.ContentItemId);
        }

        return Task.CompletedTask;
    }

    public Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        foreach (var id in contentItemIds)
        {
            _delivered.Remove(id);
        }

        return Task.CompletedTask;
    }

    public Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken)
    {
        foreach (var (hash, json) in texts)
        {
            _texts.TryAdd(hash, json);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyDictionary<string, string>>(_texts.Where(text => contentHashes.Contains(text.Key)).ToDictionary(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DeliveryStamp Stamp(DeliveryRecord record) =>
        new(record.Document.Kind, record.Document.Key, record.Document.ETag, record.Document.LastModifiedUtc, record.Title, record.SeriesId, record.SeriesPosition, record.PublishedUtc) { Translations = record.Translations };

    // A refresh reads and writes delivery; anything else would be a fault of its own.
    IReviewStore IUnitOfWork.Reviews => throw new NotSupportedException();

    IAuditLog IUnitOfWork.Audit => throw new NotSupportedException();

    IOutbox IUnitOfWork.Outbox => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, StoredVersion>> IUnitOfWork.FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, DisclaimerUse>> IUnitOfWork.FindDisclaimerUsesAsync(string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, ItemHead>> IUnitOfWork.FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> IUnitOfWork.ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.DeleteAsync(string contentItemId, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, JsonObject>> IUnitOfWork.ListDocumentsAsync(string kind, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, string>> IUnitOfWork.FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlySet<string>> IUnitOfWork.FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, string>> IUnitOfWork.FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, string>> IUnitOfWork.FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<ContentItem>> IUnitOfWork.FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken)
    {
        Queries++;
        return Task.FromResult<IReadOnlyList<ContentItem>>([.. _published.Values.Where(item => sets.Contains(ItemMeaning.TranslationSetOf(item)))]);
    }

    IAsyncEnumerable<StoredVersion> IUnitOfWork.ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUnitOfWork.CommitAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A clock that moves on by a minute with every refresh.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, 700, TimeSpan.Zero);

        public void Advance() => _now = _now.AddMinutes(1);

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
