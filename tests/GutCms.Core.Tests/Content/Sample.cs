using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

/// <summary>A small article with every known text, and the disclaimer that it is shown with.</summary>
internal static class Sample
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ContentItem Article { get; } = ContentItemJson.Read(JsonNode.Parse("""
        { "ContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "ContentItemVersionId": "4fm8m5zqjw9xkr3bb84j54ekbg", "ContentType": "Article",
          "DisplayText": "The title", "Latest": true, "Published": true, "CreatedUtc": "2026-01-02T03:04:05.6781234Z",
          "TitlePart": { "Title": "The title" },
          "AutoroutePart": { "Path": "articles/the-title" },
          "Article": {
            "Subtitle": { "Text": "The subtitle" }, "Excerpt": { "Text": "The excerpt" },
            "Series": { "ContentItemIds": ["13dtxdw22d61fpcbf754779t85"] }, "SeriesPosition": { "Value": 1 },
            "Disclaimer": { "ContentItemIds": ["5n33tttcnxh5hrvdqwhxmkq9eb"] },
            "HotArticles": { "ContentItemIds": ["7hrba9etn3mgv0b9dr6pcbwekg", "4zn22ejzbdm2eexph1j7t78sm4"] } },
          "Body": { "ContentItems": [
            { "ContentItemId": "5vte7ysnpzf7s1mpjrm783tykd", "ContentType": "Section", "DisplayText": "Introduction",
              "TitlePart": { "Title": "Introduction" }, "HtmlBodyPart": { "Html": "<p>One</p>" } },
            { "ContentItemId": "4ajfpn3hgfb0wk21tj1t9w5pty", "ContentType": "Faq", "DisplayText": "Questions",
              "TitlePart": { "Title": "Questions" },
              "Entries": { "ContentItems": [
                { "ContentItemId": "2pnpz2xt27yp2p37pe0eq5rwzh", "ContentType": "FaqEntry", "DisplayText": "Why?",
                  "TitlePart": { "Title": "Why?" }, "HtmlBodyPart": { "Html": "<p>Because.</p>" } } ] } },
            { "ContentItemId": "75y6rczj6af8mczzpr7w7s1av6", "ContentType": "Section", "DisplayText": "Introduction",
              "TitlePart": { "Title": "Introduction" }, "HtmlBodyPart": { "Html": "<p>Two</p>" } } ] },
          "References": { "ContentItems": [
            { "ContentItemId": "7yjhsza9vqytmvrmz35br5r90s", "ContentType": "Reference", "DisplayText": "A study",
              "TitlePart": { "Title": "A study" },
              "Reference": { "Doi": { "Text": "10.1000/182" }, "Pmid": { "Text": "1" }, "Url": { "Url": "https://example.org/" },
                "Grade": { "Text": "low" }, "Retracted": { "Value": true } } } ] } }
        """)!.AsObject());

    public static ContentItem Disclaimer { get; } = ContentItemJson.Read(JsonNode.Parse("""
        { "ContentItemId": "5n33tttcnxh5hrvdqwhxmkq9eb", "ContentType": "Disclaimer", "DisplayText": "For lists",
          "TitlePart": { "Title": "For lists" },
          "Disclaimer": { "Kind": { "Text": "educational" }, "Text": { "Html": "<p>Not advice.</p>" }, "Language": { "Text": "en" } } }
        """)!.AsObject());

    /// <summary>The article with its parts changed.</summary>
    public static ContentItem Changed(Action<JsonObject> change)
    {
        var parts = Article.Parts.DeepClone().AsObject();
        change(parts);
        return Article with { Parts = parts };
    }

    public static JsonObject Project(ContentItem article) => MedicalContent.Project(article, Disclaimer, SeedContent.Definitions, "en");

    public static string Hash(ContentItem article) => MedicalContent.Hash(Project(article));
}
