using System.Buffers;
using System.Text.Json;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;

namespace GutCms.Api.Delivery;

/// <summary>A page of changes as JSON, as it is answered and sent.</summary>
public static class DeliveryChangesJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(DeliveryChangesPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
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
                writer.WriteString("slug"u8, DeliveredTypes.SlugOf(change.Kind, change.Key));
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
        if (document.ReviewStatus is not null)
        {
            writer.WriteString("reviewStatus"u8, document.ReviewStatus);
        }

        writer.WriteStartArray("surrogateKeys"u8);
        foreach (var key in document.SurrogateKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
    }
}
