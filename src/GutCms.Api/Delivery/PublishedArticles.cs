using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>A published article, or an item of another type, as feeds name it.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Excerpt">Teaser, null when none.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Series">Title of its series; null when it is in none.</param>
/// <param name="PublishedUtc">UTC, as in JSON.</param>
/// <param name="BytesUtc">When its bytes were written, UTC, as in JSON: what watchers go by.</param>
internal sealed record PublishedArticle(string Id, string Slug, string Url, string Title, string? Excerpt, string Language, string? Series, string PublishedUtc, string BytesUtc)
{
    /// <summary>Content type; of an article it is not said.</summary>
    public string? Type { get; init; }

    /// <summary>Key of its document.</summary>
    public string KeyOf(DeliveryKind kind) => kind == DeliveryKind.Item ? DeliveredTypes.KeyOf(Type!, Slug) : Slug;
}

/// <summary>Where something is published.</summary>
/// <param name="Path">Path of its page.</param>
/// <param name="BytesUtc">When its bytes were written, UTC, as in JSON; null: that cannot be told.</param>
internal sealed record PublishedAddress(string Path, string? BytesUtc)
{
    /// <summary>Language tag of the text; null: that is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The same with whole addresses.</summary>
    /// <param name="site">Address of the site.</param>
    public PublishedAddress Below(string site) => this with { Path = site + Path, Translations = [.. Translations.Select(each => each with { Path = site + each.Path })] };

    /// <summary>The languages that it is in, its own among them; empty while there is no other.</summary>
    public IReadOnlyList<PublishedTranslation> Translations { get; init; } = [];
}

/// <summary>Where a text is published in a language.</summary>
/// <param name="Language">Language tag.</param>
/// <param name="Path">Path of its page.</param>
/// <param name="IsDefault">It is in the language of the site.</param>
internal sealed record PublishedTranslation(string Language, string Path, bool IsDefault);

/// <summary>Reads what is published, from the summaries that were written at publication.</summary>
/// <param name="reader">Delivered documents.</param>
/// <param name="types">Which types readers get.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Options.</param>
/// <param name="lists">Lists of items of any type; null: the host has no pages of types that a site added.</param>
internal sealed class PublishedArticles(IDeliveryReader reader, ReadDeliveredTypes types, TimeProvider time, IOptionsMonitor<DeliveryHttpOptions> options, IItemLists? lists = null) : IDisposable
{
    private const int PageSize = 100;

    private static readonly ItemPeriod Always = new(null, null);

    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<PublishedAddress> _all = [];
    private DateTimeOffset _readAgain = DateTimeOffset.MinValue;
    private long? _revision;

    /// <summary>The newest ones, at most 100.</summary>
    /// <param name="series">Slug of a series; null: all.</param>
    /// <param name="language">Language tag, lower case; null: any.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<PublishedArticle>> NewestAsync(string? series, string? language, int count, CancellationToken cancellationToken) =>
        [.. (await ArticlesAsync(series, language, null, count, cancellationToken)).Rows.Select(row => Read(row, Article))];

    /// <summary>The newest items of a type that the site added, at most 100.</summary>
    /// <param name="contentType">The type.</param>
    /// <param name="language">Language tag, lower case; null: any.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<PublishedArticle>> NewestItemsAsync(string contentType, string? language, int count, CancellationToken cancellationToken) =>
        [.. (await ItemsAsync(contentType, language, null, count, cancellationToken)).Rows.Select(row => Read(row, Article))];

    /// <summary>Path, title and description of each series, by title.</summary>
    public async Task<IReadOnlyList<(string Url, string Title, string? About)>> SeriesAsync(CancellationToken cancellationToken) =>
        await AllAsync(SeriesPageAsync, json => (json.GetProperty("url").GetString()!, json.GetProperty("title").GetString()!, (string?)null), cancellationToken);

