using System.Text.Json;
using GutCms.Core.Delivery;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>A published article as feeds name it.</summary>
/// <param name="Id">ContentItemId.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Excerpt">Teaser, null when none.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Series">Title of its series; null when it is in none.</param>
/// <param name="PublishedUtc">UTC, as in JSON.</param>
/// <param name="BytesUtc">When its bytes were written, UTC, as in JSON: what watchers go by.</param>
internal sealed record PublishedArticle(string Id, string Slug, string Url, string Title, string? Excerpt, string Language, string? Series, string PublishedUtc, string BytesUtc);

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
internal sealed class PublishedArticles(IDeliveryReader reader, TimeProvider time, IOptionsMonitor<DeliveryHttpOptions> options) : IDisposable
{
    private const int PageSize = 100;

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

    /// <summary>Path, title and description of each series, by title.</summary>
    public async Task<IReadOnlyList<(string Url, string Title, string? About)>> SeriesAsync(CancellationToken cancellationToken) =>
        await AllAsync(reader.ListSeriesAsync, json => (json.GetProperty("url").GetString()!, json.GetProperty("title").GetString()!, (string?)null), cancellationToken);

    /// <summary>
    /// Addresses of all series and articles, newest articles first. A large site has hundreds of pages of them, so what was read serves everybody until something is published or taken down (where that
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
                    .. await AllAsync(reader.ListSeriesAsync, Address, cancellationToken),
                    .. await AllAsync((after, first, token) => ArticlesAsync(null, null, after, first, token), Address, cancellationToken),
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

    private Task<DeliveryPage> ArticlesAsync(string? series, string? language, string? after, int first, CancellationToken cancellationToken) =>
        reader.ListArticlesAsync(new ArticleQuery(series, null, ArticleSort.PublishedDescending, after, first) { Language = language }, cancellationToken);

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
        json.GetProperty("excerpt").GetString(),
        json.GetProperty("language").GetString()!,
        json.GetProperty("series") is { ValueKind: JsonValueKind.Object } series ? series.GetProperty("title").GetString() : null,
        json.GetProperty("publishedUtc").GetString()!,
        json.GetProperty("bytesUtc").GetString()!);
}
