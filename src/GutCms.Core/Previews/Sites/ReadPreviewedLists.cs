using System.Text.Json;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>Reads lists, and several documents at once, as a preview shows them. Its first use is on record, and every refused one.</summary>
/// <param name="ports">Ports.</param>
/// <param name="reviews">How texts were reviewed.</param>
/// <param name="reader">What is live.</param>
/// <param name="lists">Null: the host lists nothing but what is live.</param>
public sealed class ReadPreviewedLists(ReviewPorts ports, IDeliveredReviews reviews, IDeliveryReader reader, IPreviewedLists? lists = null)
{
    /// <summary>A page of a list.</summary>
    /// <param name="Preview">By which preview.</param>
    /// <param name="Page">It.</param>
    public sealed record Result(SitePreview Preview, DeliveryPage Page);

    /// <summary>Several documents.</summary>
    /// <param name="Preview">By which preview.</param>
    /// <param name="Documents">In the order of the ids; what the preview does not show is left out.</param>
    public sealed record DocumentsResult(SitePreview Preview, IReadOnlyList<PreviewedDocument> Documents);

    /// <summary>Whether the host can list previews.</summary>
    public bool CanList => lists is not null;

    /// <summary>A page of articles.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more.</returns>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public Task<Outcome<Result>> ArticlesAsync(string token, ArticleQuery query, CancellationToken cancellationToken) =>
        ReadAsync(token, (kind, _) => kind == DeliveryKind.Article, query.SeriesSlug, (known, instead) => known.ListArticlesAsync(query, instead, cancellationToken), cancellationToken);

    /// <summary>A page of series.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more.</returns>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public Task<Outcome<Result>> SeriesAsync(string token, SeriesQuery query, CancellationToken cancellationToken) =>
        ReadAsync(token, (kind, _) => kind == DeliveryKind.Series, null, (known, instead) => known.ListSeriesAsync(query, instead, cancellationToken), cancellationToken);

    /// <summary>A page of the items of a type.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more.</returns>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public Task<Outcome<Result>> ItemsAsync(string token, ItemListQuery query, CancellationToken cancellationToken) =>
        ReadAsync(
            token, (_, type) => type == query.ContentType, query.Filters.FirstOrDefault(filter => filter.Name == IndexedFields.Series)?.Value,
            (known, instead) => known.ListAsync(query, instead, cancellationToken), cancellationToken);

    /// <summary>The documents of items, of whatever kind.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more.</returns>
    public async Task<Outcome<DocumentsResult>> DocumentsAsync(string token, IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        var outcome = await OpenedPreview.ReadAsync(ports, reviews, token, async opened =>
        {
            var batch = await opened.Loader.LoadAsync([.. contentItemIds.Distinct(StringComparer.Ordinal)], cancellationToken);
            var found = batch.Documents.Select(DeliveryRefresh.Draft).ToDictionary(draft => draft.Text.Item.ContentItemId, StringComparer.Ordinal);
            return new DocumentsResult(opened.Preview, [.. contentItemIds.Distinct(StringComparer.Ordinal).Where(found.ContainsKey).Select(id => new PreviewedDocument(found[id].Kind, id, found[id].Identity))]);
        }, cancellationToken);
        return await NotedAsync(outcome, result => result.Preview, cancellationToken);
    }

