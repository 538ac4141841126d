using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;

namespace GutCms.Client;

/// <summary>Reads one site.</summary>
/// <param name="http">Sends requests; its <see cref="HttpClient.BaseAddress"/> is the address of the site, whose word counts.</param>
/// <param name="time">The time, for status lists and dates of next review.</param>
public sealed class GutCmsClient(HttpClient http, TimeProvider time)
{
    // A member is what a certificate vouches for only if there is one of its name, and if its name is written as the site writes it.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false, AllowDuplicateProperties = false, AllowOutOfOrderMetadataProperties = true };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly string _site = (http.BaseAddress ?? throw new ArgumentException("It has no base address.", nameof(http))).AbsoluteUri.TrimEnd('/');

    /// <summary>Reads one site.</summary>
    /// <param name="http">Sends requests; its <see cref="HttpClient.BaseAddress"/> is the address of the site, whose word counts.</param>
    public GutCmsClient(HttpClient http)
        : this(http, TimeProvider.System)
    {
    }

    /// <summary>An article. An address that has changed is followed if the client follows redirects: compare its slug.</summary>
    /// <param name="slug">Last segment of its address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">There is none, or it was withdrawn.</exception>
    /// <exception cref="JsonException">The answer is no such document: a member is missing, or is there twice.</exception>
    public Task<Delivered<Article>> GetArticleAsync(string slug, CancellationToken cancellationToken = default) =>
        ReadDocumentAsync<Article>("/api/delivery/articles/" + Uri.EscapeDataString(slug), cancellationToken);

    /// <summary>An article in a language, or in one that stands in for it: compare the language of its content.</summary>
    /// <param name="slug">Last segment of its address in any language.</param>
    /// <param name="language">Language tag.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">There is none, in none of these languages, or it was withdrawn.</exception>
    /// <exception cref="JsonException">The answer is no such document: a member is missing, or is there twice.</exception>
    public Task<Delivered<Article>> GetArticleAsync(string slug, string language, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        return ReadDocumentAsync<Article>($"/api/delivery/articles/{Uri.EscapeDataString(slug)}?lang={Uri.EscapeDataString(language)}", cancellationToken);
    }

    /// <summary>Which article of its series it is, of how many, and the two beside it, as it is now.</summary>
    /// <param name="slug">Last segment of the address of the article.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">There is no such article, or it is in no series: <see cref="Article.Series"/> says so.</exception>
    public Task<SeriesPlace> GetPlaceAsync(string slug, CancellationToken cancellationToken = default) =>
        ReadAsync<SeriesPlace>($"/api/delivery/articles/{Uri.EscapeDataString(slug)}/place", [], cancellationToken);

