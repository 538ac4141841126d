using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>Serves the feeds: the newest articles of the site or of a series, or the newest items of a type, as Atom (RFC 4287) and as JSON Feed 1.1.</summary>
internal sealed class FeedEndpoints(
    IDeliveryReader reader, PublishedArticles articles, ReadDeliveredTypes types, Absences absences, ListResponse response, PublicCaching caching, IOptionsMonitor<DeliveryHttpOptions> options,
    IPublicAddress address)
{
    private const int Entries = 50;

    private static readonly Form Atom = new("/feed.xml", "application/atom+xml; charset=utf-8", FeedWriter.WriteAtom);
    private static readonly Form Json = new("/feed.json", "application/feed+json; charset=utf-8", FeedWriter.WriteJson);
    private static readonly string[] Parameters = [LanguageFallBacks.Parameter];

    /// <summary>The site, as Atom.</summary>
    public Task AtomAsync(HttpContext context) => ServeAsync(context, Atom, SiteAsync);

    /// <summary>The site, as JSON Feed.</summary>
    public Task JsonAsync(HttpContext context) => ServeAsync(context, Json, SiteAsync);

    /// <summary>A series, as Atom.</summary>
    public Task SeriesAtomAsync(HttpContext context) => ServeAsync(context, Atom, SeriesAsync);

    /// <summary>A series, as JSON Feed.</summary>
    public Task SeriesJsonAsync(HttpContext context) => ServeAsync(context, Json, SeriesAsync);

    /// <summary>Items of a type, as Atom.</summary>
    public Task ItemsAtomAsync(HttpContext context) => ServeAsync(context, Atom, ItemsAsync);

    /// <summary>Items of a type, as JSON Feed.</summary>
    public Task ItemsJsonAsync(HttpContext context) => ServeAsync(context, Json, ItemsAsync);

    private async Task ServeAsync(HttpContext context, Form form, Func<HttpContext, Form, string?, Task<Source?>> find)
    {
        PublicRead.Allow(context.Response.Headers);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var language = LanguageFallBacks.Read(context.Request.Query, errors);
        if (await Problems.RefuseQueryAsync(context, Parameters, errors) || await find(context, form, language?.ToLowerInvariant()) is not { } source)
        {
            return;
        }

        var feed = await ReadAsync(await address.FindAsync(context), source, language, form, context.RequestAborted);
        await response.WriteBytesAsync(context, form.Write(feed), source.SurrogateKeys, form.ContentType);
    }

    private async Task<Source?> SiteAsync(HttpContext context, Form form, string? language) =>
        new(DeliveryKind.Article, "articles", null, "/", "", null, await articles.NewestAsync(null, language, Entries, context.RequestAborted));

    private async Task<Source?> SeriesAsync(HttpContext context, Form form, string? language)
    {
        var slug = (string)context.Request.RouteValues["slug"]!;
        if (await reader.FindAsync(DeliveryKind.Series, slug, context.RequestAborted) is not { } series)
        {
            await MissingAsync(context, slug, form);
            return null;
        }

        using var document = JsonDocument.Parse(series.Identity);
        var json = document.RootElement;
        var path = json.GetProperty("url").GetString()!;
        return new(
            DeliveryKind.Article, series.SurrogateKeys, json.GetProperty("title").GetString(), path, path, json.GetProperty("id").GetString(),
            await articles.NewestAsync(series.Key, language, Entries, context.RequestAborted));
    }

    private async Task<Source?> ItemsAsync(HttpContext context, Form form, string? language)
    {
        var name = (string)context.Request.RouteValues["type"]!;
        var known = await types.ExecuteAsync(context.RequestAborted);
        var type = known.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (type is not { Kind: DeliveryKind.Item or DeliveryKind.Article })
        {
            caching.Apply(context.Response.Headers, PublicCaching.ItemLists);
            var fed = known.Where(type => type.Kind is DeliveryKind.Item or DeliveryKind.Article).Select(type => DeliveredTypes.TypeKey(type.Name));
            await Problems.NotFoundAsync(context, ApiText.Say("NoFeedOfType", name, string.Join(", ", fed)));
            return null;
        }

        var folder = $"/{DeliveredTypes.Folder}/{DeliveredTypes.TypeKey(type.Name)}";
        if (type.Kind == DeliveryKind.Article || name != DeliveredTypes.TypeKey(name))
        {
            caching.Apply(context.Response.Headers, PublicCaching.ListKeyOf(type.Kind));
            await Problems.MovedAsync(context, $"{context.Request.PathBase.ToUriComponent()}{(type.Kind == DeliveryKind.Article ? "" : folder)}{form.Name}{context.Request.QueryString.ToUriComponent()}");
            return null;
        }

        // There is no page that lists them.
        return new(DeliveryKind.Item, PublicCaching.ItemLists, type.DisplayName, "/", folder, null, await articles.NewestItemsAsync(type.Name, language, Entries, context.RequestAborted));
    }

    private async Task MissingAsync(HttpContext context, string slug, Form form)
    {
        var absence = await absences.FindAsync(DeliveryKind.Series, slug, context.RequestAborted);
        caching.ApplyMissing(context.Response.Headers, DeliveryKind.Series, absence);
        await (absence switch
        {
            MovedNotice moved => Problems.MovedAsync(context, $"{context.Request.PathBase.ToUriComponent()}/series/{Uri.EscapeDataString(moved.Key)}{form.Name}{context.Request.QueryString.ToUriComponent()}"),
            WithdrawalNotice withdrawn => Problems.WithdrawnAsync(context, withdrawn),
            _ => Problems.NotFoundAsync(context, ApiText.Say("NoSeries", slug)),
        });
    }

    private async Task<Feed> ReadAsync(string site, Source source, string? language, Form form, CancellationToken cancellationToken)
    {
        List<FeedEntry> entries = [];
        foreach (var entry in source.Newest)
        {
            var text = options.CurrentValue.FeedFullText ? await reader.FindAsync(source.Kind, entry.KeyOf(source.Kind), cancellationToken) : null;
            entries.Add(new(entry, text is null ? null : FeedText.Of(text.Identity, site)));
        }

        var asked = language is null ? "" : $"?{LanguageFallBacks.Parameter}={language}";
        var publisher = options.CurrentValue.FeedTitle;
        var id = "feed " + (source.Id ?? site + source.Folder);
        return new(
            site, publisher, FeedId.Of(id + asked.ToLowerInvariant()), source.Title is null ? publisher : $"{source.Title} – {publisher}", site + source.Page, site + source.Folder + form.Name + asked, entries)
        {
            Language = language,
        };
    }

    /// <summary>What a feed is of.</summary>
    /// <param name="Kind">Kind of the documents.</param>
    /// <param name="SurrogateKeys">Keys by which caches forget it.</param>
    /// <param name="Title">What stands before the name of the site; null: nothing.</param>
    /// <param name="Page">Path of the page that shows the same.</param>
    /// <param name="Folder">Path of the folder in which the feed is.</param>
    /// <param name="Id">What its permanent id is made of; null: its address.</param>
    /// <param name="Newest">Newest first.</param>
    private sealed record Source(DeliveryKind Kind, string SurrogateKeys, string? Title, string Page, string Folder, string? Id, IReadOnlyList<PublishedArticle> Newest);

    /// <summary>A form of feeds.</summary>
    /// <param name="Name">End of their addresses.</param>
    /// <param name="ContentType">Media type.</param>
    /// <param name="Write">Writes one.</param>
    private sealed record Form(string Name, string ContentType, Func<Feed, byte[]> Write);
}
