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
internal sealed class ListEndpoints(IDeliveryReader reader, ListResponse response, ListAnswers answers)
{
    private static readonly string[] SeriesParameters = ["after", "first", LanguageFallBacks.Parameter];
    private static readonly string[] DocumentsParameters = ["ids"];

    public Task ArticlesAsync(HttpContext context)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var query = ArticleListQuery.Read(context.Request.Query, errors);
        if (!PreviewEndpoint.IsAsked(context.Request))
        {
            return ServeAsync(context, ArticleListQuery.Permitted, errors, query, reader.ListArticlesAsync, "articles");
        }

        if (query.Search is not null)
        {
            errors["q"] = ApiText.Say("NoSearchInPreview");
        }

        PublicRead.Allow(context.Response.Headers);
        return PreviewEndpoint.ListAsync(context, ArticleListQuery.Permitted, errors, (lists, token, cancellationToken) => lists.ArticlesAsync(token, query, cancellationToken));
    }

    public Task SeriesAsync(HttpContext context)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var query = new SeriesQuery(QueryParameters.After(context.Request.Query, errors), QueryParameters.First(context.Request.Query, errors))
        {
            Language = LanguageFallBacks.Read(context.Request.Query, errors)?.ToLowerInvariant(),
        };
        if (!PreviewEndpoint.IsAsked(context.Request))
        {
            return ServeAsync(context, SeriesParameters, errors, query, reader.ListSeriesAsync, "series");
        }

        PublicRead.Allow(context.Response.Headers);
        return PreviewEndpoint.ListAsync(context, SeriesParameters, errors, (lists, token, cancellationToken) => lists.SeriesAsync(token, query, cancellationToken));
    }

    /// <summary>Serves the documents of several items at once, for whoever builds pages of what has changed.</summary>
    public async Task DocumentsAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var ids = QueryParameters.Ids(context.Request.Query, errors);
        if (ids is null)
        {
            errors.TryAdd("ids", ApiText.Say("Ids", QueryParameters.MostIds));
        }

        if (PreviewEndpoint.IsAsked(context.Request))
        {
            await PreviewEndpoint.DocumentsAsync(context, DocumentsParameters, ids, errors);
            return;
        }

        if (await Problems.RefuseQueryAsync(context, DocumentsParameters, errors) || ids is null)
        {
            return;
        }

        var documents = await reader.FindAllAsync(ids, context.RequestAborted);
        DeliveryResponse.VaryByPreview(context.Response.Headers);
        await response.WriteBytesAsync(
            context, Body(documents, static document => (document.ContentItemId, document.Kind, document.ETag, document.Identity)), "articles series", "application/json; charset=utf-8", isAsked: true);
    }

    /// <summary>Writes a document among others, byte for byte.</summary>
    public static void WriteAmong(Utf8JsonWriter writer, DeliveredDocument document) => WriteAmong(writer, (document.ContentItemId, document.Kind, document.ETag, document.Identity));

    /// <summary>The body of an answer that has several documents.</summary>
    public static byte[] Body<T>(IReadOnlyList<T> documents, Func<T, (string Id, DeliveryKind Kind, string ETag, byte[] Json)> read)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var document in documents)
        {
            WriteAmong(writer, read(document));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAmong(Utf8JsonWriter writer, (string Id, DeliveryKind Kind, string ETag, byte[] Json) document)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, document.Id);
        writer.WriteString("kind"u8, DeliveryAddress.KindName(document.Kind));
        writer.WriteString("etag"u8, document.ETag);
        writer.WritePropertyName("document"u8);
        writer.WriteRawValue(document.Json, skipInputValidation: true);
        writer.WriteEndObject();
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
        if (await Problems.RefuseQueryAsync(context, permitted, errors))
        {
            return;
        }

        // Taken before reading: what is published meanwhile makes the answer old at once.
        var revision = answers.Revision;
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

        DeliveryResponse.VaryByPreview(context.Response.Headers);
        await response.WriteAsync(context, page, surrogateKeys, revision);
    }
}