    /// <summary>A page of articles.</summary>
    /// <param name="query">Which, in which order; null: all, the last published first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Page<ArticleSummary>> ListArticlesAsync(ArticleQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return ReadAsync<Page<ArticleSummary>>(
            "/api/delivery/articles",
            [("q", query.Words), ("series", query.Series), ("sort", query.Sort), ("lang", query.Language), ("ids", query.Ids is null ? null : string.Join(',', query.Ids)), ("after", query.After), ("first", Number(query.First))],
            cancellationToken);
    }

    /// <summary>All articles, page after page.</summary>
    /// <param name="query">Which, in which order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<ArticleSummary> AllArticlesAsync(ArticleQuery? query = null, CancellationToken cancellationToken = default) =>
        AllAsync(after => ListArticlesAsync((query ?? new()) with { After = after, First = query?.First ?? MostOnPage }, cancellationToken), cancellationToken);

    /// <summary>Articles in which all the words occur.</summary>
    /// <param name="words">2 to 200 characters.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Page<ArticleSummary>> SearchAsync(string words, CancellationToken cancellationToken = default) => ListArticlesAsync(new() { Words = words }, cancellationToken);

    /// <summary>A series.</summary>
    /// <param name="slug">Last segment of its address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">There is none, or it was withdrawn.</exception>
    /// <exception cref="JsonException">The answer is no such document: a member is missing, or is there twice.</exception>
    public Task<Delivered<Series>> GetSeriesAsync(string slug, CancellationToken cancellationToken = default) =>
        ReadDocumentAsync<Series>("/api/delivery/series/" + Uri.EscapeDataString(slug), cancellationToken);

    /// <summary>A page of series, by title.</summary>
    /// <param name="after">Cursor of the page before; null: from the start.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    /// <param name="language">Language tag: only series in exactly this language; null: in any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Page<SeriesSummary>> ListSeriesAsync(string? after = null, int? first = null, string? language = null, CancellationToken cancellationToken = default) =>
        ReadAsync<Page<SeriesSummary>>("/api/delivery/series", [("after", after), ("first", Number(first)), ("lang", language)], cancellationToken);

    /// <summary>All series, page after page.</summary>
    /// <param name="language">Language tag: only series in exactly this language; null: in any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SeriesSummary> AllSeriesAsync(string? language = null, CancellationToken cancellationToken = default) =>
        AllAsync(after => ListSeriesAsync(after, MostOnPage, language, cancellationToken), cancellationToken);

    /// <summary>An item of a type that the site has added.</summary>
    /// <param name="type">The type.</param>
    /// <param name="slug">Last segment of its address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">There is none, or it was withdrawn.</exception>
    /// <exception cref="JsonException">The answer is no such document: a member is missing, or is there twice.</exception>
    public Task<Delivered<Item>> GetItemAsync(string type, string slug, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return ReadDocumentAsync<Item>($"/api/delivery/items/{KeyOf(type)}/{Uri.EscapeDataString(slug)}", cancellationToken);
    }

    /// <summary>A page of items of any type that is delivered.</summary>
    /// <param name="type">The type.</param>
    /// <param name="query">Which, in which order; null: all, the last published first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Page<ItemSummary>> ListItemsAsync(string type, ItemQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        query ??= new();
        return ReadAsync<Page<ItemSummary>>(
            "/api/delivery/items/" + KeyOf(type),
            [
                .. (query.Fields ?? new Dictionary<string, string>()).Select(field => ("field." + Uri.EscapeDataString(field.Key), (string?)field.Value)),
                ("language", query.Language), ("status", query.Status), ("q", query.Search), ("sort", query.Sort), ("after", query.After), ("first", Number(query.First)),
            ],
            cancellationToken);
    }

    /// <summary>All items of a list, page after page.</summary>
    /// <param name="type">The type.</param>
    /// <param name="query">Which, in which order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<ItemSummary> AllItemsAsync(string type, ItemQuery? query = null, CancellationToken cancellationToken = default) =>
        AllAsync(after => ListItemsAsync(type, (query ?? new()) with { After = after, First = query?.First ?? MostOnPage }, cancellationToken), cancellationToken);

    /// <summary>A disclaimer.</summary>
    /// <param name="id">Id of the item.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Delivered<Disclaimer>> GetDisclaimerAsync(string id, CancellationToken cancellationToken = default) =>
        ReadDocumentAsync<Disclaimer>("/api/delivery/disclaimers/" + Uri.EscapeDataString(id), cancellationToken);

    /// <summary>Addresses that have changed.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<Redirect>> ListRedirectsAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync<Page<Redirect>>("/api/delivery/redirects", [], cancellationToken)).Items;

    /// <summary>What changed since a token.</summary>
    /// <param name="after">The token; null: everything that there is.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="wait">Waits where there is nothing yet, up to 60 seconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GutCmsProblemException">410: what changed since is not known any more.</exception>
    public Task<Changes> ListChangesAsync(string? after = null, int? first = null, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        ReadAsync<Changes>("/api/delivery/changes", [("after", after), ("first", Number(first)), ("wait", Number((int?)wait?.TotalSeconds))], cancellationToken);

    /// <summary>Documents of items, any number of them, by requests of a hundred each.</summary>
    /// <param name="ids">Ids of items.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<DocumentAmong>> GetDocumentsAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        var found = new List<DocumentAmong>();
        foreach (var some in ids.Chunk(MostOnPage))
        {
            found.AddRange((await ReadAsync<Documents>("/api/delivery/documents", [("ids", string.Join(',', some))], cancellationToken)).Items);
        }

        return found;
    }

    /// <summary>Address of the feed, of the whole site or of a series: Atom, or JSON Feed.</summary>
    /// <param name="series">Slug of a series; null: of the whole site.</param>
    /// <param name="json">JSON Feed.</param>
    public Uri FeedOf(string? series = null, bool json = false) =>
        new(_site + (series is null ? "" : "/series/" + Uri.EscapeDataString(series)) + (json ? "/feed.json" : "/feed.xml"));

    /// <summary>
    /// Verifies the certificate of a document with the key set and the status list of this site, whose word counts wherever the document is from. Null: it has none.
    /// </summary>
    /// <typeparam name="T">Article or series.</typeparam>
    /// <param name="document">As it was delivered.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<CertificateVerification?> VerifyAsync<T>(Delivered<T> document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Json["review"] is not JsonObject review || review["certificate"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        var certificate = value.GetValue<string>();
        var keys = Parse(await ReadBytesAsync(CertificateTrust.KeySetOf(_site), "application/jwk-set+json", cancellationToken)).AsObject();
        var trust = new CertificateTrust(_site, keys);
        var verifier = new CertificateVerifier(time);
        var result = await verifier.VerifyAsync(certificate, trust, document.Json);

        // Asked only once everything else holds: until then nobody vouches for the address that the certificate gives.
        return result.Valid && result.Certificate?.Status?.StatusList is { } entry && Uri.TryCreate(entry.Uri, UriKind.Absolute, out var list)
            ? await verifier.VerifyAsync(certificate, trust with { StatusList = Encoding.UTF8.GetString(await ReadBytesAsync(list, StatusListToken.MediaType, cancellationToken)) }, document.Json)
            : result;
    }

    private const int MostOnPage = 100;

    // A type stands in addresses in lower case.
    private static string KeyOf(string type) => Uri.EscapeDataString(type.ToLowerInvariant());

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private async Task<Delivered<T>> ReadDocumentAsync<T>(string path, CancellationToken cancellationToken)
    {
        var json = Parse(await ReadBytesAsync(new Uri(_site + path), "application/json", cancellationToken)).AsObject();
        return new(json.Deserialize<T>(Options)!, json);
    }

    private async Task<T> ReadAsync<T>(string path, (string Name, string? Value)[] query, CancellationToken cancellationToken)
    {
        var given = string.Join('&', query.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        return Parse(await ReadBytesAsync(new Uri(_site + path + (given.Length > 0 ? "?" + given : "")), "application/json", cancellationToken)).Deserialize<T>(Options)!;
    }

    private static JsonNode Parse(byte[] bytes) => JsonNode.Parse(bytes, documentOptions: Strict) ?? throw new JsonException("The answer is null.");

    private async Task<byte[]> ReadBytesAsync(Uri address, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(mediaType);
        using var response = await http.SendAsync(request, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode == HttpStatusCode.OK ? bytes : throw new GutCmsProblemException(response.StatusCode, ProblemIn(bytes));
    }

    private static JsonObject ProblemIn(byte[] bytes)
    {
        try
        {
            return Parse(bytes) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // From something in front of the site.
            return [];
        }
    }

    private static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(after);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.NextCursor;
        }
        while (after is not null);
    }

    private sealed record Documents(IReadOnlyList<DocumentAmong> Items);
}

/// <summary>Which articles, in which order.</summary>
public sealed record ArticleQuery
{
    /// <summary>Words that must all occur; 2 to 200 characters.</summary>
    public string? Words { get; init; }

    /// <summary>Slug of a series.</summary>
    public string? Series { get; init; }

    /// <summary><c>-published</c>, <c>published</c>, <c>-modified</c>, <c>title</c>, <c>position</c> or <c>relevance</c>.</summary>
    public string? Sort { get; init; }

    /// <summary>Only articles in this language, a language tag.</summary>
    public string? Language { get; init; }

    /// <summary>Only these items.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Cursor of the page before.</summary>
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int? First { get; init; }
}
