using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Certificates;

/// <summary>Compares what stands around the text in a document as delivered (address, series, Hot Articles) with what its certificate states.</summary>
internal static class PresentationComparison
{
    /// <summary>
    /// Whether the document shows the presentation of the certificate. A certificate from before presentations were bound states none, and a document that shows nothing around the text has nothing to compare.
    /// </summary>
    public static bool Holds(ReviewCertificate certificate, JsonObject delivered)
    {
        if (certificate.PresentationHash is not { } hash || !(delivered.ContainsKey("presentation") || delivered.ContainsKey("slug") || delivered["series"] is not null || delivered["hotArticles"] is not null))
        {
            return true;
        }

        return delivered["presentation"] is JsonObject presentation
            && DeliveredComparison.HashOf(presentation) == hash && Text(delivered["presentationHash"]) == hash
            && ShowsAddress(delivered, presentation) && ShowsSeries(delivered["series"], presentation) && ShowsHotArticles(delivered["hotArticles"], presentation);
    }

    private static bool ShowsAddress(JsonObject delivered, JsonObject presentation) =>
        !delivered.ContainsKey("slug") || Text(delivered["slug"]) == (Text(presentation["path"]) is { } path ? path[(path.LastIndexOf('/') + 1)..] : Text(delivered["id"]));

    // A series that is not published is not shown.
    private static bool ShowsSeries(JsonNode? series, JsonObject presentation) =>
        series is null || (series is JsonObject shown && Text(shown["id"]) is { } id && id == Text(presentation["series"]));

    // Those that are not published are not shown; the others keep their order.
    private static bool ShowsHotArticles(JsonNode? cards, JsonObject presentation)
    {
        if (cards is null)
        {
            return true;
        }

        var approved = new Queue<string?>((presentation["hotArticles"] as JsonArray ?? []).Select(Text));
        return cards is JsonArray shown && shown.All(card => card is JsonObject { } found && Text(found["id"]) is { } id && Reach(approved, id));
    }

    private static bool Reach(Queue<string?> approved, string id)
    {
        while (approved.TryDequeue(out var next))
        {
            if (next == id)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
