using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Reads delivery documents from the cache, else from the database. One that is not whole is not handed out.</summary>
internal sealed class DeliveryReader(Database database, DeliveryCache cache, IDeliveryFreshness freshness, IDocumentHold? hold = null, StaleDocuments? stale = null) : IDeliveryReader, IAsyncDisposable
{
    private readonly DocumentLookup _lookup = new(database);
    private readonly DocumentList _list = new(database, cache, freshness, new(database, hold));
    private readonly DocumentSearch _search = new(database, cache, freshness, new(database, hold));
    private readonly HeldRows _held = new(database, hold);

    /// <inheritdoc />
    public long? Revision => freshness.CanUseCache() ? cache.Epoch : null;

    /// <inheritdoc />
    public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var lower = Lower(key);
        return freshness.CanUseCache() && cache.TryGet(kind, lower, out var document)
            ? new ValueTask<DeliveredDocument?>(Passed(document))
            : new ValueTask<DeliveredDocument?>(LoadAsync(kind, lower, cancellationToken));
    }

    /// <inheritdoc />
    public DeliveredDocument? FindInMemory(DeliveryKind kind, string key) =>
        freshness.CanUseCache() && cache.TryGet(kind, Lower(key), out var document) && hold?.IsHeldBack(document.ContentItemId) != true ? document : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        CheckPageSize(contentItemIds.Count);
        var found = (await _lookup.ReadAsync(contentItemIds, cancellationToken))
            .Where(document => hold?.IsHeldBack(document.ContentItemId) != true && hold?.FindDamage(document) is null)
            .ToDictionary(document => document.ContentItemId, StringComparer.Ordinal);
        return [.. contentItemIds.Distinct(StringComparer.Ordinal).Select(found.GetValueOrDefault).OfType<DeliveredDocument>()];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        CheckPageSize(contentItemIds.Count);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var places = await SeriesRows.FindPlacesAsync(database, session, contentItemIds, _held, cancellationToken);
        return hold is null ? places : places.Where(place => !hold.IsHeldBack(place.Key)).ToDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        CheckPageSize(query.First);
        return query.Search is not { } words
            ? _list.ReadAsync(query, DeliveryKind.Article, query.SeriesSlug?.ToLowerInvariant(), query.Language, query.Ids, ListOrder.By(query.Sort), null, cancellationToken)
            : _search.ReadAsync(
                new(words, DeliveryKind.Article, DeliveredTypes.TypeKey(ItemMeaning.Article), query.SeriesSlug?.ToLowerInvariant(), query.Sort, query.First, query.Asked(), LanguageRows.Of(query.Language)), cancellationToken);
    }

    /// <inheritdoc />
    public Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        CheckPageSize(query.First);
        return _list.ReadAsync(query, DeliveryKind.Series, null, query.Language, null, ListOrder.By(ArticleSort.Title), null, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _lookup.DisposeAsync();

    private DeliveredDocument Passed(DeliveredDocument document) => hold?.IsHeldBack(document.ContentItemId) == true
        ? throw new DocumentNotWholeException($"What is stored of item {document.ContentItemId} is not what was approved, so it is not served.")
        : document;

    private static void CheckPageSize(int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, 100);
    }

    private static string Lower(string key) => IsLowerCase(key) ? key : ItemMeaning.AddressKey(key);

    private static bool IsLowerCase(string key)
    {
        foreach (var character in key)
        {
            if (character is >= 'A' and <= 'Z' or > '\u007f')
            {
                return false;
            }
        }

        return true;
    }

    private async Task<DeliveredDocument?> LoadAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var epoch = cache.Epoch;
        DeliveredDocument? document;
        try
        {
            document = await (stale?.ReadAsync(kind, key, () => _lookup.ReadAsync(kind, key, cancellationToken)) ?? _lookup.ReadAsync(kind, key, cancellationToken));
        }
        catch (Exception fault) when (stale?.Find(kind, key, fault) is { } kept)
        {
            return Passed(kept);
        }

        if (document is null)
        {
            return null;
        }

        if (hold?.FindDamage(document) is { } damage)
        {
            throw new DocumentNotWholeException($"{damage} Item {document.ContentItemId} is not served.");
        }

        if (freshness.CanUseCache())
        {
            cache.Add(document, epoch);
        }

        return Passed(document);
    }
}
