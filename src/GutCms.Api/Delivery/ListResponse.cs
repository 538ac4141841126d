using System.Buffers;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace GutCms.Api.Delivery;

/// <summary>Writes a page of a list: the summaries as they were written at publication, the total, the cursor of the next page.</summary>
internal sealed class ListResponse(DeliveryResponse response, ListAnswers answers)
{
    // Below a packet there is nothing to gain.
    private const int LeastCompressedLength = 1_000;

    /// <param name="context">The request.</param>
    /// <param name="page">The page.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    /// <param name="revision">What was published when the page was read, by its number: the answer is kept for as long as that stays so. Null: it is not kept.</param>
    public Task WriteAsync(HttpContext context, DeliveryPage page, string surrogateKeys, long? revision = null) => WriteAsync(context, Prepare(context, page), surrogateKeys, revision);

    /// <summary>The same with JSON that was made for this request.</summary>
    public Task WriteAsync(HttpContext context, byte[] body, string surrogateKeys, long? revision)
    {
        if (FormOf(context, body) is not { } form)
        {
            return Problems.NotAcceptableAsync(context);
        }

        if (revision is { } known)
        {
            answers.Keep(context, known, form, surrogateKeys);
        }

        return response.WriteAsync(context, form, lastModified: null, surrogateKeys);
    }

    /// <summary>The bytes of a page; where there is a next one, a header leads to it.</summary>
    public static byte[] Prepare(HttpContext context, DeliveryPage page)
    {
        var next = page is { HasMore: true, Rows.Count: > 0 } ? page.Rows[^1].Cursor : null;
        if (next is not null)
        {
            context.Response.Headers.Link = $"<{NextLink(context.Request, next)}>; rel=\"next\"";
        }

        return Body(page, next);
    }

    /// <summary>Serves bytes made for this request with an entity tag of their own, compressed when the client takes it.</summary>
    public Task WriteBytesAsync(HttpContext context, byte[] body, string surrogateKeys, string contentType, bool isAsked = false) =>
        FormOf(context, body) is { } form
            ? response.WriteAsync(context, form, lastModified: null, surrogateKeys, contentType, isAsked)
            : Problems.NotAcceptableAsync(context);

    /// <summary>Bytes that were made for this request in the form that the client takes best; null: it takes none.</summary>
    public static PreparedForm? FormOf(HttpContext context, byte[] body)
    {
        var coding = DeliveryResponse.Negotiate(context);
        if (coding == ContentCoding.None)
        {
            return null;
        }

        if (body.Length < LeastCompressedLength)
        {
            coding = ContentCoding.Identity;
        }

        var bytes = coding switch
        {
            ContentCoding.Brotli => DeliveryBytes.Brotli(body, DeliveryBytes.QuickBrotli),
            ContentCoding.Gzip => DeliveryBytes.Gzip(body),
            _ => body,
        };
        return PreparedForm.Of(bytes, DeliveryBytes.ETag(body), coding);
    }

    private static byte[] Body(DeliveryPage page, string? next)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        writer.WriteNumber("total"u8, page.Total);
        writer.WriteStartArray("items"u8);
        foreach (var row in page.Rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteString("nextCursor"u8, next);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, DeliveryRow row)
    {
        if (row.Snippet is null)
        {
            writer.WriteRawValue(row.Summary, skipInputValidation: true);
            return;
        }

        using var summary = JsonDocument.Parse(row.Summary);
        writer.WriteStartObject();
        foreach (var member in summary.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteString("snippet"u8, Snippets.ToHtml(row.Snippet));
        writer.WriteEndObject();
    }

    // Relative to the host: behind a proxy the address that the client used is not known for certain, and RFC 8288 resolves it anyway.
    private static string NextLink(HttpRequest request, string next)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "after").Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())))
        {
            { "after", next },
        };
        return $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{query}";
    }
}
