using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Makes the document of an article.</summary>
internal static class ArticleDocument
{
    public static DocumentDraft Build(ArticleSource source)
    {
        var item = source.Item;
        var content = source.Text.Content;
        var (searchText, readingMinutes) = DeliveryText.Of(content);
        var article = new Article(source, content, source.Text.ContentHash, ItemMeaning.SlugOf(item), readingMinutes);
        var dependsOn = DependsOn(source);
        return new DocumentDraft(
            DeliveryKind.Article,
            article.Slug,
            source.Text,
            DocumentJson.Write(writer => WriteMembers(writer, article)),
            article.Title,
            bytesUtc => DocumentJson.Write(writer => WriteSummary(writer, article, bytesUtc)),
            searchText,
            ItemMeaning.SeriesOf(item),
            source.Series?.Slug,
            ItemMeaning.PositionOf(item),
            dependsOn,
            string.Join(' ', dependsOn.Prepend(item.ContentItemId)))
        { Values = source.ValuesOf(ReviewMember.StatusOf(article.Review), source.Series?.Slug) };
    }

    private static void WriteMembers(Utf8JsonWriter writer, Article article)
    {
        var (source, content, hash, slug, minutes) = article;
        writer.WriteString("id"u8, source.Item.ContentItemId);
        writer.WriteString("versionId"u8, source.Item.ContentItemVersionId);
        writer.WriteString("slug"u8, slug);
        writer.WriteString("url"u8, DeliveredItem.ArticleUrl(slug));
        writer.WritePropertyName("content"u8);
        content.WriteTo(writer);
        ShownPictures.Write(writer, ShownPictures.LeadingOf(content), source.Pictures);
        ShownPictures.WriteFigures(writer, content, source.Pictures);
        writer.WriteString("contentHash"u8, hash);
        writer.WritePresentation(source.Item);
        writer.WriteBoolean("stub"u8, article.IsStub);
        writer.WriteNumber("readingMinutes"u8, minutes);
        WriteTableOfContents(writer, content);
        writer.WriteLink("series", source.Series);
        WriteHotArticles(writer, source.HotArticles);
        writer.WriteLinks(source.Links);
        writer.WriteTranslations(source.Translations);
        writer.WriteDisclaimer(source.Disclaimer);
        ReviewMember.Write(writer, article.Review);
        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(source.Text.Version));
        writer.WriteInstant("liveSinceUtc", DeliveredItem.LiveSinceUtcOf(source.Item));
        writer.WriteInstant("modifiedUtc", article.ModifiedUtc);
        writer.WritePropertyName("jsonLd"u8);
        JsonLd.Write(writer, article);
    }

    private static void WriteSummary(Utf8JsonWriter writer, Article article, DateTime bytesUtc)
    {
        var (source, content, hash, slug, minutes) = article;
        writer.WriteString("id"u8, source.Item.ContentItemId);
        writer.WriteString("slug"u8, slug);
        writer.WriteString("url"u8, DeliveredItem.ArticleUrl(slug));
        writer.WriteString("title"u8, article.Title);
        writer.WriteString("subtitle"u8, content.Text("subtitle"));
        writer.WriteString("excerpt"u8, content.Text("excerpt"));
        writer.WriteString("language"u8, content.Text("language"));
        ShownPictures.Write(writer, ShownPictures.LeadingOf(content), source.Pictures);
        writer.WriteBoolean("stub"u8, article.IsStub);
        writer.WriteNumber("readingMinutes"u8, minutes);
        writer.WriteLink("series", source.Series);
        writer.WriteTranslations(source.Translations);
        writer.WriteInstant("publishedUtc", DeliveredItem.PublishedUtcOf(source.Text.Version));
        writer.WriteInstant("liveSinceUtc", DeliveredItem.LiveSinceUtcOf(source.Item));
        writer.WriteInstant("modifiedUtc", article.ModifiedUtc);
        writer.WriteString("contentHash"u8, hash);
        writer.WriteString("reviewStatus"u8, ReviewMember.StatusOf(article.Review));
        writer.WriteInstant("bytesUtc", bytesUtc);
    }

    private static void WriteTableOfContents(Utf8JsonWriter writer, JsonObject content)
    {
        var blocks = (content.Array("body") ?? []).OfType<JsonObject>().Where(block => block.Text("heading") is not null).ToList();
        if (blocks.Count == 0)
        {
            writer.WriteNull("tableOfContents"u8);
            return;
        }

        writer.WriteStartArray("tableOfContents"u8);
        foreach (var block in blocks)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, block.Text("id"));
            writer.WriteString("heading"u8, block.Text("heading"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteHotArticles(Utf8JsonWriter writer, IReadOnlyList<ArticleCard> cards)
    {
        if (cards.Count == 0)
        {
            writer.WriteNull("hotArticles"u8);
            return;
        }

        writer.WriteStartArray("hotArticles"u8);
        foreach (var card in cards)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, card.Id);
            writer.WriteString("slug"u8, card.Slug);
            writer.WriteString("title"u8, card.Title);
            writer.WriteString("excerpt"u8, card.Excerpt);
            writer.WriteLink("series", card.Series);
            writer.WriteString("url"u8, DeliveredItem.ArticleUrl(card.Slug));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<string> DependsOn(ArticleSource source)
    {
        IEnumerable<string?> ids =
        [
            source.Disclaimer?.ContentItemId,
            source.Series?.Id,
            .. source.HotArticles.SelectMany(card => new[] { card.Id, card.Series?.Id }),
            .. LinkJson.Ids(source.Links),
            .. source.Translations.Select(translation => translation.Id),
        ];
        return [.. ids.OfType<string>().Where(id => id != source.Item.ContentItemId).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>An article with what is derived from it.</summary>
    internal sealed record Article(ArticleSource Source, JsonObject Content, string Hash, string Slug, int ReadingMinutes)
    {
        /// <summary>Instant of the last change that readers see.</summary>
        public DateTime ModifiedUtc => DeliveredItem.ModifiedUtcOf(Source.Item, Source.Disclaimer);

        public string Title => Content.Text("title") ?? "";

        /// <summary>A teaser without a body yet.</summary>
        public bool IsStub => Content["body"] is null;

        /// <summary>The review of exactly this text, or null.</summary>
        public DeliveredReview? Review => ReviewMember.Of(Source.Review, Source.Text);
    }
}
