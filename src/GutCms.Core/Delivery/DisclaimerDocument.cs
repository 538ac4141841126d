using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>Makes the document of a disclaimer.</summary>
internal static class DisclaimerDocument
{
    public static DocumentDraft Build(DisclaimerSource source, ContentDefinitions definitions, string siteLanguage)
    {
        var item = source.Item;
        var content = MedicalContent.Project(item, disclaimer: null, definitions, siteLanguage);
        var identity = DocumentJson.Write(writer => WriteMembers(writer, item, content));
        return new DocumentDraft(
            DeliveryKind.Disclaimer,
            item.ContentItemId.ToLowerInvariant(),
            item,
            identity,
            content.Text("title") ?? "",
            identity,
            DeliveryText.Of(content).SearchText,
            SeriesId: null,
            SeriesSlug: null,
            SeriesPosition: null,
            [],
            item.ContentItemId);
    }

    private static void WriteMembers(Utf8JsonWriter writer, ContentItem item, JsonObject content)
    {
        writer.WriteString("id"u8, item.ContentItemId);
        writer.WriteString("versionId"u8, item.ContentItemVersionId);
        writer.WriteString("kind"u8, content.Text("kind"));
        writer.WriteString("title"u8, content.Text("title"));
        writer.WriteString("html"u8, content.Text("html"));
        writer.WriteString("language"u8, content.Text("language"));
        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(item));
        writer.WriteInstant("modifiedUtc", DeliveredItem.ModifiedUtcOf(item));
    }
}
