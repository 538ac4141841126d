using System.Text.Json;
using GutCms.Core.Delivery;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>A published article as feed and sitemap name it.</summary>
/// <param name="Url">Path of its page.</param>
/// <param name="Title">Title.</param>
/// <param name="Excerpt">Teaser, null when none.</param>
/// <param name="PublishedUtc">UTC, as in JSON.</param>
/// <param name="BytesUtc">When its bytes were written, UTC, as in JSON: what watchers go by.</param>
internal sealed record PublishedArticle(string Url, string Title, string? Excerpt, string PublishedUtc, string BytesUtc);

/// <summary>Reads the published articles, newest first, from the summaries that were written at publication.</summary>
internal sealed class PublishedArticles(IDeliveryReader reader, TimeProvider time, IOptionsMonitor<DeliveryHttpOptions> options) : IDisposable
{
    private const int PageSize = 100;

    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<PublishedArticle> _all = [];
    private DateTimeOffset _readAgain = DateTimeOffset.MinValue;
    private long? _revision;

    /// <summary>The newest ones, at most 100.</summary>
    public async Task<IReadOnlyList<PublishedArticle>> NewestAsync(int count, CancellationToken cancellationToken) =>
        [.. (await PageAsync(null, count, cancellationToken)).Rows.Select(Read)];

    /// <summary>
    /// All, up to a number. A large site has hundreds of pages of them, so what was read serves everybody until something is published or taken down (where that
    /// cannot be told, for as long as caches may keep answers anyway), and one request at a time reads it anew.
    /// </summary>
    public async Task<IReadOnlyList<PublishedArticle>> AllAsync(int most, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Taken before reading: what is published meanwhile makes it old at once.
            var revision = reader.Revision;
            if (revision is null ? time.GetUtcNow() >= _readAgain : revision != _revision)
            {
                _all = await ReadAllAsync(most, cancellationToken);
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

    private async Task<List<PublishedArticle>> ReadAllAsync(int most, CancellationToken cancellationToken)
    {
        var all = new List<PublishedArticle>();
        string? after = null;
        do
        {
            var page = await PageAsync(after, PageSize, cancellationToken);
            all.AddRange(page.Rows.Select(Read));
            after = page is { HasMore: true, Rows.Count: > 0 } ? page.Rows[^1].Cursor : null;
        }
        while (after is not null && all.Count < most);

        return all;
    }

    private Task<DeliveryPage> PageAsync(string? after, int first, CancellationToken cancellationToken) =>
        reader.ListArticlesAsync(new ArticleQuery(null, null, ArticleSort.PublishedDescending, after, first), cancellationToken);

    private static PublishedArticle Read(DeliveryRow row)
    {
        using var summary = JsonDocument.Parse(row.Summary);
        var json = summary.RootElement;
        return new PublishedArticle(
            json.GetProperty("url").GetString()!,
            json.GetProperty("title").GetString()!,
            json.GetProperty("excerpt").GetString(),
            json.GetProperty("publishedUtc").GetString()!,
            json.GetProperty("bytesUtc").GetString()!);
    }
}
