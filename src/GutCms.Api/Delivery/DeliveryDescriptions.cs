using System.Text.Json.Nodes;
using GutCms.Api.Http;
using Microsoft.OpenApi;

namespace GutCms.Api.Delivery;

/// <summary>What OpenAPI is told about the delivery endpoints.</summary>
internal static class DeliveryDescriptions
{
    public const string Tag = "Delivery";

    private const string Json = "application/json";

    private const string Caching =
        "Published content only; no credentials needed; readable from any origin. Served as identity, `gzip` or `br` by `Accept-Encoding`, each form with a strong "
        + "`ETag` of its own. Answers `304` to `If-None-Match`.";

    private static readonly HeaderDescription[] ListHeaders =
    [
        new("ETag", "Strong entity tag of this form of the body."),
        new("Cache-Control", "How long a cache may keep it."),
        new("Vary", "`Accept-Encoding`, and `X-GutCms-Preview-Token` where previews are read."),
        new("Surrogate-Key", "Space-separated keys by which a cache in front can purge it."),
    ];

    private static readonly HeaderDescription[] PageHeaders = [.. ListHeaders, new("Link", "The next page, `rel=\"next\"`, when there is one.")];

    private static readonly HeaderDescription[] DocumentHeaders = [.. ListHeaders, new("Last-Modified", "When these bytes were written.")];

    private static readonly Dictionary<int, string> ListProblems = new()
    {
        [304] = "The client has this form already.",
        [400] = "A query parameter is unknown (`unknown-query-parameter`, with `permitted`), out of its range (`invalid-query-parameter`), or `after` is not a cursor of this list (`invalid-cursor`); `errors` names it.",
        [406] = "`Accept-Encoding` excludes every form (`not-acceptable`).",
        [412] = "`If-Match` names another form (`precondition-failed`).",
    };

    private static readonly Dictionary<int, string> DocumentProblems = new(ListProblems)
    {
        [400] = "A query parameter was given; there are none (`unknown-query-parameter`).",
        [308] = "Its address has changed, or has another spelling (`moved`); `Location` is the one that it has.",
        [404] = "Nothing of that name is published, or not in the language that `lang` asks for nor in one that stands in for it (`not-found`).",
        [410] = "It was published and was withdrawn for the safety of readers (`withdrawn`); `reason` says why, `replacement` what to read instead, if anything.",
    };

    private static readonly Dictionary<int, string> PreviewableProblems = new(DocumentProblems)
    {
        [400] = "A query parameter is unknown (`unknown-query-parameter`, with `permitted`), or names what there is not (`invalid-query-parameter`); `errors` says what there is.",
        [403] = "`preview` is no token, or its preview has ended (`forbidden`).",
    };

