using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Delivery;

/// <summary>The delivery feature's table of routes.</summary>
internal static class DeliveryEndpoints
{
    /// <summary>Where it begins.</summary>
    public const string Prefix = "/api/delivery";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder endpoints)
    {
        var documents = endpoints.ServiceProvider.GetRequiredService<DocumentEndpoint>();
        var lists = endpoints.ServiceProvider.GetRequiredService<ListEndpoints>();
        var delivery = endpoints.MapGroup(Prefix);

        delivery.MapRead("/articles", lists.ArticlesAsync, DeliveryDescriptions.Articles);
        delivery.MapRead("/articles/{slug}", documents.For(DeliveryKind.Article, "slug"), DeliveryDescriptions.Article);
        delivery.MapRead("/articles/{slug}" + PlaceEndpoint.End, endpoints.ServiceProvider.GetRequiredService<PlaceEndpoint>().ServeAsync, DeliveryDescriptions.Place);
        delivery.MapRead("/series", lists.SeriesAsync, DeliveryDescriptions.SeriesList);
        delivery.MapRead("/series/{slug}", documents.For(DeliveryKind.Series, "slug"), DeliveryDescriptions.Series);
        delivery.MapRead("/redirects", endpoints.ServiceProvider.GetRequiredService<RedirectEndpoint>().ServeAsync, DeliveryDescriptions.Redirects);
        delivery.MapRead("/documents", lists.DocumentsAsync, DeliveryDescriptions.Documents);
        if (endpoints.ServiceProvider.GetService<IDeliveryChanges>() is not null)
        {
            delivery.MapRead("/changes", ActivatorUtilities.CreateInstance<ChangesEndpoint>(endpoints.ServiceProvider).ServeAsync, DeliveryDescriptions.Changes);
        }

        if (endpoints.ServiceProvider.GetService<IItemLists>() is not null)
        {
            delivery.MapRead("/items/{type}", ActivatorUtilities.CreateInstance<ItemListEndpoint>(endpoints.ServiceProvider).ServeAsync, DeliveryDescriptions.Items);
            delivery.MapRead("/items/{type}/{slug}", documents.ItemAsync, DeliveryDescriptions.Item);
        }

        delivery.MapRead("/disclaimers/{id}", documents.For(DeliveryKind.Disclaimer, "id"), DeliveryDescriptions.Disclaimer);
        return endpoints;
    }

    public static IEndpointRouteBuilder MapFeed(this IEndpointRouteBuilder endpoints)
    {
        var feeds = endpoints.ServiceProvider.GetRequiredService<FeedEndpoints>();
        var root = endpoints.MapGroup("");
        root.MapRead("/feed.xml", feeds.AtomAsync, DeliveryDescriptions.Feed);
        root.MapRead("/feed.json", feeds.JsonAsync, DeliveryDescriptions.JsonFeed);
        root.MapRead("/series/{slug}/feed.xml", feeds.SeriesAtomAsync, DeliveryDescriptions.SeriesFeed);
        root.MapRead("/series/{slug}/feed.json", feeds.SeriesJsonAsync, DeliveryDescriptions.SeriesJsonFeed);
        if (endpoints.ServiceProvider.GetService<IItemLists>() is not null)
        {
            root.MapRead("/items/{type}/feed.xml", feeds.ItemsAtomAsync, DeliveryDescriptions.ItemsFeed);
            root.MapRead("/items/{type}/feed.json", feeds.ItemsJsonAsync, DeliveryDescriptions.ItemsJsonFeed);
        }

        return endpoints;
    }

    public static IEndpointRouteBuilder MapSitemap(this IEndpointRouteBuilder endpoints)
    {
        var sitemap = endpoints.ServiceProvider.GetRequiredService<SitemapEndpoints>();
        var root = endpoints.MapGroup("");
        root.MapRead("/sitemap.xml", sitemap.SitemapAsync, DeliveryDescriptions.Sitemap);
        root.MapRead("/sitemaps/{number}.xml", sitemap.FileAsync, DeliveryDescriptions.SitemapFile);
        return endpoints;
    }

    public static IEndpointRouteBuilder MapSiteFiles(this IEndpointRouteBuilder endpoints)
    {
        var files = endpoints.ServiceProvider.GetRequiredService<SiteFileEndpoints>();
        var root = endpoints.MapGroup("");
        root.MapRead("/robots.txt", files.RobotsAsync, DeliveryDescriptions.Robots);
        root.MapRead("/llms.txt", files.LlmsAsync, DeliveryDescriptions.Llms);
        return endpoints;
    }

    private static void MapRead(this RouteGroupBuilder group, string pattern, RequestDelegate handler, EndpointDescription description)
    {
        group.MapMethods(pattern, [HttpMethods.Options], PublicRead.PreflightAsync).ExcludeFromDescription();

        // By the resource itself: where a host routes whatever nothing else takes, as Orchard Core does, routing never gets as far as refusing a method.
        group.Map(pattern, PublicRead.RefuseAsync).ExcludeFromDescription();
        description.AttachTo(group.MapMethods(pattern, Reading, handler), DeliveryDescriptions.Tag, handler);
    }
}
