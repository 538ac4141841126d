using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Linq;
using CodeHollow.FeedReader;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Delivery;

public abstract class FeedTests(SiteFixture site)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feeds_the_published_articles_with_absolute_addresses()
    {
        using var response = await site.Client.GetAsync("feed.xml", Cancellation);

        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType?.MediaType);
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.All((XName[])[Atom + "id", Atom + "title", Atom + "updated", Atom + "author"], name => Assert.Single(feed.Elements(name)));
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(5, entries.Count);
        Assert.All(entries, entry =>
        {
            var address = new Uri(entry.Element(Atom + "link")!.Attribute("href")!.Value);
            Assert.Equal(site.Client.BaseAddress!.Authority, address.Authority);
            Assert.StartsWith("/articles/", address.AbsolutePath, StringComparison.Ordinal);
            Assert.NotEmpty(entry.Element(Atom + "title")!.Value);
        });
    }

    [Theory]
    [InlineData("feed.xml", 5)]
    [InlineData("series/symptom-decoder-series/feed.xml", 1)]
    public async Task Atom_is_read_by_programs_for_feeds(string path, int count)
    {
        var text = await site.Client.GetStringAsync(path, Cancellation);

        using var reader = XmlReader.Create(new StringReader(text));
        var feed = SyndicationFeed.Load(reader);
        var again = FeedReader.ReadFromString(text);
        Assert.Equal(count, feed.Items.Count());
        Assert.Equal(FeedType.Atom, again.Type);
        Assert.Equal(feed.Items.Select(item => item.Id), again.Items.Select(item => item.Id));
        Assert.Equal(feed.Items.Select(item => item.Links.Single().Uri.AbsoluteUri), again.Items.Select(item => item.Link));
        Assert.All(feed.Items, item => Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", item.Id));
        Assert.All(feed.Items, item => Assert.True(item.PublishDate <= item.LastUpdatedTime));
        Assert.Equal(new Uri(site.Client.BaseAddress!, path), feed.Links.Single(link => link.RelationshipType == "self").Uri);
    }

    [Fact]
    public async Task Articles_have_the_same_ids_in_every_feed()
    {
        var (all, json) = (await IdsAsync("feed.xml"), await site.Client.JsonAsync("feed.json"));
        var (series, seriesJson) = (await IdsAsync("series/symptom-decoder-series/feed.xml"), await site.Client.JsonAsync("series/symptom-decoder-series/feed.json"));

        Assert.Equal(5, all.Distinct().Count());
        Assert.Equal(all, json["items"]!.AsArray().Select(item => (string?)item!["id"]));
        Assert.Contains(Assert.Single(series), all);
        Assert.Equal(series, seriesJson["items"]!.AsArray().Select(item => (string?)item!["id"]));
        Assert.NotEqual((string?)json["title"], (string?)seriesJson["title"]);
    }

    [Fact]
    public async Task Json_feed_says_what_its_version_asks_for()
    {
        using var response = await site.Client.GetAsync("feed.json", Cancellation);

        Assert.Equal("application/feed+json", response.Content.Headers.ContentType?.MediaType);
        var feed = await site.Client.JsonAsync("feed.json");
        Assert.Equal("https://jsonfeed.org/version/1.1", (string?)feed["version"]);
        Assert.Equal(new Uri(site.Client.BaseAddress!, "feed.json").AbsoluteUri, (string?)feed["feed_url"]);
        Assert.All(feed["items"]!.AsArray(), item =>
        {
            Assert.NotEmpty((string)item!["content_text"]!);
            Assert.Null(item["content_html"]);
            Assert.Equal(site.Client.BaseAddress!.Authority, new Uri((string)item["url"]!).Authority);
        });
    }

    [Theory]
    [InlineData("series/none-of-that-name/feed.xml")]
    [InlineData("series/none-of-that-name/feed.json")]
    [InlineData("sitemaps/1.xml")]
    public async Task What_is_not_there_has_no_file(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Maps_every_published_article_and_series_once()
    {
        using var response = await site.Client.GetAsync("sitemap.xml", Cancellation);

        var addresses = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Root!
            .Elements(Sitemap + "url").Select(url => new Uri(url.Element(Sitemap + "loc")!.Value)).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.Equal(5, addresses.Count(address => address.AbsolutePath.StartsWith("/articles/", StringComparison.Ordinal)));
        Assert.Equal(4, addresses.Count(address => address.AbsolutePath.StartsWith("/series/", StringComparison.Ordinal)));
        Assert.Contains(new Uri(site.Client.BaseAddress!, "articles/gut-health-and-mental-health"), addresses);
    }

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("feed.json")]
    [InlineData("series/symptom-decoder-series/feed.xml")]
    [InlineData("sitemap.xml")]
    public async Task Returns_304_when_nothing_has_changed(string path)
    {
        using var first = await site.Client.GetAsync(path, Cancellation);

        using var response = await site.Client.GetAsync(path, ("If-None-Match", first.Header("ETag")!));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [.. XDocument.Parse(await site.Client.GetStringAsync(path, Cancellation)).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value)];
}

[Collection<SqliteSites>]
public sealed class FeedOnSqliteTests(SqliteSite site) : FeedTests(site);

[Collection<PostgresSites>]
public sealed class FeedOnPostgresTests(PostgresSite site) : FeedTests(site);

[Collection<ExternalSites>]
public sealed class FeedOnExternalSiteTests(ExternalSite site) : FeedTests(site);
