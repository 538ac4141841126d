using System.Collections.Concurrent;
using System.Text.Json;
using GraphQL.DataLoader;
using GutCms.Api.Delivery;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Previews;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Querying;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>Reads the items of one request. What is live is what delivery has on file; what is not live is read for an actor who may see drafts, and for nobody else.</summary>
/// <param name="types">Types that the schema has, in lower case.</param>
/// <param name="reader">Delivered documents.</param>
/// <param name="languages">Finds a text in other languages.</param>
/// <param name="queries">Lists.</param>
/// <param name="drafts">Makes documents of what is not live.</param>
/// <param name="actor">Who may see drafts; null: nobody was asked for, and none are read.</param>
/// <param name="defaultSize">Items of a page where nobody says how many.</param>
/// <param name="allowance">What the request may still cost.</param>
internal sealed class ItemReader(IReadOnlySet<string> types, IDeliveryReader reader, LanguageFallBacks languages, ItemQueries queries, ReadDraftDocuments drafts, Actor? actor, int defaultSize, Allowance allowance)
{
    private readonly ConcurrentDictionary<string, ItemNode> _nodes = new(StringComparer.Ordinal);
    private Batch<ItemNode>? _documents;
    private Batch<JsonElement>? _places;

    /// <summary>Items of a page where nobody says how many.</summary>
    public int DefaultSize => defaultSize;

    /// <summary>What the request may still cost.</summary>
    public Allowance Allowance => allowance;

    /// <summary>Items that others name.</summary>
    public IDataLoaderResult<IReadOnlyList<ItemNode>> Load(IReadOnlyList<string> ids) => LazyInitializer.EnsureInitialized(ref _documents, () => new(ReadAsync)).Load(ids);

    /// <summary>An item in a language, or in one that stands in for it; null: nothing is published of it, or it is in none of them.</summary>
    public async Task<ItemNode?> FindInLanguageAsync(string id, string language, CancellationToken cancellationToken) =>
        await reader.FindAllAsync([id], cancellationToken) is [var document, ..] && await languages.FindAsync(document, language, cancellationToken) is { } answer && IsInSchema(answer.Document)
            ? Node(answer.Document)
            : null;

    /// <summary>Where an article stands in its series, as delivery tells it.</summary>
    public IDataLoaderResult LoadPlace(string contentItemId) => new FirstOf<JsonElement>(LazyInitializer.EnsureInitialized(ref _places, () => new(ReadPlacesAsync)).Load([contentItemId]));

    /// <summary>A page of items.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="withCursors">The items get cursors, which those out of memory have not.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(IReadOnlyList<Edge> Edges, bool HasMore)> ListAsync(ItemQuery query, bool withCursors, CancellationToken cancellationToken)
    {
        if (query.Status != ItemStatus.Published)
        {
            return await ListVersionsAsync(Narrowed(query), cancellationToken);
        }

        // What is kept while the database is away is not told as if it were new: the list says that it is away.
        if (!withCursors && query is { Skip: 0, Kind: not DeliveryKind.Disclaimer, Language: null } && OnePathOf(query.Where) is { } path && await FindByPathAsync(query, path, cancellationToken) is var found && found?.KnownUtc is null)
        {
            return (found is not null && Node(found) is var node && IsAt(node, path) ? [new Edge("", node)] : [], false);
        }

        var page = await queries.ListDocumentsAsync(query, cancellationToken);
        return ([.. page.Rows.Select(row => new Edge(row.Cursor, Node(row.Row)))], page.HasMore);
    }

    /// <summary>Number of items over all pages.</summary>
    public Task<int> CountAsync(ItemQuery query, CancellationToken cancellationToken) => queries.CountAsync(query.Status == ItemStatus.Published ? query : Narrowed(query), cancellationToken);

    /// <summary>One path that is asked for and nothing else; null: something else is.</summary>
    private static string? OnePathOf(ItemCondition? where) => where switch
    {
        ItemCondition.Both { Parts: [var only] } => OnePathOf(only),
        ItemCondition.Among { Column: ItemColumn.Path, Values: [var path] } => path,
        _ => null,
    };

