using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Makes the document of a series.</summary>
internal static class SeriesDocument
{
    /// <summary>
    /// Key of every answer that any article may change. A series shows any number of articles, more than a header can name, so a cache in front purges it by
    /// this key or by the series' own id.
    /// </summary>
    public const string AllArticles = "articles";

    /// <summary>Articles that a document of a series shows at most: what an article of a series costs to publish does not grow with the series. The list of articles has all of them.</summary>
    public const int MostArticles = 100;

    public static DocumentDraft Build(SeriesSource source)
    {
        var item = source.Item;
        var content = source.Text.Content;
        var slug = ItemMeaning.SlugOf(item);
        var others = source.Translations.Select(translation => translation.Id).Where(id => id != item.ContentItemId).ToList();
        return new DocumentDraft(
            DeliveryKind.Series,
            slug,
            source.Text,
            DocumentJson.Write(writer => WriteMembers(writer, source, content, slug, bytesUtc: null)),
            content.Text("title") ?? "",
            bytesUtc => DocumentJson.Write(writer => WriteMembers(writer, source, content, slug, bytesUtc)),
            DeliveryText.Of(content).SearchText,
            SeriesId: null,
            SeriesSlug: null,
            SeriesPosition: null,
            [.. source.Articles.First.Select(member => member.ContentItemId).Concat(others).Distinct(StringComparer.Ordinal)],
            string.Join(' ', [item.ContentItemId, AllArticles, .. others]))
        { Values = source.ValuesOf(ReviewMember.StatusOf(ReviewMember.Of(source.Review, source.Text)), null) };
    }

    // The document, or with the instant of its bytes its summary.
    private static void WriteMembers(Utf8JsonWriter writer, SeriesSource source, JsonObject content, string slug, DateTime? bytesUtc)
    {
        var review = ReviewMember.Of(source.Review, source.Text);
        writer.WriteString("id"u8, source.Item.ContentItemId);
        writer.WriteString("versionId"u8, source.Item.ContentItemVersionId);
        writer.WriteString("slug"u8, slug);
        writer.WriteString("url"u8, DeliveredItem.SeriesUrl(slug));
        writer.WriteString("title"u8, content.Text("title"));
        writer.WriteString("description"u8, content.Text("description"));
        writer.WriteString("language"u8, content.Text("language"));
        if (bytesUtc is null)
        {
            writer.WritePropertyName("content"u8);
            content.WriteTo(writer);
        }

        writer.WriteString("contentHash"u8, source.Text.ContentHash);
        if (bytesUtc is null)
        {
            writer.WritePresentation(source.Item);
        }

        writer.WriteTranslations(source.Translations);
        writer.WriteNumber("count"u8, source.Articles.Count);
        if (bytesUtc is null)
        {
            WriteArticles(writer, source.Articles.First);
            ReviewMember.Write(writer, review);
        }

        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(source.Text.Version));
        writer.WriteInstant("liveSinceUtc", DeliveredItem.LiveSinceUtcOf(source.Item));
        writer.WriteInstant("modifiedUtc", DeliveredItem.ModifiedUtcOf(source.Item));
        if (bytesUtc is not null)
        {
            writer.WriteString("reviewStatus"u8, ReviewMember.StatusOf(review));
            writer.WriteInstant("bytesUtc", bytesUtc);
        }
    }

    private static void WriteArticles(Utf8JsonWriter writer, IReadOnlyList<SeriesMember> members)
    {
        if (members.Count == 0)
        {
            writer.WriteNull("articles"u8);
            return;
        }

        writer.WriteStartArray("articles"u8);
        for (var index = 0; index < members.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("position"u8, index + 1);
            writer.WriteString("id"u8, members[index].ContentItemId);
            writer.WriteString("slug"u8, members[index].Slug);
            writer.WriteString("title"u8, members[index].Title);
            writer.WriteString("url"u8, DeliveredItem.ArticleUrl(members[index].Slug));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
