using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;

namespace GutCms.Core.Delivery;

/// <summary>
/// Describes an article in the terms of schema.org, for search engines. Says only what is on record: no author, and a reviewer only where one has signed.
/// </summary>
/// <remarks>https://schema.org/MedicalWebPage. Addresses are relative to the page that embeds it.</remarks>
internal static class JsonLd
{
    public static void Write(Utf8JsonWriter writer, ArticleDocument.Article article)
    {
        var (source, content, _, slug, _) = article;
        writer.WriteStartObject();
        writer.WriteString("@context"u8, "https://schema.org");
        writer.WriteString("@type"u8, "MedicalWebPage");
        writer.WriteString("url"u8, DeliveredItem.ArticleUrl(slug));
        writer.WriteString("headline"u8, article.Title);
        WriteIfPresent(writer, "alternativeHeadline", content.Text("subtitle"));
        WriteIfPresent(writer, "description", content.Text("excerpt"));
        WriteIfPresent(writer, "inLanguage", content.Text("language"));
        if (ShownPictures.LeadingOf(content) is { } picture)
        {
            ShownPictures.WriteStructured(writer, picture, source.Pictures);
        }

        writer.WriteInstant("datePublished", DeliveredItem.PublishedUtcOf(source.Text.Version));
        writer.WriteInstant("dateModified", article.ModifiedUtc);
        WriteSeries(writer, source.Series);
        WriteCitations(writer, content);
        WriteReview(writer, article.Review);
        writer.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter writer, SeriesCard? series)
    {
        if (series is null)
        {
            return;
        }

        writer.WriteStartObject("isPartOf"u8);
        writer.WriteString("@type"u8, "CreativeWorkSeries");
        writer.WriteString("name"u8, series.Title);
        writer.WriteString("url"u8, DeliveredItem.SeriesUrl(series.Slug));
        writer.WriteEndObject();
    }

    private static void WriteCitations(Utf8JsonWriter writer, JsonObject content)
    {
        var references = (content.Array("references") ?? []).OfType<JsonObject>().Where(reference => reference.Text("citation") is not null).ToList();
        if (references.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("citation"u8);
        foreach (var reference in references)
        {
            writer.WriteStartObject();
            writer.WriteString("@type"u8, "CreativeWork");
            writer.WriteString("name"u8, reference.Text("citation"));
            WriteIfPresent(writer, "sameAs", reference.Text("doi") is { } doi ? $"https://doi.org/{doi}" : Address(reference));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteReview(Utf8JsonWriter writer, DeliveredReview? review)
    {
        if (review?.LastReviewedUtc is not { } reviewed)
        {
            return;
        }

        writer.WriteInstant("lastReviewed", reviewed);
        writer.WriteStartArray("reviewedBy"u8);
        foreach (var approval in review.Approvals)
        {
            writer.WriteStartObject();
            writer.WriteString("@type"u8, "Person");
            writer.WriteString("name"u8, approval.PrintedName);
            if (approval.Credential is { Length: > 0 } credential)
            {
                writer.WriteStartObject("hasCredential"u8);
                writer.WriteString("@type"u8, "EducationalOccupationalCredential");
                writer.WriteString("name"u8, credential);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // A link with a text of its own is an object.
    private static string? Address(JsonObject reference) => reference.Text("url") ?? reference.Object("url").Text("url");

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
