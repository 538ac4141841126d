using System.Text.Json;

namespace GutCms.Core.Delivery;

/// <summary>Writes how a version was reviewed into a document.</summary>
internal static class ReviewMember
{
    /// <summary>The review of exactly the text that is shown; null: none is on record, or it was of another text.</summary>
    public static DeliveredReview? Of(DeliveredReview? review, ShownText text) => review?.ContentHash == text.ContentHash ? review : null;

    /// <summary>The status, as lists say it too.</summary>
    /// <param name="review">The review of exactly the text that is shown; null: none is on record.</param>
    public static string StatusOf(DeliveredReview? review) => review?.Status ?? "none";

    /// <summary>Writes the member <c>review</c>.</summary>
    /// <param name="writer">The document.</param>
    /// <param name="review">The review of exactly the text that is shown; null: none is on record.</param>
    public static void Write(Utf8JsonWriter writer, DeliveredReview? review)
    {
        writer.WriteStartObject("review"u8);
        writer.WriteString("status"u8, StatusOf(review));
        writer.WriteStartArray("approvals"u8);
        foreach (var approval in review?.Approvals ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("printedName"u8, approval.PrintedName);
            writer.WriteString("credential"u8, approval.Credential);
            writer.WriteString("role"u8, approval.Role);
            writer.WriteString("meaning"u8, approval.Meaning);
            writer.WriteInstant("decidedUtc", approval.DecidedUtc);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteInstant("lastReviewedUtc", review?.LastReviewedUtc);
        writer.WriteInstant("nextReviewUtc", review?.NextReviewUtc);
        writer.WriteString("certificate"u8, review?.Certificate);
        writer.WriteEndObject();
    }
}
