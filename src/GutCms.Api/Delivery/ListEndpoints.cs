using System.Buffers;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves the lists of articles and of series, and several documents at once.</summary>
internal sealed class ListEndpoints(IDeliveryReader reader, ListResponse response)
{
    private static readonly string[] SeriesParameters = ["after", "first"];
    private static readonly string[] DocumentsParameters = ["ids"];

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

    /// <summary>Serves the documents of several items at once, for whoever builds pages of what has changed.</summary>
    public async Task DocumentsAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        if (QueryParameters.Unknown(context.Request.Query, DocumentsParameters) is { Count: > 0 } unknown)
        {
            await Problems.UnknownParametersAsync(context, unknown, DocumentsParameters);
            return;
        }

        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (QueryParameters.Ids(context.Request.Query, errors) is not { } ids)
        {
            errors.TryAdd("ids", ApiText.Say("Ids", QueryParameters.MostIds));
            await Problems.InvalidParametersAsync(context, errors);
            return;
        }

        var documents = await reader.FindAllAsync(ids, context.RequestAborted);
        await response.WriteBytesAsync(context, Body(documents), "articles series", "application/json; charset=utf-8", isAsked: true);
    }

    /// <summary>Writes a document among others, byte for byte.</summary>
    public static void WriteAmong(Utf8JsonWriter writer, DeliveredDocument document)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, document.ContentItemId);
        writer.WriteString("kind"u8, DeliveryAddress.KindName(document.Kind));
        writer.WriteString("etag"u8, document.ETag);
        writer.WritePropertyName("document"u8);
        writer.WriteRawValue(document.Identity, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static byte[] Body(IReadOnlyList<DeliveredDocument> documents)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var document in documents)
        {
            WriteAmong(writer, document);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
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