    /// <summary>
    /// Addresses of all series, articles and items of types that the site added, the newest first. A large site has hundreds of pages of them, so what was read serves everybody until something is published or taken down (where that
    /// cannot be told, for as long as caches may keep answers anyway), and one request at a time reads it anew.
    /// </summary>
    public async Task<IReadOnlyList<PublishedAddress>> AddressesAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Taken before reading: what is published meanwhile makes it old at once.
            var revision = reader.Revision;
            if (revision is null ? time.GetUtcNow() >= _readAgain : revision != _revision)
            {
                _all =
                [
                    .. await AllAsync(SeriesPageAsync, Address, cancellationToken),
                    .. await AllAsync((after, first, token) => ArticlesAsync(null, null, after, first, token), Address, cancellationToken),
                    .. await ItemAddressesAsync(cancellationToken),
                ];
                _revision = revision;
                _readAgain = time.GetUtcNow().AddSeconds(options.CurrentValue.MaxAgeSeconds);
            }

            return _all;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static async Task<List<T>> AllAsync<T>(Func<string?, int, CancellationToken, Task<DeliveryPage>> list, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        List<T> all = [];
        string? after = null;
        do
        {
            var page = await list(after, PageSize, cancellationToken);
            all.AddRange(page.Rows.Select(row => Read(row, read)));
            after = page is { HasMore: true, Rows.Count: > 0 } ? page.Rows[^1].Cursor : null;
        }
        while (after is not null);

        return all;
    }

    private Task<DeliveryPage> SeriesPageAsync(string? after, int first, CancellationToken cancellationToken) => reader.ListSeriesAsync(new(after, first), cancellationToken);

    private Task<DeliveryPage> ArticlesAsync(string? series, string? language, string? after, int first, CancellationToken cancellationToken) =>
        reader.ListArticlesAsync(new ArticleQuery(series, null, ArticleSort.PublishedDescending, after, first) { Language = language }, cancellationToken);

    private Task<DeliveryPage> ItemsAsync(string contentType, string? language, string? after, int first, CancellationToken cancellationToken) => lists!.ListAsync(
        new(contentType, language is null ? [] : [new(IndexedFields.Language, language)], Always, Always, [new(ItemSortKey.Published, Descending: true)], after, first), cancellationToken);

    private async Task<IReadOnlyList<PublishedAddress>> ItemAddressesAsync(CancellationToken cancellationToken)
    {
        List<PublishedAddress> all = [];
        foreach (var type in lists is null ? [] : (await types.ExecuteAsync(cancellationToken)).Where(type => type.Kind == DeliveryKind.Item))
        {
            all.AddRange(await AllAsync((after, first, token) => ItemsAsync(type.Name, null, after, first, token), Address, cancellationToken));
        }

        return all;
    }

    private static T Read<T>(DeliveryRow row, Func<JsonElement, T> read)
    {
        using var summary = JsonDocument.Parse(row.Summary);
        return read(summary.RootElement);
    }

    private static PublishedAddress Address(JsonElement json) => new(json.GetProperty("url").GetString()!, json.GetProperty("bytesUtc").GetString()!)
    {
        Language = json.GetProperty("language").GetString(),
        Translations = json.TryGetProperty("translations"u8, out var translations)
            ? [.. translations.EnumerateArray().Select(each => new PublishedTranslation(each.GetProperty("language").GetString()!, each.GetProperty("url").GetString()!, each.GetProperty("default").GetBoolean()))]
            : [],
    };

    private static PublishedArticle Article(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("slug").GetString()!,
        json.GetProperty("url").GetString()!,
        json.GetProperty("title").GetString()!,
        json.TryGetProperty("excerpt"u8, out var excerpt) ? excerpt.GetString() : null,
        json.GetProperty("language").GetString()!,
        json.TryGetProperty("series"u8, out var series) && series.ValueKind == JsonValueKind.Object ? series.GetProperty("title").GetString() : null,
        json.GetProperty("publishedUtc").GetString()!,
        json.GetProperty("bytesUtc").GetString()!)
    {
        Type = json.TryGetProperty("type"u8, out var type) ? type.GetString() : null,
    };
}
