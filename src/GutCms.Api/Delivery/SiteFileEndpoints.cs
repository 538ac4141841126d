using System.Text;
using GutCms.Api.Http;
using GutCms.Core.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>Serves what programs that visit a site ask for: <c>robots.txt</c> (RFC 9309) and <c>llms.txt</c> (llmstxt.org).</summary>
internal sealed class SiteFileEndpoints(PublishedArticles articles, ListResponse response, IPublicAddress address, IOptionsMonitor<DeliveryHttpOptions> options, IEnumerable<ISitePages> pages)
{
    private const int Newest = 100;

    /// <summary>What they may visit, and where the sitemap is.</summary>
    public Task RobotsAsync(HttpContext context) => ServeAsync(context, "text/plain; charset=utf-8", (text, site) =>
    {
        text.Append("User-agent: *\n");
        foreach (var path in pages.SelectMany(each => each.Closed))
        {
            text.Append("Disallow: ").Append(path).Append('\n');
        }

        text.Append("\nSitemap: ").Append(site).Append("/sitemap.xml\n");
        return Task.CompletedTask;
    });

    /// <summary>What there is to read, for language models.</summary>
    public Task LlmsAsync(HttpContext context) => ServeAsync(context, "text/markdown; charset=utf-8", async (text, site) =>
    {
        text.Append("# ").Append(Line(options.CurrentValue.FeedTitle)).Append("\n\n");
        text.Append("Medical articles. Each is also served as JSON, with its sources, its disclaimer and what is on record of its review: ").Append(site).Append("/api/delivery/articles/{slug}\n");
        Section(text, site, ItemMeaning.Series, await articles.SeriesAsync(context.RequestAborted));
        Section(text, site, "Articles", (await articles.NewestAsync(null, null, Newest, context.RequestAborted)).Select(article => (article.Url, article.Title, article.Excerpt)));
        Section(text, site, "Optional", [("/sitemap.xml", "All addresses", null), ("/feed.xml", "Feed of the newest articles", null), ("/openapi/delivery.json", "Description of the API", null)]);
    });

    private static void Section(StringBuilder text, string site, string name, IEnumerable<(string Url, string Title, string? About)> links)
    {
        var rows = links.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("\n## ").Append(name).Append("\n\n");
        foreach (var (url, title, about) in rows)
        {
            text.Append("- [").Append(Line(title).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)).Append("](").Append(site).Append(url).Append(')').Append(about is null ? "" : ": " + Line(about)).Append('\n');
        }
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task ServeAsync(HttpContext context, string contentType, Func<StringBuilder, string, Task> write)
    {
        PublicRead.Allow(context.Response.Headers);
        if (await Problems.RefuseQueryAsync(context))
        {
            return;
        }

        var text = new StringBuilder();
        await write(text, await address.FindAsync(context));
        await response.WriteBytesAsync(context, Encoding.UTF8.GetBytes(text.ToString()), "articles series", contentType);
    }
}
