using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace GutCms.Api.Delivery;

/// <summary>Serves what changed in what readers get.</summary>
internal sealed class ChangesEndpoint(IDeliveryChanges changes, ListResponse response, IHostApplicationLifetime lifetime)
{
    private const int Default = 100;

    private static readonly string[] Permitted = ["after", "first", "wait"];
    private static readonly (int, int) Sizes = (1, 1_000);
    private static readonly (int, int) Seconds = (0, 60);

    public async Task ServeAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        var query = context.Request.Query;
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var after = QueryParameters.After(query, errors);
        var first = QueryParameters.Number(query, "first", Sizes, Default, errors);
        var wait = QueryParameters.Number(query, "wait", Seconds, 0, errors);
        if (await Problems.RefuseQueryAsync(context, Permitted, errors))
        {
            return;
        }

        try
        {
            var page = await ReadAsync(context, after, first, TimeSpan.FromSeconds(wait));
            await response.WriteBytesAsync(context, DeliveryChangesJson.Write(page), "articles series", "application/json; charset=utf-8", isAsked: true);
        }
        catch (BadCursorException)
        {
            await Problems.InvalidCursorAsync(context);
        }
        catch (DeliveryChangesLostException)
        {
            await Problems.ChangesLostAsync(context);
        }
        catch (DeliveryChangesNotReadyException)
        {
            await Problems.ChangesNotReadyAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
    }

    private async Task<DeliveryChangesPage> ReadAsync(HttpContext context, string? after, int first, TimeSpan wait)
    {
        if (wait == TimeSpan.Zero || after == DeliveryChangesToken.Now)
        {
            return await changes.ReadAsync(after, first, context.RequestAborted);
        }

        // A server that is stopped does not wait for those who wait.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            return await changes.AwaitAsync(after, first, wait, end.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return await changes.ReadAsync(after, first, context.RequestAborted);
        }
    }
}
