using System.Net;
using System.Xml.Linq;
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

    [Fact]
    public async Task Maps_every_published_article_once()
    {
        using var response = await site.Client.GetAsync("sitemap.xml", Cancellation);

        var addresses = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Root!
            .Elements(Sitemap + "url").Select(url => url.Element(Sitemap + "loc")!.Value).ToList();
        Assert.Equal(5, addresses.Distinct().Count());
        Assert.Contains(new Uri(site.Client.BaseAddress!, "articles/gut-health-and-mental-health").AbsoluteUri, addresses);
    }

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("sitemap.xml")]
    public async Task Returns_304_when_nothing_has_changed(string path)
    {
        using var first = await site.Client.GetAsync(path, Cancellation);

        using var response = await site.Client.GetAsync(path, ("If-None-Match", first.Header("ETag")!));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }
}

[Collection<SqliteSites>]
public sealed class FeedOnSqliteTests(SqliteSite site) : FeedTests(site);

[Collection<PostgresSites>]
public sealed class FeedOnPostgresTests(PostgresSite site) : FeedTests(site);

[Collection<ExternalSites>]
public sealed class FeedOnExternalSiteTests(ExternalSite site) : FeedTests(site);
