using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using OrchardCore.Autoroute.Core.Indexes;
using OrchardCore.ContentLocalization;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Data.Documents;
using YesSql;
using YesSql.Services;
using ContentItem = GutCms.Core.Content.Items.ContentItem;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>A transaction over Orchard Core's content manager and YesSql session. Not for use by two callers at once.</summary>
/// <param name="session">The session.</param>
/// <param name="documents">Commits the session and Orchard Core's own documents together.</param>
/// <param name="manager">Creates, publishes and takes down, so that every handler of the site hears of it.</param>
/// <param name="content">Reads content.</param>
/// <param name="records">What the module keeps.</param>
/// <param name="state">What the gate is told: this transaction asks Core's rules itself.</param>
/// <param name="texts">Hashes of texts.</param>
/// <param name="audit">The audit log.</param>
/// <param name="changes">Told that something changes in delivery.</param>
/// <param name="writer">Writes down what changes in delivery.</param>
/// <param name="states">Writes how items stand, when everything else is written.</param>
/// <param name="marks">Marks what is live when a type comes under a policy.</param>
/// <param name="translations">Orchard Core's translations; null where the feature is off.</param>
/// <param name="end">Gives back what the transaction was opened with; null: it is a part of another, which commits or not.</param>
internal sealed class YesSqlUnitOfWork(
    ISession session, IDocumentStore documents, IContentManager manager, ContentReader content, Records records, GateState state, OwnTexts texts, IAuditLog audit, DeliveryChanges changes, ChangeWriter writer,
    ItemStateWriter states, Func<ILiveMarks> marks, Func<IContentLocalizationManager?> translations, Func<ValueTask>? end) : IUnitOfWork
{
    private readonly DeliveryStore _delivery = new(session, changes, writer);

    /// <summary>The session, for reads that must not wait for this transaction.</summary>
    public ISession Session => session;

    /// <summary>What the module keeps.</summary>
    public Records Records => records;

    /// <summary>Reads content.</summary>
    public ContentReader Content => content;

    public IReviewStore Reviews => field ??= new YesSqlReviewStore(session, records, writer, this);

    public IAuditLog Audit { get; } = audit;

    public IOutbox Outbox { get; } = new YesSqlOutbox(records);

    public Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) => content.GetDefinitionsAsync();

    /// <exception cref="InvalidOperationException">Always: an Orchard Core site's definitions are Orchard Core's to change.</exception>
    public Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Content types of an Orchard Core site are changed by its own recipes and admin.");

    public async Task<JsonObject?> GetDocumentAsync(string kind, string name, CancellationToken cancellationToken) => kind switch
    {
        SiteDocuments.Settings => await content.GetSettingsAsync(),
        ReviewPolicyJson.DocumentKind => await content.Policies.FindAsync(name),
        _ => await records.FindAsync<JsonObject>(RecordKinds.Document(kind), name),
    };

    /// <remarks>Roles are Orchard Core's; here they are known by name only. Its role manager refuses no second one of the same name.</remarks>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ListDocumentsAsync(string kind, CancellationToken cancellationToken) =>
        kind switch
        {
            SiteDocuments.Role => (await content.ListRolesAsync()).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => new JsonObject(), StringComparer.Ordinal),
            ReviewPolicyJson.DocumentKind => await content.Policies.ListAsync(),
            _ => await records.ListAsync<JsonObject>(RecordKinds.Document(kind)),
        };

    /// <remarks>What is live of a type stays live when its first policy comes, whoever files it.</remarks>
    public async Task SaveDocumentAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken)
    {
        if (kind == ReviewPolicyJson.DocumentKind && await GetDocumentAsync(kind, name, cancellationToken) is null)
        {
            await marks().AcceptAsync(name);
        }

        await records.SaveAsync(RecordKinds.Document(kind), name, document);
        if (kind == FormerAddress.DocumentKind && FormerAddress.Read(document) is { } address)
        {
            await writer.AddressChangesAsync(address);
        }
    }

    public Task RemoveDocumentAsync(string kind, string name, CancellationToken cancellationToken) => records.RemoveAsync(RecordKinds.Document(kind), name);

    public async Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionSelector version, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, StoredVersion>(StringComparer.Ordinal);
        foreach (var item in await content.FindItemsAsync(contentItemIds, version))
        {
            found[item.ContentItemId] = await content.StoredAsync(item);
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<string, string>> FindVersionOwnersAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        (await content.FindVersionItemsAsync(versionIds)).ToDictionary(item => item.ContentItemVersionId, item => item.ContentItemId, StringComparer.Ordinal);

    public async Task<IReadOnlySet<string>> FindDeletedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var ids = contentItemIds.ToArray();
        var rows = await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId.IsIn(ids)).ListAsync();
        return rows.GroupBy(row => row.ContentItemId, StringComparer.Ordinal).Where(group => group.All(row => !row.Latest && !row.Published))
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyDictionary<string, string>> FindPathOwnersAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (await session.QueryIndex<AutoroutePartIndex>(index => index.Path == path && (index.Published || index.Latest)).FirstOrDefaultAsync() is { } row)
            {
                owners[path] = row.ContentItemId;
            }
        }

        return owners;
    }

    public async Task<IReadOnlyDictionary<string, string>> FindSlugOwnersAsync(string contentType, IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken)
    {
        var items = await session.QueryIndex<ContentItemIndex>(index => index.ContentType == contentType && (index.Published || index.Latest)).ListAsync();
        var ids = items.Select(item => item.ContentItemId).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await session.QueryIndex<AutoroutePartIndex>(index => index.Published || index.Latest).ListAsync())
        {
            if (ids.Contains(row.ContentItemId) && row.Path is { Length: > 0 } path && ItemMeaning.SlugOf(path, "") is var slug && slugs?.Contains(slug) != false)
            {
                owners.TryAdd(slug, row.ContentItemId);
            }
        }

        return owners;
    }

    /// <summary>Orchard Core keeps them where its feature for translations is on; where it is not, there are none.</summary>
    public async Task<IReadOnlyList<ContentItem>> FindTranslationsAsync(IReadOnlyCollection<string> sets, CancellationToken cancellationToken)
    {
        var found = new List<ContentItem>();
        if (translations() is { } known)
        {
            foreach (var set in sets)
            {
                foreach (var item in await known.GetItemsForSetAsync(set))
                {
                    found.Add(await content.ToCoreAsync(item));
                }
            }
        }

        return found;
    }

    public async IAsyncEnumerable<StoredVersion> ListAsync(string? contentType, VersionSelector version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = version == VersionSelector.Published
            ? await session.QueryIndex<ContentItemIndex>(index => index.Published).ListAsync()
            : await session.QueryIndex<ContentItemIndex>(index => index.Latest).ListAsync();
        foreach (var chunk in rows.Where(row => contentType is null || row.ContentType == contentType).OrderBy(row => row.DocumentId).Select(row => row.ContentItemVersionId).Chunk(200))
        {
            foreach (var item in (await content.FindVersionItemsAsync(chunk)).OrderBy(item => item.Id))
            {
                yield return await content.StoredAsync(item);
            }
        }
    }

    /// <remarks>Only versions that are not live: what goes live goes through <see cref="SetPublishedVersionAsync"/>.</remarks>
    public async Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            await AddAsync(item, contentHash: null, origin, []);
        }
    }

    public Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken) =>
        AddAsync(item, contentHash, origin: null, authors);

    public async Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken)
    {
        foreach (var version in await content.FindVersionItemsAsync([.. authors.Keys]))
        {
            await SaveNoteAsync(version, note => note with { Authors = [.. note.Authors.Concat(authors[version.ContentItemVersionId]).Distinct()] });
        }
    }

    public Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(
        string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken) => DisclaimerUses.ReadAsync(this, disclaimerId, furtherItemIds, cancellationToken);

    public async Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, StoredVersion>(StringComparer.Ordinal);
        foreach (var item in await content.FindVersionItemsAsync(versionIds))
        {
            found[item.ContentItemVersionId] = await content.StoredAsync(item);
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await content.FindHeadsAsync(contentItemIds);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => content.ListVersionsAsync(contentItemIds);

    public async Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        foreach (var item in await content.FindVersionItemsAsync([.. hashes.Keys]))
        {
            await SaveNoteAsync(item, note => note with { ContentHash = hashes[item.ContentItemVersionId] });
        }
    }

    public async Task DeleteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if ((await content.FindItemsAsync([contentItemId], VersionSelector.Latest)).FirstOrDefault() is { } item)
        {
            await manager.RemoveAsync(item);
        }
    }

    public async Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken)
    {
        if (versionId is null)
        {
            await TakeDownAsync(contentItemId);
            return;
        }

        var item = (await content.FindVersionItemsAsync([versionId])).SingleOrDefault(version => version.ContentItemId == contentItemId)
            ?? throw new InvalidOperationException($"Item {contentItemId} has no version {versionId}.");
        var own = await texts.HashAsync(item);
        await SaveNoteAsync(item, note => note with { LiveHash = own });
        state.LetThrough(versionId, own);
        state.Allow(versionId);
        if (state.IsBeingPublished(versionId))
        {
            // The content manager is on it: it waits for the gate's word, then sets the flags itself. Until then this transaction sees them.
            foreach (var live in await content.FindItemsAsync([contentItemId], VersionSelector.Published))
            {
                live.Published = false;
                await session.SaveAsync(live);
            }

            item.Published = true;
            item.PublishedUtc = publishedUtc;
            await session.SaveAsync(item);
        }
        else if (!await manager.PublishAsync(item))
        {
            throw new PublicationRefusedException("Another part of the site refused the publication.");
        }
        else if (publishedUtc is not null)
        {
            item.PublishedUtc = publishedUtc;
            await session.SaveAsync(item);
        }
    }

    public async Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken)
    {
        foreach (var mark in marks)
        {
            await records.SaveAsync(RecordKinds.Imported, YesSqlReviewStore.TextKey(mark.VersionId, mark.ContentHash), mark, mark.VersionId);
        }
    }

    public async Task<IReadOnlyDictionary<string, ImportedMark>> FindImportedMarksAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        (await records.ListByGroupAsync<ImportedMark>(RecordKinds.Imported, versionIds)).ToDictionary(group => group.Key, group => group.MaxBy(mark => mark.ImportedUtc)!, StringComparer.Ordinal);

    public async Task KeepTextsAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken)
    {
        var known = await records.FindAsync<KeptText>(RecordKinds.Text, [.. texts.Keys]);
        foreach (var (hash, json) in texts.Where(text => !known.ContainsKey(text.Key)))
        {
            await records.SaveAsync(RecordKinds.Text, hash, new KeptText(json));
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> FindTextsAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) =>
        (await records.FindAsync<KeptText>(RecordKinds.Text, contentHashes)).ToDictionary(text => text.Key, text => text.Value.Json, StringComparer.Ordinal);

    public async Task<IReadOnlyList<string>> FindReferrersAsync(IReadOnlyCollection<string> contentItemIds, string? field, CancellationToken cancellationToken)
    {
        var ids = contentItemIds.ToArray();
        var rows = await session.QueryIndex<GutCmsReferenceIndex>(index => index.TargetId.IsIn(ids)).ListAsync();
        return [.. rows.Where(row => field is null || row.Field == field).Select(row => row.ContentItemId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<SeriesMember>> ListSeriesMembersAsync(string seriesId, CancellationToken cancellationToken)
    {
        var members = await FindReferrersAsync([seriesId], ItemMeaning.Reference(ItemMeaning.Article, ItemMeaning.SeriesField), cancellationToken);
        var items = new List<(OrchardItem Item, SeriesMember Member)>();
        foreach (var item in await content.FindItemsAsync(members, VersionSelector.Published))
        {
            var core = await content.ToCoreAsync(item);
            if (core.ContentType == ItemMeaning.Article && ItemMeaning.SeriesOf(core) == seriesId)
            {
                items.Add((item, new(core.ContentItemId, ItemMeaning.SlugOf(core), core.DisplayText ?? "", ItemMeaning.PositionOf(core))));
            }
        }

        return [.. items.OrderBy(entry => entry.Member.Position is null).ThenBy(entry => entry.Member.Position).ThenBy(entry => entry.Item.PublishedUtc)
            .ThenBy(entry => entry.Item.ContentItemId, StringComparer.Ordinal).Select(entry => entry.Member)];
    }

    /// <remarks>The documents of articles have the slug of their series on file as long as that is live.</remarks>
    public async Task<SeriesArticles> FindSeriesArticlesAsync(string seriesId, int most, CancellationToken cancellationToken)
    {
        if ((await content.FindItemsAsync([seriesId], VersionSelector.Published)).FirstOrDefault() is { } series)
        {
            return await new SeriesRows(session, ItemMeaning.SlugOf(await content.ToCoreAsync(series))).FindFirstAsync(most);
        }

        var members = await ListSeriesMembersAsync(seriesId, cancellationToken);
        return new(members.Count, [.. members.Take(most)]);
    }

    public async IAsyncEnumerable<string> ListPublishedIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = await session.QueryIndex<ContentItemIndex>(index => index.Published).ListAsync();
        foreach (var id in rows.Select(row => row.ContentItemId).Order(StringComparer.Ordinal))
        {
            yield return id;
        }
    }

    public Task<IReadOnlyDictionary<string, DeliveryStamp>> FindDeliveryStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        _delivery.FindStampsAsync(contentItemIds);

    /// <remarks>Whatever published it, Orchard Core's own ways included: an item that is delivered for the first time keeps when that was.</remarks>
    public async Task WriteDeliveryAsync(IReadOnlyList<DeliveryRecord> documents, CancellationToken cancellationToken)
    {
        var known = await records.FindAsync<FirstPublication>(RecordKinds.FirstPublication, [.. documents.Select(record => record.Document.ContentItemId)]);
        foreach (var record in documents.Where(record => !known.ContainsKey(record.Document.ContentItemId)))
        {
            await records.SaveAsync(RecordKinds.FirstPublication, record.Document.ContentItemId, new FirstPublication(record.PublishedUtc));
        }

        await _delivery.WriteAsync(documents);
    }

    public Task RemoveDeliveryAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) => _delivery.RemoveAsync(contentItemIds);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (end is not null)
        {
            await states.WriteAsync();
            await documents.CommitAsync();
        }
    }

    public ValueTask DisposeAsync() => end?.Invoke() ?? ValueTask.CompletedTask;

    /// <summary>Writes what is known of a version.</summary>
    public async Task SaveNoteAsync(OrchardItem item, Func<VersionNote, VersionNote> change)
    {
        var note = await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId) ?? new VersionNote(null, await texts.HashAsync(item), null, [], null) { Owner = item.Owner };
        await records.SaveAsync(RecordKinds.Version, item.ContentItemVersionId, change(note), item.ContentItemId);
    }

    private async Task AddAsync(ContentItem item, string? contentHash, string? origin, ImmutableArray<VersionAuthor> authors)
    {
        var version = Items.ToOrchard(item with { Published = false });
        state.Observed(version.ContentItemVersionId);
        var result = await manager.CreateContentItemVersionAsync(version);
        if (!result.Succeeded)
        {
            throw new ContentConflictException(string.Join(" ", result.Errors.Select(error => error.ErrorMessage)));
        }

        var note = new VersionNote(contentHash, await texts.HashAsync(item), origin, authors, null) { Owner = item.Owner };
        await SaveNoteAsync(version, _ => note);
    }

    private async Task TakeDownAsync(string contentItemId)
    {
        if (state.IsTakingDown(contentItemId))
        {
            // The content manager is on it and asks the gate; this transaction sees it done.
            foreach (var live in await content.FindItemsAsync([contentItemId], VersionSelector.Published))
            {
                live.Published = false;
                await session.SaveAsync(live);
            }
        }
        else if ((await content.FindItemsAsync([contentItemId], VersionSelector.Latest)).FirstOrDefault() is { } latest)
        {
            state.AllowTakingDown(contentItemId);
            if (!await manager.UnpublishAsync(latest))
            {
                throw new PublicationRefusedException("Another part of the site refused to take the item down.");
            }
        }
    }
}
