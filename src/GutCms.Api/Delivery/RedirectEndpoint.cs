using System.Buffers;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Reading;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves the list of addresses that have changed, for sites that write their pages to files.</summary>
internal sealed class RedirectEndpoint(Redirects redirects, ListResponse response)
{
    public async Task ServeAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        if (await Problems.RefuseQueryAsync(context))
        {
            return;
        }

        var moved = (await redirects.ListAsync(context.RequestAborted)).Where(redirect => redirect.ToKey is not null).ToList();
        await response.WriteBytesAsync(context, Body(moved), "articles series", "application/json; charset=utf-8");
    }

    private static byte[] Body(List<Redirect> moved)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        writer.WriteNumber("total"u8, moved.Count);
        writer.WriteStartArray("items"u8);
        foreach (var redirect in moved)
        {
            writer.WriteStartObject();
            writer.WriteString("from"u8, FormerAddress.UrlOf(redirect.From.Kind, redirect.From.Key));
            writer.WriteString("to"u8, FormerAddress.UrlOf(redirect.From.Kind, redirect.ToKey!));
            writer.WriteString("id"u8, redirect.From.ContentItemId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
