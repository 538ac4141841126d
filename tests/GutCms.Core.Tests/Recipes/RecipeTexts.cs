namespace GutCms.Core.Tests.Recipes;

/// <summary>Recipes and pieces of recipes that tests start from.</summary>
internal static class RecipeTexts
{
    public const string DisclaimerId = "4dsc0000000000000000000001";
    public const string SeriesId = "4ser0000000000000000000001";
    public const string ArticleId = "4art0000000000000000000001";

    public const string Disclaimer = """
        { "ContentItemId": "4dsc0000000000000000000001", "ContentItemVersionId": "4dscv000000000000000000001", "ContentType": "Disclaimer", "DisplayText": "Not advice",
          "Latest": true, "Published": true, "TitlePart": { "Title": "Not advice" }, "Disclaimer": { "Text": { "Html": "<p>Ask a doctor.</p>" } } }
        """;

    public const string Series = """
        { "ContentItemId": "4ser0000000000000000000001", "ContentItemVersionId": "4serv000000000000000000001", "ContentType": "Series", "DisplayText": "Gut",
          "Latest": true, "Published": true, "TitlePart": { "Title": "Gut" }, "AutoroutePart": { "Path": "series/gut" }, "Series": {} }
        """;

    public const string Article = """
        { "ContentItemId": "4art0000000000000000000001", "ContentItemVersionId": "4artv000000000000000000001", "ContentType": "Article", "DisplayText": "Gut health",
          "Latest": true, "Published": true, "TitlePart": { "Title": "Gut health" }, "AutoroutePart": { "Path": "articles/gut-health" },
          "Article": { "Subtitle": { "Text": "Why it matters" }, "Series": { "ContentItemIds": ["4ser0000000000000000000001"] }, "Disclaimer": { "ContentItemIds": ["4dsc0000000000000000000001"] } },
          "Body": { "ContentItems": [
            { "ContentItemId": "4sec0000000000000000000001", "ContentType": "Section", "DisplayText": "Introduction", "TitlePart": { "Title": "Introduction" }, "HtmlBodyPart": { "Html": "<p>Your gut.</p>" } } ] } }
        """;

    public static readonly string Definitions = """
        { "name": "test.definitions", "steps": [ { "name": "ContentDefinition",
          "ContentTypes": [
            { "Name": "Article", "DisplayName": "Article", "Settings": { "ContentTypeSettings": { "Versionable": true } }, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
              { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} },
              { "PartName": "Article", "Name": "Article", "Settings": {} },
              { "PartName": "BagPart", "Name": "Body", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Section"] } } },
              { "PartName": "ReviewPart", "Name": "ReviewPart", "Settings": {} } ] },
            { "Name": "Section", "DisplayName": "Section", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "HtmlBodyPart", "Name": "HtmlBodyPart", "Settings": {} } ] },
            { "Name": "Series", "DisplayName": "Series", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} }, { "PartName": "Series", "Name": "Series", "Settings": {} } ] },
            { "Name": "Disclaimer", "DisplayName": "Disclaimer", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "Disclaimer", "Name": "Disclaimer", "Settings": {} }, { "PartName": "ReviewPart", "Name": "ReviewPart", "Settings": {} } ] } ],
          "ContentParts": [
            { "Name": "Article", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              { "FieldName": "TextField", "Name": "Subtitle", "Settings": {} },
              { "FieldName": "TextField", "Name": "Excerpt", "Settings": { "TextFieldSettings": { "MaxLength": 300 } } },
              { "FieldName": "NumericField", "Name": "SeriesPosition", "Settings": {} },
              { "FieldName": "ContentPickerField", "Name": "Series", "Settings": { "ContentPickerFieldSettings": { "DisplayedContentTypes": ["Series"] } } },
              { "FieldName": "ContentPickerField", "Name": "Disclaimer", "Settings": { "ContentPickerFieldSettings": { "Required": true, "DisplayedContentTypes": ["Disclaimer"] } } },
              { "FieldName": "ContentPickerField", "Name": "HotArticles", "Settings": { "ContentPickerFieldSettings": { "Multiple": true, "DisplayedContentTypes": ["Article"] } } } ] },
            { "Name": "Series", "Settings": {}, "ContentPartFieldDefinitionRecords": [ { "FieldName": "HtmlField", "Name": "Description", "Settings": {} } ] },
            { "Name": "Disclaimer", "Settings": {}, "ContentPartFieldDefinitionRecords": [ { "FieldName": "HtmlField", "Name": "Text", "Settings": {} } ] } ] } ] }
        """;

    /// <summary>A recipe of these steps.</summary>
    public static string Recipe(params string[] steps) => $$"""{ "name": "test", "steps": [ {{string.Join(", ", steps)}} ] }""";

    /// <summary>A Content step of these items.</summary>
    public static string Content(params string[] items) => $$"""{ "name": "Content", "Data": [ {{string.Join(", ", items)}} ] }""";

    /// <summary>A recipe of one Content step.</summary>
    public static string Items(params string[] items) => Recipe(Content(items));

    /// <summary>The article under another id, version and path.</summary>
    public static string OtherArticle(int number) => Article
        .Replace("4art0000000000000000000001", $"4art00000000000000000{number:D5}", StringComparison.Ordinal)
        .Replace("4artv000000000000000000001", $"4artv0000000000000000{number:D5}", StringComparison.Ordinal)
        .Replace("articles/gut-health", $"articles/gut-health-{number}", StringComparison.Ordinal);

    /// <summary>The article with another text, under another version id when one is given.</summary>
    public static string ChangedArticle(string? versionId = null) => Article
        .Replace("Your gut.", "Your gut, anew.", StringComparison.Ordinal)
        .Replace("4artv000000000000000000001", versionId ?? "4artv000000000000000000001", StringComparison.Ordinal);
}
