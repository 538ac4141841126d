using System.Text.Json;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Makes the document of a disclaimer.</summary>
internal static class DisclaimerDocument
{
    public static DocumentDraft Build(DisclaimerSource source)
    {
        var item = source.Item;
        var content = source.Text.Content;
        var identity = DocumentJson.Write(writer => WriteMembers(writer, source.Text));
        return new DocumentDraft(
            DeliveryKind.Disclaimer,
            item.ContentItemId.ToLowerInvariant(),
            source.Text,
            identity,
            content.Text("title") ?? "",
            _ => identity,
            DeliveryText.Of(content).SearchText,
            SeriesId: null,
            SeriesSlug: null,
            SeriesPosition: null,
            [],
            item.ContentItemId)
        { Values = source.ValuesOf(ReviewMember.StatusOf(null), null) };
    }

    private static void WriteMembers(Utf8JsonWriter writer, ShownText text)
    {
        var (item, content) = (text.Item, text.Content);
        writer.WriteString("id"u8, item.ContentItemId);
        writer.WriteString("versionId"u8, item.ContentItemVersionId);
        writer.WriteString("kind"u8, content.Text("kind"));
        writer.WriteString("title"u8, content.Text("title"));
        writer.WriteString("html"u8, content.Text("html"));
        writer.WriteString("language"u8, content.Text("language"));
        writer.WriteString("contentHash"u8, text.ContentHash);
        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(text.Version));
        writer.WriteInstant("liveSinceUtc", DeliveredItem.LiveSinceUtcOf(item));
        writer.WriteInstant("modifiedUtc", DeliveredItem.ModifiedUtcOf(item));
    }
}
