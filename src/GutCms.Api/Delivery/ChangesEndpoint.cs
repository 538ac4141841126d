using System.Buffers;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Core.Content.Items;
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
        if (QueryParameters.Unknown(query, Permitted) is { Count: > 0 } unknown)
        {
            await Problems.UnknownParametersAsync(context, unknown, Permitted);
            return;
        }

        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var after = QueryParameters.After(query, errors);
        var first = QueryParameters.Number(query, "first", Sizes, Default, errors);
        var wait = QueryParameters.Number(query, "wait", Seconds, 0, errors);
        if (errors.Count > 0)
        {
            await Problems.InvalidParametersAsync(context, errors);
            return;
        }

        try
        {
            var page = await ReadAsync(context, after, first, TimeSpan.FromSeconds(wait));
            await response.WriteBytesAsync(context, Body(page), "articles series", "application/json; charset=utf-8", isAsked: true);
        }
        catch (BadCursorException)
        {
            await Problems.InvalidCursorAsync(context);
        }
        catch (DeliveryChangesLostException)
        {
            await Problems.ChangesLostAsync(context);
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

    private static byte[] Body(DeliveryChangesPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var change in page.Items)
        {
            Write(writer, change);
        }

        writer.WriteEndArray();
        writer.WriteString("next"u8, page.Next);
        writer.WriteBoolean("hasMore"u8, page.HasMore);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, DeliveryChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("change"u8, JsonNamingPolicy.CamelCase.ConvertName(change.Change.ToString()));
        writer.WriteString("kind"u8, DeliveryAddress.KindName(change.Kind));
        if (change.ContentItemId is not null)
        {
            writer.WriteString("id"u8, change.ContentItemId);
        }

        var isRedirect = change.Change is DeliveryChangeType.Redirected or DeliveryChangeType.RedirectRemoved;
        if (!isRedirect)
        {
            writer.WriteString("type"u8, change.ContentType);
        }

        if (FormerAddress.CanMove(change.Kind))
        {
            if (!isRedirect)
            {
                writer.WriteString("slug"u8, change.Key);
            }

            writer.WriteString("url"u8, FormerAddress.UrlOf(change.Kind, change.Key));
        }

        if (!isRedirect)
        {
            writer.WriteString("document"u8, DeliveryAddress.Document(change.Kind, change.Key));
        }

        if (change.Document is { } document)
        {
            Write(writer, document);
        }

        if (change.Reason is not null)
        {
            writer.WriteString("reason"u8, change.Reason);
            writer.WriteString("withdrawnUtc"u8, ContentDates.FormatInPart(change.WithdrawnUtc!.Value));
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DeliveredVersion document)
    {
        writer.WriteString("contentHash"u8, document.ContentHash);
        writer.WriteString("etag"u8, document.ETag);
        writer.WriteString("modifiedUtc"u8, ContentDates.FormatInPart(document.ModifiedUtc));
        writer.WriteString("bytesUtc"u8, ContentDates.FormatInPart(document.BytesUtc));
        writer.WriteStartArray("surrogateKeys"u8);
        foreach (var key in document.SurrogateKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
    }
}
