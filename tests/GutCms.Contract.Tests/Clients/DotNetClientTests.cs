using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Client;
using GutCms.Core.Certificates;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Clients;

/// <summary>The typed client against a running site.</summary>
public abstract class DotNetClientTests(SiteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GutCmsClient Site => new(fixture.Client);

    [Fact]
    public async Task Certificate_of_an_approved_article_is_verified()
    {
        var slug = SampleArticle.NewSlug("typed");
        await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));

        var article = await Site.GetArticleAsync(slug, Cancellation);
        var verified = await Site.VerifyAsync(article, Cancellation);

        Assert.Equal("<p>Take 10 mg.</p>", Assert.IsType<SectionBlock>(Assert.Single(article.Value.Content.Body!)).Html);
        Assert.NotNull(verified);
        Assert.True(verified.Valid, string.Join(", ", verified.Refusals));
        Assert.Equal([CertificateWarning.Trial], verified.Warnings);
    }

    [Fact]
    public async Task Certificate_of_an_altered_text_is_refused()
    {
        var slug = SampleArticle.NewSlug("typed");
        await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        var article = await Site.GetArticleAsync(slug, Cancellation);

        article.Json["content"]!["body"]![0]!["html"] = "<p>Take 100 mg.</p>";

        Assert.Equal([CertificateRefusal.ContentAltered], (await Site.VerifyAsync(article, Cancellation))!.Refusals);
    }

    [Fact]
    public async Task Certificate_of_a_text_that_was_taken_down_is_refused()
    {
        var slug = SampleArticle.NewSlug("typed");
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        var article = await Site.GetArticleAsync(slug, Cancellation);
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        await editor.DoAsync(id, "unpublish", new JsonObject());

        Assert.Equal([CertificateRefusal.WithdrawnOrRevoked], (await Site.VerifyAsync(article, Cancellation))!.Refusals);
        var gone = await Assert.ThrowsAsync<GutCmsProblemException>(() => Site.GetArticleAsync(slug, Cancellation));
        Assert.Equal((HttpStatusCode.NotFound, "urn:gutcms:problem:not-found"), (gone.Status, gone.Type));
    }

    [Fact]
    public async Task Imported_article_has_nothing_to_verify()
    {
        var article = await Site.GetArticleAsync("gut-health-and-mental-health", Cancellation);

        Assert.Equal("imported", article.Value.Review.Status);
        Assert.Null(await Site.VerifyAsync(article, Cancellation));
        Assert.Contains(article.Value.Content.Body!, block => block is FaqBlock { Entries.Count: > 0 });
        Assert.NotEmpty(article.Value.HotArticles!);
        Assert.Equal("MedicalWebPage", (string?)article.Value.JsonLd!["@type"]);
    }

    [Fact]
    public async Task Lists_are_read_to_their_end()
    {
        var all = new List<ArticleSummary>();
        await foreach (var one in Site.AllArticlesAsync(new() { First = 2 }, Cancellation))
        {
            all.Add(one);
        }

        Assert.Equal((await Site.ListArticlesAsync(cancellationToken: Cancellation)).Total, all.Count);
        Assert.Equal(all.Count, all.Select(one => one.Id).Distinct().Count());
        Assert.Equal(all[0].Title, Assert.Single((await Site.ListArticlesAsync(new() { Ids = [all[0].Id] }, Cancellation)).Items).Title);
        var found = await Site.SearchAsync("magnesium", Cancellation);
        Assert.All(found.Items, one => Assert.Contains("<mark>", one.Snippet, StringComparison.Ordinal));
        Assert.NotEmpty(found.Items);
    }

    [Fact]
    public async Task Series_disclaimers_and_addresses_are_read()
    {
        var summaries = new List<SeriesSummary>();
        await foreach (var one in Site.AllSeriesAsync(cancellationToken: Cancellation))
        {
            summaries.Add(one);
        }

        var series = (await Site.GetSeriesAsync(summaries[0].Slug, Cancellation)).Value;
        Assert.Equal((summaries[0].Title, summaries[0].Count), (series.Title, series.Articles?.Count ?? 0));
        var first = (await Site.GetSeriesAsync(summaries.First(one => one.Count > 0).Slug, Cancellation)).Value;
        var place = await Site.GetPlaceAsync(first.Articles![0].Slug, Cancellation);
        Assert.Equal((first.Id, 1, first.Count, null), (place.Id, place.Position, place.Count, place.Previous));
        Assert.Equal("en", (await Site.GetDisclaimerAsync(SampleArticle.DisclaimerId, Cancellation)).Value.Language);
        Assert.NotNull(await Site.ListRedirectsAsync(Cancellation));
        foreach (var feed in new[] { Site.FeedOf(), Site.FeedOf(json: true), Site.FeedOf(series.Slug), Site.FeedOf(series.Slug, json: true) })
        {
            Assert.Equal(HttpStatusCode.OK, (await fixture.Client.GetAsync(feed, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Items_of_any_type_are_listed()
    {
        var articles = new List<ItemSummary>();
        await foreach (var one in Site.AllItemsAsync("Article", new() { First = 2, Sort = "title" }, Cancellation))
        {
            articles.Add(one);
        }

        Assert.Equal((await Site.ListArticlesAsync(cancellationToken: Cancellation)).Total, articles.Count);
        Assert.Equal(articles.Count(one => one.ReviewStatus == "imported"), (await Site.ListItemsAsync("Article", new() { Status = "imported" }, Cancellation)).Total);
        Assert.Equal(400, (int)(await Assert.ThrowsAsync<GutCmsProblemException>(() => Site.ListItemsAsync("Article", new() { Fields = new Dictionary<string, string> { ["none"] = "1" } }, Cancellation))).Status);
        Assert.Equal(404, (int)(await Assert.ThrowsAsync<GutCmsProblemException>(() => Site.GetItemAsync("Drug", "aspirin", Cancellation))).Status);
    }

    [Fact]
    public async Task Changes_since_a_token_are_read_with_their_documents()
    {
        var start = (await Site.ListChangesAsync("now", cancellationToken: Cancellation)).Next;
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(SampleArticle.NewSlug("changed"), "<p>Take 10 mg.</p>"));

        var changes = await Site.ListChangesAsync(start, cancellationToken: Cancellation);

        var change = Assert.Single(changes.Items, change => change.Id == id);
        Assert.Equal(("published", "article"), (change.What, change.Kind));
        var document = Assert.Single(await Site.GetDocumentsAsync([id], Cancellation));
        Assert.Equal(change.ContentHash, (string?)document.Document["contentHash"]);
    }
}

/// <summary>On a site of their own, since they publish.</summary>
public sealed class DotNetClientOnSqliteTests(SqliteSite site) : DotNetClientTests(site), IClassFixture<SqliteSite>;

/// <inheritdoc cref="DotNetClientOnSqliteTests"/>
public sealed class DotNetClientOnPostgresTests(PostgresSite site) : DotNetClientTests(site), IClassFixture<PostgresSite>;

/// <summary>What stands between the client and the site may write a member twice: what is shown is what is verified, or nothing.</summary>
public sealed class DotNetClientReadingTests
{
    private const string Text = """
        {
          "id": "a", "versionId": "b", "slug": "gut", "url": "/series/gut", "title": "Gut", "language": "en",
          "content": { "type": "Series", "language": "en", "title": "Gut" }, "contentHash": "sha256:0", "presentation": {}, "presentationHash": "sha256:0",
          "review": { "status": "none", "approvals": [] }
        }
        """;

    [Fact]
    public async Task Member_of_the_same_name_in_other_letters_is_not_read()
    {
        var series = await ReadAsync(Text.Replace("\"contentHash\"", "\"CONTENT\": { \"type\": \"Series\", \"language\": \"en\", \"title\": \"Other\" }, \"contentHash\"", StringComparison.Ordinal));

        Assert.Equal(("Gut", "Gut"), (series.Value.Content.Title, (string?)series.Json["content"]!["title"]));
    }

    [Fact]
    public Task Document_whose_content_has_another_case_is_refused() =>
        Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Text.Replace("\"content\"", "\"Content\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"contentHash\"", "\"content\": { \"type\": \"Series\", \"language\": \"en\", \"title\": \"Other\" }, \"contentHash\"")]
    [InlineData("\"type\": \"Series\"", "\"type\": \"Series\", \"titl\\u0065\": \"Other\"")]
    public Task Member_that_is_there_twice_is_refused(string member, string twice) =>
        Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Text.Replace(member, twice, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{ "total": 0, "items": [], "nextCursor": null }""", false)]
    [InlineData("""{ "total": 0, "items": [], "nextCursor": null, "total": 1 }""", true)]
    public async Task List_that_says_something_twice_is_refused(string list, bool refused)
    {
        using var http = Answering(list);
        var site = new GutCmsClient(http);
        if (refused)
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => site.ListArticlesAsync(cancellationToken: TestContext.Current.CancellationToken));
        }
        else
        {
            Assert.Empty((await site.ListArticlesAsync(cancellationToken: TestContext.Current.CancellationToken)).Items);
        }
    }

    private static async Task<Delivered<Series>> ReadAsync(string answer)
    {
        using var http = Answering(answer);
        return await new GutCmsClient(http).GetSeriesAsync("gut", TestContext.Current.CancellationToken);
    }

    private static HttpClient Answering(string answer) => new(new Answer(answer)) { BaseAddress = new("https://gut.example") };

    private sealed class Answer(string text) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text) });
    }
}

/// <summary>The types of the client are those of the committed document: no member is missing, and none is required that may be absent.</summary>
public sealed class DotNetClientTypesTests
{
    private static readonly JsonObject Schemas = JsonNode.Parse(
        File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "GutCms.Contract.Tests", "Snapshots", "openapi.v1.json")))!["components"]!["schemas"]!.AsObject();

    public static TheoryData<string, Type> Types => new()
    {
        { "DeliveredArticle", typeof(Article) },
        { "ArticleContent", typeof(ArticleContent) },
        { "SectionBlock", typeof(SectionBlock) },
        { "FaqBlock", typeof(FaqBlock) },
        { "FaqEntry", typeof(FaqEntry) },
        { "Reference", typeof(Reference) },
        { "ArticleDisclaimer", typeof(ArticleDisclaimer) },
        { "Presentation", typeof(Presentation) },
        { "Heading", typeof(Heading) },
        { "HotArticle", typeof(HotArticle) },
        { "DisclaimerLink", typeof(DisclaimerLink) },
        { "ArticleList", typeof(Page<ArticleSummary>) },
        { "ArticleSummary", typeof(ArticleSummary) },
        { "DeliveredSeries", typeof(Series) },
        { "SeriesContent", typeof(SeriesContent) },
        { "SeriesSummary", typeof(SeriesSummary) },
        { "SeriesArticle", typeof(SeriesArticle) },
        { "SeriesPlace", typeof(SeriesPlace) },
        { "Link", typeof(Link) },
        { "ItemLink", typeof(ItemLink) },
        { "DeliveredItem", typeof(Item) },
        { "DeliveredDisclaimer", typeof(Disclaimer) },
        { "Review", typeof(GutCms.Client.Review) },
        { "Approval", typeof(Approval) },
        { "Redirect", typeof(Redirect) },
        { "DeliveryChanges", typeof(Changes) },
        { "DeliveryChange", typeof(Change) },
        { "DocumentAmong", typeof(DocumentAmong) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_has_the_members_of_its_schema(string schema, Type type)
    {
        var described = Schemas[schema]!["properties"]!.AsObject().Select(member => member.Key).Where(name => name != "kind" || !typeof(Block).IsAssignableFrom(type));
        var members = type.GetProperties().ToDictionary(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));

        Assert.Equal(described.Order(StringComparer.Ordinal), members.Keys.Order(StringComparer.Ordinal));
        var always = (Schemas[schema]!["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet();
        Assert.All(members.Where(member => member.Value.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null), member => Assert.Contains(member.Key, always));
    }
}
