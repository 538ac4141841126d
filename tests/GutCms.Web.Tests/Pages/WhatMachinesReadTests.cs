using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.Api.Delivery;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

/// <summary>What search engines, readers of feeds and language models are told on the site's own pages and beside them.</summary>
public sealed partial class WhatMachinesReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Article_describes_itself_with_whole_addresses_and_its_place_on_the_site()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Look__Name"] = "Clinic";
        site.Environment["GutCms__Look__Logo"] = "/look/logo.png";
        await using var host = await site.StartAsync();
        var home = host.Client.BaseAddress!.AbsoluteUri;

        var page = await host.Client.GetStringAsync("articles/early-warning-signs-you-ignore", Token);
        var data = JsonNode.Parse(Block().Match(page).Groups[1].Value)!.AsObject();

        var address = home + "articles/early-warning-signs-you-ignore";
        Assert.Equal([address, address, address], ((string[])["@id", "url", "mainEntityOfPage"]).Select(name => (string?)data[name]));
        Assert.Equal(("Organization", "Clinic", home, home + "look/logo.png"), ((string?)data["publisher"]!["@type"], (string?)data["publisher"]!["name"], (string?)data["publisher"]!["url"], (string?)data["publisher"]!["logo"]!["url"]));
        Assert.Equal(home + "series/symptom-decoder-series", (string?)data["isPartOf"]!["url"]);
        var steps = data["breadcrumb"]!["itemListElement"]!.AsArray();
        Assert.Equal([1, 2, 3], steps.Select(step => (int)step!["position"]!));
        Assert.Equal([home, home + "series/symptom-decoder-series", address], steps.Select(step => (string?)step!["item"]));

        // Nobody here has reviewed it, and nobody says so.
        Assert.DoesNotContain(data, member => member.Key is "author" or "reviewedBy" or "lastReviewed");
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("og:type", "article"), ("og:site_name", "Clinic"), ("og:url", address), ("og:image", home + "look/logo.png"), ("article:section", "Symptom Decoder Series")])
        {
            Assert.Contains($"<meta property=\"{name}\" content=\"{value}\">", page, StringComparison.Ordinal);
        }

        Assert.Matches("<meta property=\"article:published_time\" content=\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z\">", page);
    }

    [Fact]
    public async Task Feeds_bring_the_text_where_the_site_says_so()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        await using (var brief = await site.StartAsync())
        {
            Assert.DoesNotContain("<content", await brief.Client.GetStringAsync("feed.xml", Token), StringComparison.Ordinal);
        }

        site.Environment["GutCms__Delivery__FeedFullText"] = "true";
        await using var host = await site.StartAsync();
        var items = JsonNode.Parse(await host.Client.GetStringAsync("feed.json", Token))!["items"]!.AsArray();
        var article = items.Single(item => ((string)item!["url"]!).EndsWith("/gut-health-and-mental-health", StringComparison.Ordinal))!;
        Assert.Contains("<h2>", (string?)article["content_html"], StringComparison.Ordinal);
        Assert.Contains("educational purposes only", (string?)article["content_html"], StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/", (string?)article["content_html"], StringComparison.Ordinal);
        Assert.Null(article["content_text"]);

        // What is still to come has its teaser.
        var stub = items.Single(item => ((string)item!["url"]!).EndsWith("/early-warning-signs-you-ignore", StringComparison.Ordinal))!;
        Assert.NotEmpty((string?)stub["content_text"] ?? "");
        Assert.Null(stub["content_html"]);
        Assert.Contains("<content type=\"html\">&lt;h2&gt;", await host.Client.GetStringAsync("feed.xml", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_what_to_leave_alone_and_what_there_is()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        await using var host = await site.StartAsync();
        var home = host.Client.BaseAddress!.AbsoluteUri;

        var robots = await host.Client.GetStringAsync("robots.txt", Token);
        Assert.Equal($"User-agent: *\nDisallow: /admin\nDisallow: /account\nDisallow: /preview/\n\nSitemap: {home}sitemap.xml\n", robots);
        var sitemap = await host.Client.GetStringAsync("sitemap.xml", Token);
        Assert.Contains($"<loc>{home}</loc>", sitemap, StringComparison.Ordinal);
        Assert.Contains($"<loc>{home}series</loc>", sitemap, StringComparison.Ordinal);
        using var llms = await host.Client.GetAsync("llms.txt", Token);
        Assert.Equal("text/markdown", llms.Content.Headers.ContentType?.MediaType);
        var text = await llms.Content.ReadAsStringAsync(Token);
        Assert.StartsWith("# GutCms\n", text, StringComparison.Ordinal);
        Assert.Contains($"- [Symptom Decoder Series]({home}series/symptom-decoder-series)", text, StringComparison.Ordinal);
        Assert.Contains($"({home}articles/gut-health-and-mental-health)", text, StringComparison.Ordinal);
        using var asked = await host.Client.GetAsync("robots.txt?x=1", Token);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
    }

    [Fact]
    public void Sitemap_that_is_too_large_for_a_file_is_an_index_of_files()
    {
        PublishedAddress[] all = [new("/", null), new("/articles/a", "2026-01-02T00:00:00Z"), new("/articles/b", "2026-01-03T00:00:00Z")];

        var (whole, index) = (Read(SitemapEndpoints.Sitemap(all, "https://site.example", 3)), Read(SitemapEndpoints.Sitemap(all, "https://site.example", 2)));

        Assert.Equal(("urlset", 3), (whole.Name.LocalName, whole.Elements().Count()));
        Assert.Equal("sitemapindex", index.Name.LocalName);
        Assert.Equal(["https://site.example/sitemaps/1.xml", "https://site.example/sitemaps/2.xml"], index.Elements().Select(file => file.Elements().First().Value));
        Assert.Equal(["https://site.example/", "https://site.example/articles/a"], Files("1")!.Elements().Select(url => url.Elements().First().Value));
        Assert.Equal("https://site.example/articles/b2026-01-03T00:00:00Z", Assert.Single(Files("2")!.Elements()).Value);
        foreach (var none in (string[])["0", "3", "x", "-1", ""])
        {
            Assert.Null(Files(none));
        }

        Assert.Null(SitemapEndpoints.File(all, "https://site.example", 3, "1"));

        XElement? Files(string number) => SitemapEndpoints.File(all, "https://site.example", 2, number) is { } file ? Read(file) : null;
        static XElement Read(byte[] bytes) => XDocument.Load(new MemoryStream(bytes)).Root!;
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Block();
}
