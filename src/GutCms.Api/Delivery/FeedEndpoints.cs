using System.Text;
using System.Xml;
using GutCms.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>Serves the Atom feed of the newest articles and the sitemap of all of them.</summary>
internal sealed class FeedEndpoints(
    PublishedArticles articles, ListResponse response, IOptionsMonitor<DeliveryHttpOptions> options, IPublicAddress address)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const int FeedEntries = 50;

    // What one file may hold: https://www.sitemaps.org/protocol.html.
    private const int SitemapAddresses = 50_000;

    public Task FeedAsync(HttpContext context) => ServeAsync(
        context,
        "application/atom+xml; charset=utf-8",
        async (writer, site) => WriteFeed(writer, site, await articles.NewestAsync(FeedEntries, context.RequestAborted)));

    public Task SitemapAsync(HttpContext context) => ServeAsync(
        context,
        "application/xml; charset=utf-8",
        async (writer, site) => WriteSitemap(writer, site, await articles.AllAsync(SitemapAddresses, context.RequestAborted)));

    private async Task ServeAsync(HttpContext context, string contentType, Func<XmlWriter, string, Task> write)
    {
        PublicRead.Allow(context.Response.Headers);
        if (QueryParameters.Unknown(context.Request.Query, []) is { Count: > 0 } unknown)
        {
            await Problems.UnknownParametersAsync(context, unknown, []);
            return;
        }

        var site = await address.FindAsync(context);
        using var bytes = new MemoryStream();
        await using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
        {
            await write(writer, site);
        }

        await response.WriteBytesAsync(context, bytes.ToArray(), "articles", contentType);
    }

    private void WriteFeed(XmlWriter writer, string site, IReadOnlyList<PublishedArticle> newest)
    {
        writer.WriteStartElement("feed", Atom);
        writer.WriteElementString("id", Atom, $"{site}/feed.xml");
        writer.WriteElementString("title", Atom, options.CurrentValue.FeedTitle);
        // RFC 4287 asks for one; the bytes of the articles decide: it changes when what readers get does, and only then.
        writer.WriteElementString("updated", Atom, newest.Select(article => article.BytesUtc).Max(StringComparer.Ordinal) ?? "1970-01-01T00:00:00Z");
        writer.WriteStartElement("author", Atom);
        writer.WriteElementString("name", Atom, options.CurrentValue.FeedTitle);
        writer.WriteEndElement();
        WriteLink(writer, "self", $"{site}/feed.xml");
        WriteLink(writer, "alternate", $"{site}/");
        foreach (var article in newest)
        {
            writer.WriteStartElement("entry", Atom);
            writer.WriteElementString("id", Atom, site + article.Url);
            writer.WriteElementString("title", Atom, Clean(article.Title));
            writer.WriteElementString("published", Atom, article.PublishedUtc);
            writer.WriteElementString("updated", Atom, article.BytesUtc);
            WriteLink(writer, "alternate", site + article.Url);
            if (article.Excerpt is { } excerpt)
            {
                writer.WriteElementString("summary", Atom, Clean(excerpt));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteLink(XmlWriter writer, string relation, string address)
    {
        writer.WriteStartElement("link", Atom);
        writer.WriteAttributeString("rel", relation);
        writer.WriteAttributeString("href", address);
        writer.WriteEndElement();
    }

    private static void WriteSitemap(XmlWriter writer, string site, IReadOnlyList<PublishedArticle> all)
    {
        writer.WriteStartElement("urlset", Sitemap);
        foreach (var article in all.Take(SitemapAddresses))
        {
            writer.WriteStartElement("url", Sitemap);
            writer.WriteElementString("loc", Sitemap, site + article.Url);
            writer.WriteElementString("lastmod", Sitemap, article.BytesUtc);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    // JSON may hold control characters that XML has no way to write.
    private static string Clean(string text) => string.Concat(text.Where(character => char.IsSurrogate(character) || XmlConvert.IsXmlChar(character)));
}
