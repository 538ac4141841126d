using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Content;

public class FindingReferencesTests
{
    [Fact]
    public void Finds_pickers_in_document_order() => Assert.Equal(
        [
            new ContentReference("Article.Series", "13dtxdw22d61fpcbf754779t85", 0),
            new ContentReference("Article.Disclaimer", "5n33tttcnxh5hrvdqwhxmkq9eb", 0),
            new ContentReference("Article.HotArticles", "7hrba9etn3mgv0b9dr6pcbwekg", 0),
            new ContentReference("Article.HotArticles", "4zn22ejzbdm2eexph1j7t78sm4", 1),
        ],
        ContentReferences.Of(Sample.Article, SeedContent.Definitions));

    [Fact]
    public void Finds_pickers_of_nested_items_and_the_taxonomy_of_terms()
    {
        var definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse("""
            { "ContentTypes": [ { "Name": "Section", "ContentTypePartDefinitionRecords": [ { "PartName": "Section" } ] } ],
              "ContentParts": [ { "Name": "Section", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "See" }, { "FieldName": "TaxonomyField", "Name": "Topics" } ] } ] }
            """)!.AsObject());
        var article = Sample.Changed(parts =>
        {
            parts.Remove("Article");
            parts["Body"]!["ContentItems"]![0]!["Section"] = JsonNode.Parse("""{ "See": { "ContentItemIds": ["one", "", null] }, "Topics": { "TaxonomyContentItemId": "two", "TermContentItemIds": ["term"] } }""");
            parts["Body"]!["ContentItems"]![2]!["Section"] = JsonNode.Parse("""{ "See": { "ContentItemIds": ["three"] } }""");
        });

        Assert.Equal(
            [new ContentReference("Body.Section.See", "one", 0), new ContentReference("Body.Section.Topics", "two", 0), new ContentReference("Body.Section.See", "three", 1)],
            ContentReferences.Of(article, definitions));
    }

    [Theory]
    [InlineData("Unknown", """{ "Article": { "Series": { "ContentItemIds": ["x"] } } }""")]
    [InlineData("Article", "{}")]
    [InlineData("Article", """{ "Article": [] }""")]
    [InlineData("Article", """{ "Article": { "Series": { "ContentItemIds": [] } } }""")]
    [InlineData("Article", """{ "Article": { "Series": null } }""")]
    public void Finds_nothing_when_nothing_is_referred_to(string type, string parts) => Assert.Empty(
        ContentReferences.Of(new ContentItem { ContentType = type, Parts = JsonNode.Parse(parts)!.AsObject() }, SeedContent.Definitions));
}
