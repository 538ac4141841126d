using System.Text;
using System.Text.Json;
using System.Xml;
using GutCms.Core.Delivery;

namespace GutCms.Api.Delivery;

/// <summary>Writes feeds.</summary>
internal static class FeedWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>As Atom (RFC 4287).</summary>
    public static byte[] WriteAtom(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
        {
            writer.WriteStartElement("feed", Atom);
            if (feed.Language is { } language)
            {
                writer.WriteAttributeString("xml", "lang", null, language);
            }

            writer.WriteElementString("id", Atom, feed.Id);
            writer.WriteElementString("title", Atom, XmlText.Clean(feed.Title));
            // RFC 4287 asks for one; the bytes of the articles decide: it changes when what readers get does, and only then.
            writer.WriteElementString("updated", Atom, feed.Entries.Select(entry => entry.Article.BytesUtc).Max(StringComparer.Ordinal) ?? "1970-01-01T00:00:00Z");
            writer.WriteStartElement("author", Atom);
            writer.WriteElementString("name", Atom, XmlText.Clean(feed.Publisher));
            writer.WriteEndElement();
            WriteLink(writer, "self", feed.Address);
            WriteLink(writer, "alternate", feed.Page);
            foreach (var entry in feed.Entries)
            {
                WriteEntry(writer, feed.Site, entry);
            }

            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteEntry(XmlWriter writer, string site, FeedEntry entry)
    {
        var article = entry.Article;
        writer.WriteStartElement("entry", Atom);
        writer.WriteAttributeString("xml", "lang", null, article.Language);
        writer.WriteElementString("id", Atom, FeedId.Of(article.Id));
        writer.WriteElementString("title", Atom, XmlText.Clean(article.Title));
        writer.WriteElementString("published", Atom, article.PublishedUtc);
        writer.WriteElementString("updated", Atom, article.BytesUtc);
        WriteLink(writer, "alternate", site + article.Url);
        if (article.Series is { } series)
        {
            writer.WriteStartElement("category", Atom);
            writer.WriteAttributeString("term", XmlText.Clean(series));
            writer.WriteEndElement();
        }

        if (article.Excerpt is { } excerpt)
        {
            writer.WriteElementString("summary", Atom, XmlText.Clean(excerpt));
        }

        if (entry.Html is { } html)
        {
            writer.WriteStartElement("content", Atom);
            writer.WriteAttributeString("type", "html");
            writer.WriteString(XmlText.Clean(html));
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

    /// <summary>As JSON Feed 1.1.</summary>
    public static byte[] WriteJson(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "https://jsonfeed.org/version/1.1");
            writer.WriteString("title"u8, feed.Title);
            writer.WriteString("home_page_url"u8, feed.Page);
            writer.WriteString("feed_url"u8, feed.Address);
            if (feed.Language is { } language)
            {
                writer.WriteString("language"u8, language);
            }

            writer.WriteStartArray("items"u8);
            foreach (var (article, html) in feed.Entries)
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, FeedId.Of(article.Id));
                writer.WriteString("url"u8, feed.Site + article.Url);
                writer.WriteString("title"u8, article.Title);

                // One of the two has to be there; of an article without a teaser its title says what it is about.
                writer.WriteString(html is null ? "content_text"u8 : "content_html"u8, html ?? article.Excerpt ?? article.Title);
                if (article.Excerpt is { } excerpt)
                {
                    writer.WriteString("summary"u8, excerpt);
                }

                writer.WriteString("date_published"u8, article.PublishedUtc);
                writer.WriteString("date_modified"u8, article.BytesUtc);
                writer.WriteString("language"u8, article.Language);
                if (article.Series is { } series)
                {
                    writer.WriteStartArray("tags"u8);
                    writer.WriteStringValue(series);
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}

/// <summary>A feed.</summary>
/// <param name="Site">Address of the site.</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Id">Permanent id.</param>
/// <param name="Title">Title.</param>
/// <param name="Page">Address of the page that lists the same.</param>
/// <param name="Address">Its own address.</param>
/// <param name="Entries">Newest first.</param>
internal sealed record Feed(string Site, string Publisher, string Id, string Title, string Page, string Address, IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>The language of all of them; null: each has its own.</summary>
    public string? Language { get; init; }
}

/// <summary>What stands in a feed.</summary>
/// <param name="Article">The article, or the item of another type.</param>
/// <param name="Html">Its text; null: the feed has teasers only.</param>
internal sealed record FeedEntry(PublishedArticle Article, string? Html);
