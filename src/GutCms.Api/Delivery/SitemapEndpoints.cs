using System.Globalization;
using System.Text;
using System.Xml;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves the sitemap: the site's own pages, series and articles; of more than one file may hold, an index of files (sitemaps.org).</summary>
internal sealed class SitemapEndpoints(PublishedArticles articles, ListResponse response, IPublicAddress address, IEnumerable<ISitePages> pages)
{
    /// <summary>Most addresses of one file.</summary>
    private const int Most = 50_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly string[] Parameters = [LanguageFallBacks.Parameter];

    /// <summary>The sitemap, or the index of its files.</summary>
    public Task SitemapAsync(HttpContext context) => ServeAsync(context, (all, site, asked) => Sitemap(all, site, Most, asked));

    /// <summary>One of its files.</summary>
    public Task FileAsync(HttpContext context) => ServeAsync(context, (all, site, _) => File(all, site, Most, (string?)context.Request.RouteValues["number"]));

    /// <summary>All addresses, or the files that hold them.</summary>
    /// <param name="all">All addresses.</param>
    /// <param name="site">Address of the site.</param>
    /// <param name="most">Most addresses of a file.</param>
    /// <param name="asked">The query of the request.</param>
    internal static byte[] Sitemap(IReadOnlyList<PublishedAddress> all, string site, int most, string asked = "") => all.Count <= most
        ? Write("urlset", "url", all.Select(each => each.Below(site)))
        : Write("sitemapindex", "sitemap", all.Chunk(most).Select((part, index) => new PublishedAddress(string.Create(CultureInfo.InvariantCulture, $"{site}/sitemaps/{index + 1}.xml{asked}"), part.Select(each => each.BytesUtc).Max(StringComparer.Ordinal))));

    /// <summary>One of the files, counted from 1; null: there is none of that number.</summary>
    internal static byte[]? File(IReadOnlyList<PublishedAddress> all, string site, int most, string? number) =>
        all.Count > most && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0 && at <= (all.Count + most - 1) / most
            ? Write("urlset", "url", all.Skip((at - 1) * most).Take(most).Select(each => each.Below(site)))
            : null;

    private static byte[] Write(string root, string element, IEnumerable<PublishedAddress> addresses)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            var all = addresses.ToList();
            writer.WriteStartElement(root, Namespace);
            if (all.Exists(address => address.Translations.Count > 0))
            {
                writer.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            }

            foreach (var address in all)
            {
                var (path, written) = address;
                writer.WriteStartElement(element, Namespace);
                writer.WriteElementString("loc", Namespace, path);
                if (written is not null)
                {
                    writer.WriteElementString("lastmod", Namespace, written);
                }

                WriteTranslations(writer, address.Translations);

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteTranslations(XmlWriter writer, IReadOnlyList<PublishedTranslation> translations)
    {
        foreach (var translation in translations)
        {
            WriteAlternate(writer, translation.Language, translation.Path);
        }

        if (translations.FirstOrDefault(translation => translation.IsDefault) is { } main)
        {
            WriteAlternate(writer, "x-default", main.Path);
        }
    }

    private static void WriteAlternate(XmlWriter writer, string language, string path)
    {
        writer.WriteStartElement("link", Xhtml);
        writer.WriteAttributeString("rel", "alternate");
        writer.WriteAttributeString("hreflang", language);
        writer.WriteAttributeString("href", path);
        writer.WriteEndElement();
    }

    private async Task ServeAsync(HttpContext context, Func<IReadOnlyList<PublishedAddress>, string, string, byte[]?> write)
    {
        PublicRead.Allow(context.Response.Headers);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var language = LanguageFallBacks.Read(context.Request.Query, errors);
        if (await Problems.RefuseQueryAsync(context, Parameters, errors))
        {
            return;
        }

        var own = language is null ? pages.SelectMany(each => each.Open).Select(path => new PublishedAddress(path, null)) : [];
        var all = (await articles.AddressesAsync(context.RequestAborted)).Where(each => language is null || language.Equals(each.Language, StringComparison.OrdinalIgnoreCase));
        var bytes = write([.. own, .. all], await address.FindAsync(context), language is null ? "" : $"?{LanguageFallBacks.Parameter}={language}");
        await (bytes is null ? Problems.NotFoundAsync(context, ApiText.Say("NoSitemap")) : response.WriteBytesAsync(context, bytes, "articles series", "application/xml; charset=utf-8"));
    }
}