    private async Task<Outcome<Result>> ReadAsync(
        string token, Func<DeliveryKind, string, bool> isListed, string? seriesSlug, Func<IPreviewedLists, ListedInstead, Task<DeliveryPage>> list, CancellationToken cancellationToken)
    {
        // What takes a connection of its own comes before a unit of work is opened or after it is closed: nobody waits for a second one while holding one.
        var live = seriesSlug is not null && PreviewLink.IsToken(token) ? (await reader.FindAsync(DeliveryKind.Series, seriesSlug, cancellationToken))?.ContentItemId : null;
        var instead = await OpenedPreview.ReadAsync(ports, reviews, token, opened => InsteadAsync(opened, isListed, seriesSlug, live, cancellationToken), cancellationToken);
        if (!instead.Succeeded)
        {
            return instead.Refusal;
        }

        var page = await list(lists ?? throw new InvalidOperationException("This host lists nothing but what is live."), instead.Value);
        var outcome = await OpenedPreview.ReadAsync(ports, reviews, token, async opened => new Result(opened.Preview, await AsShownAsync(opened, page, cancellationToken)), cancellationToken);
        return await NotedAsync(outcome, result => result.Preview, cancellationToken);
    }

    private async Task<Outcome<T>> NotedAsync<T>(Outcome<T> outcome, Func<T, SitePreview> preview, CancellationToken cancellationToken)
        where T : class
    {
        if (outcome.Succeeded)
        {
            await OpenedPreview.NoteAsync(ports, preview(outcome.Value), cancellationToken);
        }

        return outcome;
    }

    private static async Task<ListedInstead> InsteadAsync(OpenedPreview opened, Func<DeliveryKind, string, bool> isListed, string? seriesSlug, string? live, CancellationToken cancellationToken)
    {
        var listed = opened.Instead.Values.OfType<StoredVersion>()
            .Where(version => DeliveredTypes.KindOf(version.Item, opened.Definitions) is { } kind && isListed(kind, version.Item.ContentType)).Select(version => version.Item.ContentItemId).ToList();
        var documents = listed.Count == 0 ? [] : (await opened.Loader.LoadAsync(listed, cancellationToken)).Documents;
        return new(opened.Instead.Keys.ToHashSet(StringComparer.Ordinal), [.. documents.Select(source => Listed(source, opened.ShownUtc))], seriesSlug is null ? null : opened.FindItem(DeliveryKind.Series, ItemMeaning.AddressKey(seriesSlug), live));
    }

    private static ListedDocument Listed(DocumentSource source, DateTime shownUtc)
    {
        var draft = DeliveryRefresh.Draft(source);
        return new(
            draft.Kind, source.Item.ContentItemId, source.Item.ContentType, draft.Title, draft.Summary(shownUtc), draft.SeriesId, draft.SeriesPosition,
            DeliveredItem.PublishedUtcOf(source.Text.Version), DeliveredItem.ModifiedUtcOf(source.Item), draft.Values);
    }

    /// <summary>The page with what the preview changes in what is live: the title and address of a series, what a link leads to.</summary>
    private static async Task<DeliveryPage> AsShownAsync(OpenedPreview opened, DeliveryPage page, CancellationToken cancellationToken)
    {
        var ids = page.Rows.Select(IdOf).ToList();
        var live = opened.Instead.Count == 0 ? [] : ids.Where(id => !opened.Instead.ContainsKey(id)).ToList();
        if (live.Count == 0)
        {
            return page;
        }

        var shown = (await opened.Loader.LoadAsync(live, cancellationToken)).Documents
            .ToDictionary(source => source.Item.ContentItemId, source => DeliveryRefresh.Draft(source).Summary(source.Stamp?.LastModifiedUtc ?? opened.ShownUtc), StringComparer.Ordinal);
        return page with { Rows = [.. page.Rows.Select((row, index) => shown.TryGetValue(ids[index], out var summary) ? row with { Summary = summary } : row)] };
    }

    private static string IdOf(DeliveryRow row)
    {
        using var summary = JsonDocument.Parse(row.Summary);
        return summary.RootElement.GetProperty("id"u8).GetString()!;
    }
}

/// <summary>A document as a preview shows it.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="Identity">The JSON, UTF-8.</param>
public sealed record PreviewedDocument(DeliveryKind Kind, string ContentItemId, byte[] Identity)
{
    /// <summary>Opaque tag of the JSON, as a delivered document has one.</summary>
    public string ETag => DeliveryBytes.ETag(Identity);
}
