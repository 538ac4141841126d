using System.Net;
using System.Text;
using System.Text.Json;

namespace GutCms.Api.Delivery;

/// <summary>The whole text of what is delivered as HTML, as readers of feeds show it: its sections and questions, or its HTML, its disclaimer and its sources, with whole addresses.</summary>
internal static class FeedText
{
    /// <summary>Makes it; null where there is no text: of an article that is still to come, or of an item that has nothing but fields.</summary>
    /// <param name="document">The delivered JSON.</param>
    /// <param name="site">Address of the site, without a slash at the end.</param>
    public static string? Of(ReadOnlyMemory<byte> document, string site)
    {
        using var json = JsonDocument.Parse(document);
        var content = json.RootElement.GetProperty("content");
        if (!Array(content, "body").Any() && Text(content, "html") is null)
        {
            return null;
        }

        var html = new StringBuilder(Text(content, "html"));
        foreach (var block in Array(content, "body"))
        {
            Heading(html, "h2", Text(block, "heading"));
            html.Append(Text(block, "html"));
            foreach (var entry in Array(block, "entries"))
            {
                Heading(html, "h3", Text(entry, "question"));
                html.Append(Text(entry, "answerHtml"));
            }
        }

        if (content.TryGetProperty("disclaimer", out var disclaimer))
        {
            html.Append(Text(disclaimer, "html"));
        }

        WriteReferences(html, content);
        return html.Replace(" href=\"/", $" href=\"{WebUtility.HtmlEncode(site)}/").ToString();
    }

    private static void WriteReferences(StringBuilder html, JsonElement content)
    {
        var references = Array(content, "references").ToList();
        if (references.Count == 0)
        {
            return;
        }

        html.Append("<ol>");
        foreach (var reference in references)
        {
            var (citation, doi) = (WebUtility.HtmlEncode(Text(reference, "citation")), Text(reference, "doi"));
            var isRetracted = reference.TryGetProperty("retracted", out var retracted) && retracted.ValueKind == JsonValueKind.True;
            html.Append("<li>").Append(isRetracted ? $"<del>{citation}</del>" : citation);
            if (doi is not null)
            {
                html.Append(" <a href=\"https://doi.org/").Append(WebUtility.HtmlEncode(Uri.EscapeDataString(doi).Replace("%2F", "/", StringComparison.Ordinal))).Append("\">").Append(WebUtility.HtmlEncode(doi)).Append("</a>");
            }

            html.Append("</li>");
        }

        html.Append("</ol>");
    }

    private static void Heading(StringBuilder html, string element, string? text)
    {
        if (text is not null)
        {
            html.Append('<').Append(element).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(element).Append('>');
        }
    }

    private static string? Text(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Array(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
