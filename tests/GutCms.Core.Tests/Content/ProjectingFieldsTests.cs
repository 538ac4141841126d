using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

/// <summary>What of a field stands in the text that is hashed: whatever a reader sees of it, and exactly that.</summary>
public sealed class ProjectingFieldsTests
{
    [Theory]
    [InlineData("TextField", """{ "Text": "a\r\nb" }""", "\"a\\nb\"")]
    [InlineData("TextField", """{ "Text": "" }""", null)]
    [InlineData("HtmlField", """{ "Html": "<p>a<script>b</script></p>" }""", "\"<p>a</p>\"")]
    [InlineData("HtmlField", """{ "Html": "<p><br></p>" }""", null)]
    [InlineData("MarkdownField", """{ "Markdown": "**a**" }""", "\"**a**\"")]
    [InlineData("BooleanField", """{ "Value": true }""", "true")]
    [InlineData("BooleanField", """{ "Value": false }""", null)]
    [InlineData("NumericField", """{ "Value": 12.5 }""", "12.5")]
    [InlineData("NumericField", """{ "Value": 0.1 }""", "0.1")]
    [InlineData("NumericField", """{ "Value": 9007199254740993 }""", "\"9007199254740993\"")]
    [InlineData("NumericField", """{ "Value": 0.1234567890123456789 }""", "\"0.1234567890123456789\"")]
    [InlineData("NumericField", """{ "Value": "12" }""", null)]
    [InlineData("DateField", """{ "Value": "2026-03-01T00:00:00Z" }""", "\"2026-03-01\"")]
    [InlineData("DateTimeField", """{ "Value": "2026-03-01T09:30:00Z" }""", "\"2026-03-01T09:30:00Z\"")]
    [InlineData("DateField", """{ "Value": "in spring" }""", "\"in spring\"")]
    [InlineData("TimeField", """{ "Value": "09:30" }""", "\"09:30\"")]
    [InlineData("MultiTextField", """{ "Values": ["a", "b"] }""", """["a","b"]""")]
    [InlineData("LinkField", """{ "Url": "https://a.example/", "Text": "A" }""", """{"url":"https://a.example/","text":"A"}""")]
    [InlineData("LinkField", """{ "Url": "https://a.example/" }""", "\"https://a.example/\"")]
    [InlineData("MediaField", """{ "Paths": ["a.png"], "MediaTexts": ["A picture"] }""", """[{"path":"a.png","text":"A picture"}]""")]
    [InlineData("YoutubeField", """{ "RawAddress": "https://video.example/1", "EmbeddedAddress": "https://embed.example/1" }""", "\"https://video.example/1\"")]
    [InlineData("ContentPickerField", """{ "ContentItemIds": ["a"] }""", null)]
    public void Is_what_a_reader_sees(string fieldType, string field, string? expected)
    {
        var actual = FieldProjection.Of(fieldType, JsonNode.Parse(field)!.AsObject());

        Assert.True(JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), actual), actual?.ToJsonString() ?? "nothing");
    }

    [Fact]
    public void What_is_picked_stands_in_the_text_by_its_ids_where_it_is_delivered()
    {
        var definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse("""
            { "ContentTypes": [ { "Name": "Guide", "DisplayName": "Guide", "Settings": { "DeliverySettings": { "Delivered": true } }, "ContentTypePartDefinitionRecords": [ { "PartName": "Guide", "Name": "Guide" }, { "PartName": "Extras", "Name": "Extras" } ] } ],
              "ContentParts": [
                { "Name": "Guide", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "Related" }, { "FieldName": "TaxonomyField", "Name": "Topics" } ] },
                { "Name": "Extras", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "More" } ] } ] }
            """)!.AsObject());
        var guide = new ContentItem
        {
            ContentType = "Guide",
            Parts = JsonNode.Parse("""
                { "Guide": { "Related": { "ContentItemIds": ["b", "", "a", "b"] }, "Topics": { "TermContentItemIds": ["t"], "ContentItemIds": ["no"] } }, "Extras": { "More": { "ContentItemIds": ["c"] } } }
                """)!.AsObject(),
        };

        var content = MedicalContent.Project(guide, null, definitions, "en");

        Assert.Equal("""{"related":[{"id":"b"},{"id":"a"}],"topics":[{"id":"t"}]}""", content["fields"]!.ToJsonString());
        Assert.Equal("""{"extras":{"more":[{"id":"c"}]}}""", content["parts"]!.ToJsonString());
        Assert.Equal(["related: b a", "topics: t", "extras.more: c"], DeliveredFields.Of("Guide", definitions).Select(field => $"{field.Name}: {string.Join(' ', field.Picks(content))}"));
    }
}
