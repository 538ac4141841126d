using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.InMemory;

/// <summary>A transaction on a copy of the state.</summary>
internal sealed class InMemoryUnitOfWork(InMemoryState state, Action<InMemoryState>? commit, Action? release) : IUnitOfWork
{
    private readonly MemoryWork _record = new(state.Record, commit is null ? null : _ => { }, release: null);
    private InMemoryState _state = state;
    private bool _committed;
    private bool _disposed;

    public IReviewStore Reviews => _record.Reviews;

    public IAuditLog Audit => _record.Audit;

    public IOutbox Outbox => _record.Outbox;

    public Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) => Task.FromResult(_state.ReadDefinitions());

    public Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Definitions = DefinitionJson.Write(definitions).ToJsonString() });

    public Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_state.Documents.TryGetValue((kind, name), out var json) ? JsonNode.Parse(json)!.AsObject() : null);

    public Task<IReadOnlyDictionary<string, JsonObject>> ListDocumentsAsync(string kind, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(new SortedDictionary<string, JsonObject>(
            _state.Documents.Where(document => document.Key.Kind == kind).ToDictionary(document => document.Key.Name, document => JsonNode.Parse(document.Value)!.AsObject()),
            StringComparer.Ordinal));

    public Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Documents = _state.Documents.SetItem((kind, name), document.ToJsonString()) });

    public Task RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Documents = _state.Documents.Remove((kind, name)) });

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, StoredVersion>>(contentItemIds
            .Distinct()
            .Select(id => (Id: id, Version: _state.Items.GetValueOrDefault(id)?.Find(version)))
            .Where(found => found.Version is not null)
            .ToDictionary(found => found.Id, found => found.Version!));

    public Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, StoredVersion>>(Among(_state.VersionOwners, versionIds, id => id).ToDictionary(owner => owner.Key, owner =>
        {
            var (item, index) = (_state.Items[owner.Value], IndexOf(owner.Key));
            return item.Versions[index].Read(index + 1, item.PublishedByPerson);
        }));

    public Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(Among(_state.VersionOwners, versionIds, id => id));

    public Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(contentItemIds.Where(id => _state.Items.TryGetValue(id, out var item) && item.Versions.All(version => !version.Latest && !version.Published)).ToHashSet());

    public Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(Among(_state.Paths, paths, path => path.ToLowerInvariant()));

    public Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(_state.Paths
            .Where(path => _state.Items[path.Value].Versions[0].Item.ContentType == contentType)
            .Select(path => (Slug: path.Key.Split('/')[^1], Item: path.Value)).Where(path => slugs?.Contains(path.Slug) != false).DistinctBy(path => path.Slug)
            .ToDictionary(path => path.Slug, path => path.Item));

    public Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContentItem>>([.. _state.Items.Values
            .SelectMany(item => new[] { item.Find(VersionSelector.Latest), item.Find(VersionSelector.Published) }).OfType<StoredVersion>().Select(stored => stored.Item)
            .Where(item => sets.Contains(ItemMeaning.TranslationSetOf(item)))]);

    public IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, CancellationToken cancellationToken) => Stream(
        _state.Order.Select(id => _state.Items[id].Find(version)).OfType<StoredVersion>().Where(found => contentType is null || found.Item.ContentType == contentType),
        cancellationToken);

    public Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ItemHead>>(contentItemIds
            .Select(id => (Id: id, Latest: _state.Items.GetValueOrDefault(id)?.Find(VersionSelector.Latest)?.Item))
            .Where(found => found.Latest is not null)
            .ToDictionary(found => found.Id, found => new ItemHead(
                found.Id, found.Latest!.ContentType, found.Latest.ContentItemVersionId, _state.Items[found.Id].Find(VersionSelector.Published)?.Item.ContentItemVersionId)
            {
                Title = found.Latest.DisplayText,
                Owner = found.Latest.Owner,
            }));

    public Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>>(contentItemIds.Where(_state.Items.ContainsKey).ToDictionary(
            id => id,
            IReadOnlyList<VersionSummary> (id) => [.. _state.Items[id].Versions.Select((version, index) => new VersionSummary(
                version.Item.ContentItemVersionId, index + 1, version.ContentHash, version.Item.DisplayText, version.Latest, version.Published, version.Origin, version.Authors, version.Item.ModifiedUtc))]));

    public Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            Add(item, origin);
        }

        return Task.CompletedTask;
    }

    public Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken)
    {
        Add(item, null);
        Change(item.ContentItemVersionId, version => version with { ContentHash = contentHash, Authors = authors });
        return Task.CompletedTask;
    }

    public Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken)
    {
        foreach (var (versionId, of) in authors)
        {
            Change(versionId, version => version with { Authors = of });
        }

        return Task.CompletedTask;
    }

    public Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        foreach (var (versionId, hash) in hashes)
        {
            Change(versionId, version => version with { ContentHash = hash });
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        Put(contentItemId, _state.Items[contentItemId].Versions.ConvertAll(version => version with { Latest = false, Published = false }), _state.Items[contentItemId].PublishedByPerson);
        return Task.CompletedTask;
    }

    public Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken)
    {
        var item = _state.Items[contentItemId];
        if (versionId is not null && item.Versions.All(version => version.Item.ContentItemVersionId != versionId))
        {
            throw new InvalidOperationException($"Item {contentItemId} has no version {versionId}.");
        }

        Put(contentItemId, item.Versions.ConvertAll(version => version.Item.ContentItemVersionId == versionId
            ? version with { Published = true, PublishedUtc = publishedUtc ?? version.PublishedUtc }
            : version with { Published = false, PublishedUtc = version.Published && versionId is null ? publishedUtc : version.PublishedUtc }), !actor.IsSystem);
        return Task.CompletedTask;
    }

    public Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Marks = _state.Marks.SetItems(marks.Select(mark => KeyValuePair.Create(mark.VersionId, mark))) });

    public Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ImportedMark>>(Among(_state.Marks, versionIds, id => id));

    public Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Texts = _state.Texts.SetItems(texts) });

    public Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(Among(_state.Texts, contentHashes, hash => hash));

    public Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken)
    {
        var definitions = _state.ReadDefinitions();
        return Task.FromResult<IReadOnlyList<string>>([.. _state.Order.Where(id => _state.Items[id].Find(VersionSelector.Published) is { } published
            && ContentReferences.Of(published.Item, definitions).Any(reference => contentItemIds.Contains(reference.TargetId) && (field is null || reference.Field == field)))]);
    }

    public Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(
        string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken) => DisclaimerUses.ReadAsync(this, disclaimerId, furtherItemIds, cancellationToken);

    public async Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken)
    {
        var ids = await FindReferrersAsync([seriesId], "Article.Series", cancellationToken);
        return [.. ids
            .Select(id => _state.Items[id].Find(VersionSelector.Published)!.Item)
            .Select(item => (Item: item, Position: (decimal?)item.Parts["Article"]?["SeriesPosition"]?["Value"]))
            .OrderBy(member => member.Position is null)
            .ThenBy(member => member.Position)
            .ThenBy(member => member.Item.PublishedUtc)
            .ThenBy(member => member.Item.ContentItemId, StringComparer.Ordinal)
            .Select(member => new SeriesMember(member.Item.ContentItemId, PathOf(member.Item)?.Split('/')[^1] ?? "", member.Item.DisplayText ?? "", member.Position))];
    }

    public Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken)
    {
        var members = _state.Delivery.Values.Where(record => record.SeriesId == seriesId)
            .OrderBy(record => record.SeriesPosition ?? decimal.MaxValue)
            .ThenBy(record => record.PublishedUtc)
            .ThenBy(record => record.Document.ContentItemId, StringComparer.Ordinal)
            .Select(record => new SeriesMember(record.Document.ContentItemId, record.Document.Key, record.Title, record.SeriesPosition)).ToList();
        return Task.FromResult(new SeriesArticles(members.Count, [.. members.Take(most)]));
    }

    public IAsyncEnumerable<string> ListPublishedIdsAsync(CancellationToken cancellationToken) =>
        Stream(_state.Order.Where(id => _state.Items[id].Find(VersionSelector.Published) is not null).Order(StringComparer.Ordinal), cancellationToken);

    public Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, DeliveryStamp>>(contentItemIds.Distinct().Where(_state.Delivery.ContainsKey).ToDictionary(id => id, id => Stamp(_state.Delivery[id])));

    public Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Delivery = _state.Delivery.SetItems(records.Select(record => KeyValuePair.Create(record.Document.ContentItemId, record))) });

    public Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Delivery = _state.Delivery.RemoveRange(contentItemIds) });

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_committed || commit is null)
        {
            throw new InvalidOperationException(commit is null ? "This unit of work only reads." : "Committed already.");
        }

        _committed = true;
        commit(_state with { Record = _record.State });
        return Task.CompletedTask;
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

    private void Add(ContentItem item, string? origin)
    {
        if (_state.VersionOwners.ContainsKey(item.ContentItemVersionId))
        {
            throw new ContentConflictException($"The version id {item.ContentItemVersionId} is taken.");
        }

        if (item is not { ContentItemId.Length: 26, ContentItemVersionId.Length: 26, ContentType.Length: > 0, ModifiedUtc: not null, CreatedUtc: not null })
        {
            throw new ArgumentException("Ids and dates have to be filled in.", nameof(item));
        }

        var known = _state.Items.GetValueOrDefault(item.ContentItemId);
        if (known is null)
        {
            _state = _state with { Order = _state.Order.Add(item.ContentItemId) };
        }
        else if (known.Versions[0].Item.ContentType != item.ContentType)
        {
            throw new ContentConflictException($"Item {item.ContentItemId} is of another type.");
        }

        var versions = (known?.Versions ?? []).ConvertAll(version => version with { Latest = version.Latest && !item.Latest, Published = version.Published && !item.Published });
        _state = _state with { VersionOwners = _state.VersionOwners.Add(item.ContentItemVersionId, item.ContentItemId) };
        Put(
            item.ContentItemId,
            versions.Add(new(ContentItemJson.ToUtf8(item), item.Latest, item.Published, item.PublishedUtc, origin)),
            known is null || item.Published ? item.Published && origin is null : known.PublishedByPerson);
    }

    private int IndexOf(string versionId) => _state.Items[_state.VersionOwners[versionId]].Versions.FindIndex(version => version.Item.ContentItemVersionId == versionId);

    private void Change(string versionId, Func<InMemoryVersion, InMemoryVersion> change)
    {
        var (id, index) = (_state.VersionOwners[versionId], IndexOf(versionId));
        var item = _state.Items[id];
        WriteAsync(_state with { Items = _state.Items.SetItem(id, item with { Versions = item.Versions.SetItem(index, change(item.Versions[index])) }) });
    }

    private void Put(string id, ImmutableList<InMemoryVersion> versions, bool publishedByPerson)
    {
        var before = _state.Items.GetValueOrDefault(id)?.Versions.Where(version => version.Latest || version.Published).Select(version => PathOf(version.Item)).OfType<string>();
        var paths = _state.Paths.RemoveRange(before ?? []);
        foreach (var path in versions.Where(version => version.Latest || version.Published).Select(version => PathOf(version.Item)).OfType<string>().Distinct())
        {
            paths = paths.TryGetValue(path, out var owner) && owner != id ? throw new ContentConflictException($"The path {path} is taken.") : paths.SetItem(path, id);
        }

        WriteAsync(_state with { Paths = paths, Items = _state.Items.SetItem(id, new(versions, publishedByPerson)) });
    }

    private Task WriteAsync(InMemoryState next)
    {
        _state = commit is null ? throw new InvalidOperationException("This unit of work only reads.") : next;
        return Task.CompletedTask;
    }

    private static string? PathOf(ContentItem item) => item.Parts["AutoroutePart"]?["Path"]?.GetValue<string>() is { Length: > 0 } path ? path.ToLowerInvariant() : null;

    private static Dictionary<string, T> Among<T>(ImmutableDictionary<string, T> all, IEnumerable<string> keys, Func<string, string> form) =>
        keys.Distinct().Where(key => all.ContainsKey(form(key))).ToDictionary(key => key, key => all[form(key)]);

    private static DeliveryStamp Stamp(DeliveryRecord record) => new(record.Document.Kind, record.Document.Key, record.Document.ETag, record.Document.LastModifiedUtc, record.Title, record.SeriesId, record.SeriesPosition, record.PublishedUtc) { Translations = record.Translations };

    private static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask;
            yield return value;
        }
    }
}
