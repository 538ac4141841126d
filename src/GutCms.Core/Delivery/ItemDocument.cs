using System.Text.Json;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Makes the document of an item of a type that the definitions mark.</summary>
internal static class ItemDocument
{
    public static DocumentDraft Build(ItemSource source)
    {
        var item = source.Item;
        var content = source.Text.Content;
        var key = DeliveredTypes.KeyOf(DeliveryKind.Item, item);
        var review = ReviewMember.Of(source.Review, source.Text);
        List<string> dependsOn =
        [
            .. new[] { source.Disclaimer?.ContentItemId }.OfType<string>().Concat(LinkJson.Ids(source.Links)).Concat(source.Translations.Select(translation => translation.Id)).Where(id => id != item.ContentItemId).Distinct(StringComparer.Ordinal),
        ];
        return new DocumentDraft(
            DeliveryKind.Item,
            key,
            source.Text,
            DocumentJson.Write(writer => WriteMembers(writer, source, key, review)),
            source.Text.Title,
            bytesUtc => DocumentJson.Write(writer => WriteSummary(writer, source, key, review, bytesUtc)),
            DeliveryText.Of(content).SearchText,
            SeriesId: null,
            SeriesSlug: null,
            SeriesPosition: null,
            dependsOn,
            string.Join(' ', dependsOn.Prepend(item.ContentItemId)))
        { Values = source.ValuesOf(ReviewMember.StatusOf(review), null) };
    }

    private static void WriteMembers(Utf8JsonWriter writer, ItemSource source, string key, DeliveredReview? review)
    {
        WriteNames(writer, source, key);
        writer.WritePropertyName("content"u8);
        source.Text.Content.WriteTo(writer);
        writer.WriteString("contentHash"u8, source.Text.ContentHash);
        writer.WritePresentation(source.Item);
        writer.WriteLinks(source.Links);
        writer.WriteTranslations(source.Translations);
        writer.WriteDisclaimer(source.Disclaimer);
        ReviewMember.Write(writer, review);
        WriteInstants(writer, source);
    }

    private static void WriteSummary(Utf8JsonWriter writer, ItemSource source, string key, DeliveredReview? review, DateTime bytesUtc)
    {
        WriteNames(writer, source, key);
        writer.WriteString("title"u8, source.Text.Title);
        writer.WriteString("language"u8, source.Text.Content.Text("language"));
        writer.WriteLinks(source.Links);
        writer.WriteTranslations(source.Translations);
        WriteInstants(writer, source);
        writer.WriteString("contentHash"u8, source.Text.ContentHash);
        writer.WriteString("reviewStatus"u8, ReviewMember.StatusOf(review));
        writer.WriteInstant("bytesUtc", bytesUtc);
    }

    private static void WriteNames(Utf8JsonWriter writer, ItemSource source, string key)
    {
        writer.WriteString("id"u8, source.Item.ContentItemId);
        writer.WriteString("versionId"u8, source.Item.ContentItemVersionId);
        writer.WriteString("type"u8, source.Item.ContentType);
        writer.WriteString("slug"u8, DeliveredTypes.SlugOf(DeliveryKind.Item, key));
        writer.WriteString("url"u8, FormerAddress.UrlOf(DeliveryKind.Item, key));
    }

    private static void WriteInstants(Utf8JsonWriter writer, ItemSource source)
    {
        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(source.Text.Version));
        writer.WriteInstant("liveSinceUtc", DeliveredItem.LiveSinceUtcOf(source.Item));
        writer.WriteInstant("modifiedUtc", DeliveredItem.ModifiedUtcOf(source.Item, source.Disclaimer));
    }
}
