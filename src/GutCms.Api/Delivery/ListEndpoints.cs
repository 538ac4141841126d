using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves the lists of articles and of series.</summary>
internal sealed class ListEndpoints(IDeliveryReader reader, ListResponse response)
{
    private static readonly string[] SeriesParameters = ["after", "first"];

    public Task ArticlesAsync(HttpContext context)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        return ServeAsync(
            context,
            ArticleListQuery.Permitted,
            errors,
            ArticleListQuery.Read(context.Request.Query, errors),
            reader.ListArticlesAsync,
            "articles");
    }

    public Task SeriesAsync(HttpContext context)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var after = QueryParameters.After(context.Request.Query, errors);
        var first = QueryParameters.First(context.Request.Query, errors);
        return ServeAsync(
            context,
            SeriesParameters,
            errors,
            (after, first),
            (query, cancellationToken) => reader.ListSeriesAsync(query.after, query.first, cancellationToken),
            "series");
    }

    private async Task ServeAsync<TQuery>(
        HttpContext context,
        string[] permitted,
        Dictionary<string, string> errors,
        TQuery query,
        Func<TQuery, CancellationToken, Task<DeliveryPage>> list,
        string surrogateKeys)
    {
        PublicRead.Allow(context.Response.Headers);
        if (QueryParameters.Unknown(context.Request.Query, permitted) is { Count: > 0 } unknown)
        {
            await Problems.UnknownParametersAsync(context, unknown, permitted);
            return;
        }

        if (errors.Count > 0)
        {
            await Problems.InvalidParametersAsync(context, errors);
            return;
        }

        DeliveryPage page;
        try
        {
            page = await list(query, context.RequestAborted);
        }
        catch (BadCursorException)
        {
            await Problems.InvalidCursorAsync(context);
            return;
        }

        await response.WriteAsync(context, page, surrogateKeys);
    }
}
