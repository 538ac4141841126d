using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>A document as far as it can be told without compressing it.</summary>
internal sealed record DocumentDraft(
    DeliveryKind Kind,
    string Key,
    ShownText Text,
    byte[] Identity,
    string Title,
    Func<DateTime, byte[]> Summary,
    string SearchText,
    string? SeriesId,
    string? SeriesSlug,
    decimal? SeriesPosition,
    IReadOnlyList<string> DependsOn,
    string SurrogateKeys)
{
    /// <summary>Values by which lists find it.</summary>
    public IReadOnlyList<DeliveryValue> Values { get; init; } = [];

    private ContentItem Item => Text.Item;

    /// <summary>What is on file already says all of this, so nothing has to be written.</summary>
    public bool IsOnFile(DeliveryStamp? stamp, string etag) =>
        stamp is not null && stamp.Kind == Kind && stamp.Key == Key && stamp.ETag == etag && stamp.Title == Title
        && stamp.SeriesId == SeriesId && stamp.SeriesPosition == SeriesPosition && stamp.PublishedUtc == DeliveredItem.PublishedUtcOf(Text.Version)
        && stamp.Translations == ItemMeaning.TranslationsOf(Item);

    /// <summary>Compresses. Last-Modified moves only when the bytes do.</summary>
    public DeliveryRecord ToRecord(DeliveryStamp? stamp, string etag, DateTime nowUtc)
    {
        var bytesUtc = stamp?.ETag == etag ? stamp.LastModifiedUtc : nowUtc;
        return new(
            new DeliveredDocument(
                Kind,
                Key,
                Item.ContentItemId,
                Identity,
                DeliveryBytes.Gzip(Identity),
                DeliveryBytes.Brotli(Identity, DeliveryBytes.StoredBrotli),
                etag,
                bytesUtc,
                SurrogateKeys),
            Title,
            Summary(bytesUtc),
            SearchText,
            SeriesId,
            SeriesSlug,
            SeriesPosition,
            DeliveredItem.PublishedUtcOf(Text.Version),
            DeliveredItem.ModifiedUtcOf(Item),
            DependsOn,
            Text.ContentHash)
        { PresentationHash = Presentation.HashOf(Item), Language = Text.Content.Text("language"), ContentType = Item.ContentType, Translations = ItemMeaning.TranslationsOf(Item), Values = Values };
    }
}

/// <summary>Writes the JSON of documents.</summary>
internal static class DocumentJson
{
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DeliveryBytes.JsonEncoder });
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes how a version is presented, as it is hashed, and its hash.</summary>
    public static void WritePresentation(this Utf8JsonWriter writer, ContentItem item)
    {
        var presentation = Presentation.Of(item);
        writer.WritePropertyName("presentation"u8);
        presentation.ToJson().WriteTo(writer);
        writer.WriteString("presentationHash"u8, presentation.Hash());
    }

    /// <summary>Writes which disclaimer it is whose words stand in the content.</summary>
    public static void WriteDisclaimer(this Utf8JsonWriter writer, ContentItem? disclaimer)
    {
        if (disclaimer is null)
        {
            writer.WriteNull("disclaimer"u8);
            return;
        }

        writer.WriteStartObject("disclaimer"u8);
        writer.WriteString("id"u8, disclaimer.ContentItemId);
        writer.WriteString("versionId"u8, disclaimer.ContentItemVersionId);
        writer.WriteEndObject();
    }

    /// <summary>Writes an instant in whole seconds, the same on every database, or null.</summary>
    public static void WriteInstant(this Utf8JsonWriter writer, string name, DateTime? instant) => writer.WriteString(name, instant is { } value ? Instant(value) : null);

    public static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a reference to an article.</summary>
    public static void WriteLink(this Utf8JsonWriter writer, string name, SeriesMember? article) =>
        writer.WriteLink(name, article is null ? null : (article.ContentItemId, article.Slug, article.Title, DeliveredItem.ArticleUrl(article.Slug)));

    /// <summary>Writes a reference to a series.</summary>
    public static void WriteLink(this Utf8JsonWriter writer, string name, SeriesCard? series) =>
        writer.WriteLink(name, series is null ? null : (series.Id, series.Slug, series.Title, DeliveredItem.SeriesUrl(series.Slug)));

    /// <summary>Writes what is said of a series into the object of which it is.</summary>
    public static void WriteSeries(this Utf8JsonWriter writer, SeriesCard series) => writer.WriteMembers((series.Id, series.Slug, series.Title, DeliveredItem.SeriesUrl(series.Slug)));

    private static void WriteLink(this Utf8JsonWriter writer, string name, (string Id, string Slug, string Title, string Url)? link)
    {
        if (link is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteMembers(known);
        writer.WriteEndObject();
    }

    private static void WriteMembers(this Utf8JsonWriter writer, (string Id, string Slug, string Title, string Url) link)
    {
        writer.WriteString("id"u8, link.Id);
        writer.WriteString("slug"u8, link.Slug);
        writer.WriteString("title"u8, link.Title);
        writer.WriteString("url"u8, link.Url);
    }
}
