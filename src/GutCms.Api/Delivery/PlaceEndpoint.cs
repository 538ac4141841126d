using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves where an article stands in its series: what no document says, since it changes with each publication in the series. Kept in memory until something is published.</summary>
internal sealed class PlaceEndpoint(IDeliveryReader reader, DocumentEndpoint documents, ListResponse response, ListAnswers answers, PublicCaching caching)
{
    /// <summary>The end of the address, behind that of the article.</summary>
    public const string End = "/place";

    public async Task ServeAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        var slug = (string)context.Request.RouteValues["slug"]!;
        if (PreviewEndpoint.IsAsked(context.Request))
        {
            await PreviewEndpoint.PlaceAsync(context, slug);
            return;
        }

        if (await Problems.RefuseQueryAsync(context, PreviewEndpoint.Parameter))
        {
            return;
        }

        // Taken before reading: what is published meanwhile makes the answer old at once.
        var revision = answers.Revision;
        if (await reader.FindAsync(DeliveryKind.Article, slug, context.RequestAborted) is not { } article)
        {
            await documents.AnswerMissingAsync(context, DeliveryKind.Article, slug, End);
            return;
        }

        if (!DocumentEndpoint.IsItsAddress(context.Request.Path.Value, DeliveryKind.Article, article.Key, End))
        {
            caching.Apply(context.Response.Headers, article.SurrogateKeys);
            await Problems.MovedAsync(context, DocumentEndpoint.AddressOf(context, DeliveryKind.Article, article.Key) + End);
            return;
        }

        if ((await reader.FindPlacesAsync([article.ContentItemId], context.RequestAborted)).GetValueOrDefault(article.ContentItemId) is not { } place)
        {
            caching.Apply(context.Response.Headers, article.SurrogateKeys);
            await Problems.NotFoundAsync(context, ApiText.Say("NoPlace", article.Key));
            return;
        }

        DeliveryResponse.VaryByPreview(context.Response.Headers);
        await response.WriteAsync(context, place.ToJson(), place.KeysBeside(article.ContentItemId), revision);
    }
}