    /// <summary>A document by its path: from memory, where it is there, as a request to its own address is answered.</summary>
    private async ValueTask<DeliveredDocument?> FindByPathAsync(ItemQuery query, string path, CancellationToken cancellationToken)
    {
        try
        {
            var slug = ItemMeaning.PathKey(path).Split('/')[^1];
            return await reader.FindAsync(query.Kind, query.Kind == DeliveryKind.Item ? DeliveredTypes.KeyOf(query.ContentType, slug) : slug, cancellationToken);
        }
        catch (DocumentNotWholeException)
        {
            // As in lists: what is held back is not there.
            return null;
        }
    }

    private static bool IsAt(ItemNode node, string path) => DocumentJson.Path(node.Json) is { } own && ItemMeaning.PathKey(own) == ItemMeaning.PathKey(path);

    /// <summary>Only what the actor may see: all of the type, or what is their own.</summary>
    private ItemQuery Narrowed(ItemQuery query) => query with { OwnerId = DraftRights.Of(actor ?? Actor.Anonymous, query.ContentType) == DraftRight.All ? null : actor?.UserId ?? "" };

    private async Task<(IReadOnlyList<Edge> Edges, bool HasMore)> ListVersionsAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        if (actor is null || DraftRights.Of(actor, query.ContentType) == DraftRight.None)
        {
            return ([], false);
        }

        var page = await queries.ListVersionsAsync(query, cancellationToken);
        var listed = page.Rows.Select(row => row.Row).ToList();
        var live = (await Load([.. listed.Where(row => row.IsLive).Select(row => row.ContentItemId)]).GetResultAsync(cancellationToken))!
            .ToDictionary(node => DocumentJson.Text(node.Json, "id")!, StringComparer.Ordinal);
        var made = await drafts.ExecuteAsync(actor, [.. listed.Where(row => !row.IsLive).Select(row => row.VersionId)], cancellationToken);
        return ([.. page.Rows.Select(row => Of(row.Row) is { } node ? new Edge(row.Cursor, node) : null).OfType<Edge>()], page.HasMore);

        ItemNode? Of(ListedVersion row) =>
            row.IsLive ? live.GetValueOrDefault(row.ContentItemId)
            : made.TryGetValue(row.VersionId, out var json) ? new(query.Kind, Parse(json), IsLive: false, row.State)
            : null;
    }

    /// <summary>The items of some ids, of which the request may have read one or another already.</summary>
    private async Task<IEnumerable<KeyValuePair<string, ItemNode>>> ReadAsync(string[] ids, CancellationToken cancellationToken)
    {
        var nodes = ids.Select(id => (Id: id, Node: _nodes.GetValueOrDefault(id))).ToList();
        string[] missing = [.. nodes.Where(pair => pair.Node is null).Select(pair => pair.Id)];
        var documents = missing.Length == 0 ? [] : await reader.FindAllAsync(missing, cancellationToken);
        return
        [
            .. nodes.Where(pair => pair.Node is not null).Select(pair => KeyValuePair.Create(pair.Id, pair.Node!)),
            .. documents.Where(IsInSchema).Select(document => KeyValuePair.Create(document.ContentItemId, Node(document))),
        ];
    }

    private async Task<IEnumerable<KeyValuePair<string, JsonElement>>> ReadPlacesAsync(string[] ids, CancellationToken cancellationToken) =>
        (await reader.FindPlacesAsync(ids, cancellationToken)).Select(place => KeyValuePair.Create(place.Key, Parse(place.Value.ToJson())));

    private bool IsInSchema(DeliveredDocument document) => types.Contains(DeliveredTypes.TypeKeyOf(document.Kind, document.Key));

    private ItemNode Node(DeliveredDocument document) => _nodes.GetOrAdd(document.ContentItemId, static (_, found) => new(found.Kind, Parse(found.Identity), IsLive: true, State: null), document);

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;
}