    private static readonly ParameterDescription Preview = new(
        PreviewEndpoint.Parameter,
        ParameterLocation.Query,
        "Token of a preview: what is asked for as it is to be; not together with a search. Such an answer is kept by no cache and has no certificate; its header `X-GutCms-Preview` says what the preview shows.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly ParameterDescription InLanguage = new(
        LanguageFallBacks.Parameter,
        ParameterLocation.Query,
        "Language tag: the same text in this language, or in one that stands in for it. `Content-Language` says which it is, `Content-Location` where it has its own address, and `X-GutCms-Fallback` repeats the language that was asked for where it is another. Not with `preview`.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly ParameterDescription OfLanguage = new(
        LanguageFallBacks.Parameter, ParameterLocation.Query, "Language tag: only what is in exactly this language.", new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly ParameterDescription PreviewHeader = new(
        PreviewEndpoint.TokenHeader, ParameterLocation.Header, "The same token as a header, for whoever keeps it out of addresses; `preview` counts where both are given.", new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly ParameterDescription[] Previewing = [Preview, PreviewHeader];

    private static readonly Dictionary<int, string> PreviewableListProblems = new(ListProblems) { [403] = PreviewableProblems[403] };

    private static readonly ParameterDescription[] Selecting =
    [
        new(
            DocumentFields.Parameter,
            ParameterLocation.Query,
            "Names of members, separated by commas, `content.title` and `links.authors` too: only these, `id` and `contentHash`. The answer says `partial: true`, and has the certificate only where the whole `content` is among them.",
            new OpenApiSchema { Type = JsonSchemaType.String }),
        new(
            "expand",
            ParameterLocation.Query,
            "Up to 10 names of what leads to other documents, separated by commas, of `links`, `series`, `hotArticles`, `articles`, `disclaimer`; `authors/employer` leads on from there. Up to 100 documents stand in `expanded`, "
            + "each exactly as it is delivered; `expandedAll` says whether these are all.",
            new OpenApiSchema { Type = JsonSchemaType.String }),
    ];

    private static readonly ParameterDescription ItemType = new(
        "type", ParameterLocation.Path, "A type that is delivered, in lower case.", new OpenApiSchema { Type = JsonSchemaType.String }, JsonValue.Create("article"));

    private static readonly ParameterDescription After = new(
        "after", ParameterLocation.Query, "Cursor: `nextCursor` of the page before. Belongs to one order and one filter.", new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly ParameterDescription First = new(
        "first",
        ParameterLocation.Query,
        "Page size, 1 to 100.",
        new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = JsonValue.Create(20) });

    public static EndpointDescription Articles { get; } = new(
        "listArticles",
        "List or search articles",
        $"Summaries of the published articles. {Caching}",
        typeof(ArticleListSchema),
        Json,
        [
            new("series", ParameterLocation.Query, "Slug of a series: only its articles.", new OpenApiSchema { Type = JsonSchemaType.String }, JsonValue.Create("symptom-decoder-series")),
            new(
                "q",
                ParameterLocation.Query,
                "Words that must all occur in title or text, in any form that they are written in; 2 to 200 characters, at most 16 words. Each row then has a `snippet`.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 2, MaxLength = 200 },
                JsonValue.Create("serotonin")),
            new(
                "sort",
                ParameterLocation.Query,
                "Order. `-modified`: what readers saw change last first. `relevance` needs `q` and is the default with it; `position` needs `series` and is the default with it; otherwise `-published`, newest first.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. ArticleListQuery.SortNames.Select(name => (JsonNode)JsonValue.Create(name))],
                }),
            new("ids", ParameterLocation.Query, "Only these items: 1 to 100 ids, separated by commas. Not together with `q`.", new OpenApiSchema { Type = JsonSchemaType.String }),
            OfLanguage,
            .. Previewing,
            After,
            First,
        ],
        PageHeaders,
        PreviewableListProblems,
        Example: null);

    public static EndpointDescription Documents { get; } = new(
        "getDocuments",
        "Get several documents",
        "The documents of items, of whatever kind, as their own addresses answer them; for sites that build the pages of what has changed. No cache answers without asking. " + Caching,
        typeof(DocumentsSchema),
        Json,
        [new("ids", ParameterLocation.Query, "1 to 100 ids, separated by commas.", new OpenApiSchema { Type = JsonSchemaType.String }, JsonValue.Create("5n33tttcnxh5hrvdqwhxmkq9eb")) { IsRequired = true }, .. Previewing],
        ListHeaders,
        PreviewableListProblems,
        Example: null);

    public static EndpointDescription Changes { get; } = new(
        "listChanges",
        "List what has changed",
        "What changed in what readers get since a token, complete and in order; without a token everything that there is. No cache answers without asking. " + Caching,
        typeof(DeliveryChangesSchema),
        Json,
        [
            new("after", ParameterLocation.Query, "Token: `next` of an earlier answer. `now` gives the token of this moment and nothing else. Left out: from nothing.", new OpenApiSchema { Type = JsonSchemaType.String }),
            new(
                "first", ParameterLocation.Query, "Page size, 1 to 1000.",
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = JsonValue.Create(100) }),
            new(
                "wait", ParameterLocation.Query, "Seconds, 0 to 60, for which to wait where nothing has changed yet; answered as soon as something does.",
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "60", Default = JsonValue.Create(0) }),
        ],
        ListHeaders,
        new Dictionary<int, string>(ListProblems) { [410] = "The token is older than what is kept, or of another database (`changes-lost`): ask without one and build everything anew." },
        Example: null);

    public static EndpointDescription Article { get; } = new(
        "getArticle",
        "Get an article",
        $"The article with everything that a page needs. {Caching}",
        typeof(DeliveredArticleSchema),
        Json,
        [Slug("article", "gut-health-and-mental-health"), .. Previewing, InLanguage, .. Selecting],
        DocumentHeaders,
        PreviewableProblems,
        ReadExample());

    public static EndpointDescription Place { get; } = new(
        "getArticlePlace",
        "Get the place of an article in its series",
        "Which article of its series it is, of how many, and the two beside it, as it is now: each publication in the series may change it, and no document. " + Caching,
        typeof(SeriesPlaceSchema),
        Json,
        [Slug("article", "gut-health-and-mental-health"), .. Previewing],
        ListHeaders,
        new Dictionary<int, string>(PreviewableProblems) { [400] = "A query parameter other than `preview` was given (`unknown-query-parameter`).", [404] = "Nothing of that name is published, or it is in no series that is (`not-found`)." },
        Example: null);

    public static EndpointDescription SeriesList { get; } = new(
        "listSeries",
        "List series",
        $"The published series by title. {Caching}",
        typeof(SeriesListSchema),
        Json,
        [OfLanguage, .. Previewing, After, First],
        PageHeaders,
        PreviewableListProblems,
        Example: null);

    public static EndpointDescription Series { get; } = new(
        "getSeries",
        "Get a series",
        $"The series with its first 100 published articles in order, and their number. {Caching}",
        typeof(DeliveredSeriesSchema),
        Json,
        [Slug("series", "symptom-decoder-series"), .. Previewing, InLanguage, .. Selecting],
        DocumentHeaders,
        PreviewableProblems,
        Example: null);

    public static EndpointDescription Disclaimer { get; } = new(
        "getDisclaimer",
        "Get a disclaimer",
        $"The published version of a disclaimer. {Caching}",
        typeof(DeliveredDisclaimerSchema),
        Json,
        [new("id", ParameterLocation.Path, "ContentItemId.", new OpenApiSchema { Type = JsonSchemaType.String }, JsonValue.Create("5n33tttcnxh5hrvdqwhxmkq9eb")), .. Previewing, InLanguage, .. Selecting],
        DocumentHeaders,
        PreviewableProblems,
        Example: null);

    public static EndpointDescription Items { get; } = new(
        "listItems",
        "List items of a type",
        "Summaries of the published items of any type that is delivered. Each indexed field of the type is a parameter `field.` and its name, with one value that the items have; of numbers, dates and texts `field.strength.from` (at least), `.to` (at most) and `.before` (less) as well; an unknown one is answered with those that there are. " + Caching,
        typeof(ItemListSchema),
        Json,
        [
            ItemType,
            new("language", ParameterLocation.Query, "Language tag: only items in exactly this language.", new OpenApiSchema { Type = JsonSchemaType.String }),
            new("status", ParameterLocation.Query, "Only items that were reviewed so.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ItemListParameters.Statuses.Select(name => (JsonNode)JsonValue.Create(name))] }),
            new("series", ParameterLocation.Query, "Slug of a series: only its articles. Of the type `article` only.", new OpenApiSchema { Type = JsonSchemaType.String }),
            new(
                SearchWords.Parameter,
                ParameterLocation.Query,
                "Words that must all occur in title or text, in any form that they are written in; 2 to 200 characters, at most 16 words. Each row then has a `snippet`. Not with `preview`.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 2, MaxLength = 200 }),
            Instant("publishedFrom", "Only items that were first published then or later."),
            Instant("publishedBefore", "Only items that were first published earlier."),
            Instant("modifiedFrom", "Only items of which readers saw the last change then or later."),
            Instant("modifiedBefore", "Only items of which readers saw the last change earlier."),
            new(
                "sort", ParameterLocation.Query, "Up to three different keys, separated by commas: `published`, `modified`, `title`, each with `-` for the greatest first; as the first one `field.` and the name of an indexed number, date or text, of which what has no value is the least. With `q` one of `relevance`, which is the default with it, `-published`, `published`, `-modified` and `title`.",
                new OpenApiSchema { Type = JsonSchemaType.String, Default = JsonValue.Create("-published") }),
            new(DocumentFields.Parameter, ParameterLocation.Query, "Names of members, separated by commas: only these, `id` and `contentHash` of each item, and `partial: true`.", new OpenApiSchema { Type = JsonSchemaType.String }),
            .. Previewing,
            After,
            First,
        ],
        PageHeaders,
        new Dictionary<int, string>(PreviewableListProblems) { [308] = "The type is written in another case (`moved`).", [404] = "There is no such type that is delivered (`not-found`)." },
        Example: null);

    public static EndpointDescription Item { get; } = new(
        "getItem",
        "Get an item of a type",
        "An item of a type that the site's definitions mark as delivered. Articles, series and disclaimers are at addresses of their own, to which this one leads (`308`). " + Caching,
        typeof(DeliveredItemSchema),
        Json,
        [ItemType, Slug("item", "gut-health-and-mental-health"), .. Previewing, InLanguage, .. Selecting],
        DocumentHeaders,
        PreviewableProblems,
        Example: null);

    public static EndpointDescription Redirects { get; } = new(
        "listRedirects",
        "List the addresses that have changed",
        "Every former address from which readers are sent on, with the one that it leads to, by address; for sites whose pages are files. " + Caching,
        typeof(RedirectListSchema),
        Json,
        [],
        ListHeaders,
        new Dictionary<int, string>(ListProblems) { [400] = DocumentProblems[400] },
        Example: null);

    public static EndpointDescription Feed { get; } = File("getFeed", "Get the Atom feed", FeedOf("of the site", "RFC 4287"), "application/atom+xml") with { Parameters = [OfLanguage], Problems = ListProblems };

    public static EndpointDescription JsonFeed { get; } = File("getJsonFeed", "Get the JSON Feed", FeedOf("of the site", "JSON Feed 1.1"), "application/feed+json") with { Parameters = [OfLanguage], Problems = ListProblems };

    public static EndpointDescription SeriesFeed { get; } = SeriesFile("getSeriesFeed", "Get the Atom feed of a series", FeedOf("of a series", "RFC 4287"), "application/atom+xml");

    public static EndpointDescription SeriesJsonFeed { get; } = SeriesFile("getSeriesJsonFeed", "Get the JSON Feed of a series", FeedOf("of a series", "JSON Feed 1.1"), "application/feed+json");

    public static EndpointDescription ItemsFeed { get; } = ItemsFile("getItemsFeed", "Get the Atom feed of a type", "RFC 4287", "application/atom+xml");

    public static EndpointDescription ItemsJsonFeed { get; } = ItemsFile("getItemsJsonFeed", "Get the JSON Feed of a type", "JSON Feed 1.1", "application/feed+json");

    public static EndpointDescription Sitemap { get; } = File(
        "getSitemap", "Get the sitemap", "Addresses of the site's pages, series, articles and items of types that the site added, the newest first (sitemaps.org); of more than 50,000 an index of files. A text in several languages names all of them.", "application/xml") with
    {
        Parameters = [OfLanguage],
        Problems = ListProblems,
    };

    public static EndpointDescription SitemapFile { get; } = File("getSitemapFile", "Get a file of the sitemap", "One of the files that the index of a large sitemap names.", "application/xml") with
    {
        Parameters = [new("number", ParameterLocation.Path, "Counted from 1.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }, JsonValue.Create(1)), OfLanguage],
        Problems = new Dictionary<int, string>(ListProblems) { [404] = "The sitemap has no such file (`not-found`): it stands in one, or in fewer." },
    };

    public static EndpointDescription Robots { get; } = File("getRobots", "Get robots.txt", "What programs that visit the site are asked to leave alone, and where the sitemap is (RFC 9309).", "text/plain");

    public static EndpointDescription Llms { get; } = File("getLlms", "Get llms.txt", "Series and the 100 newest articles for language models, in Markdown (llmstxt.org).", "text/markdown");

    private static string FeedOf(string what, string form) =>
        $"The 50 newest articles {what} with their teasers, and with their text where the site says so ({form}). Ids stay when an address or a title changes.";

    private static EndpointDescription File(string name, string summary, string description, string contentType) => new(
        name, summary, description, Response: null, contentType, [], ListHeaders, new Dictionary<int, string>(ListProblems) { [400] = DocumentProblems[400] }, Example: null);

    private static EndpointDescription SeriesFile(string name, string summary, string description, string contentType) =>
        File(name, summary, description, contentType) with { Parameters = [Slug("series", "symptom-decoder-series"), OfLanguage], Problems = new Dictionary<int, string>(DocumentProblems) { [400] = ListProblems[400] } };

    private static EndpointDescription ItemsFile(string name, string summary, string form, string contentType) => File(
        name, summary, $"The 50 newest items of a type that the site's definitions mark as delivered, with their text where the site says so and they have any ({form}). Of articles it leads to the feed of the site.",
        contentType) with
    {
        Parameters = [ItemType, OfLanguage],
        Problems = new Dictionary<int, string>(ListProblems) { [308] = "The type is written in another case, or has a feed elsewhere (`moved`).", [404] = "There is no such type that is delivered and has a feed (`not-found`)." },
    };

    private static ParameterDescription Instant(string name, string description) =>
        new(name, ParameterLocation.Query, description, new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });

    private static ParameterDescription Slug(string of, string example) =>
        new("slug", ParameterLocation.Path, $"Slug of the {of}; compared without case.", new OpenApiSchema { Type = JsonSchemaType.String }, JsonValue.Create(example));

    private static JsonNode? ReadExample()
    {
        using var example = typeof(DeliveryDescriptions).Assembly.GetManifestResourceStream("GutCms.Api.Delivery.Examples.article.json")!;
        return JsonNode.Parse(example);
    }
}
