using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Content;

public class ValidatingItemsTests
{
    private static readonly ContentDefinitions Definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse("""
        { "ContentTypes": [ { "Name": "All", "DisplayName": "All", "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Settings": { "TitlePartSettings": { "Options": 3 } } }, { "PartName": "AutoroutePart" }, { "PartName": "AliasPart" }, { "PartName": "PublishLaterPart" },
              { "PartName": "LocalizationPart" }, { "PartName": "All" }, { "PartName": "FlowPart" },
              { "PartName": "BagPart", "Name": "Bag", "Settings": { "BagPartSettings": { "ContainedContentTypes": [], "ContainedStereotypes": ["Block"] } } } ] },
            { "Name": "Block", "DisplayName": "Block", "Settings": { "ContentTypeSettings": { "Stereotype": "Block" } } } ],
          "ContentParts": [ { "Name": "All", "ContentPartFieldDefinitionRecords": [
              { "FieldName": "TextField", "Name": "Text", "Settings": { "TextFieldSettings": { "MinLength": 2, "MaxLength": 4 } } },
              { "FieldName": "TextField", "Name": "Grade", "Settings": { "TextFieldPredefinedListEditorSettings": { "Options": [ { "name": "None", "value": "" }, { "name": "Low", "value": "low" } ] } } },
              { "FieldName": "BooleanField", "Name": "Flag" },
              { "FieldName": "NumericField", "Name": "Number", "Settings": { "NumericFieldSettings": { "Minimum": 1, "Maximum": 10, "Scale": 1 } } },
              { "FieldName": "DateField", "Name": "Date" }, { "FieldName": "DateTimeField", "Name": "DateTime" }, { "FieldName": "TimeField", "Name": "Time" },
              { "FieldName": "MultiTextField", "Name": "Many", "Settings": { "MultiTextFieldSettings": { "Options": [ { "name": "A", "value": "a" }, { "name": "B", "value": "b" } ] } } },
              { "FieldName": "LinkField", "Name": "Link" }, { "FieldName": "HtmlField", "Name": "Html" }, { "FieldName": "MarkdownField", "Name": "Markdown" },
              { "FieldName": "ContentPickerField", "Name": "One" }, { "FieldName": "ContentPickerField", "Name": "Several", "Settings": { "ContentPickerFieldSettings": { "Multiple": true } } },
              { "FieldName": "UserPickerField", "Name": "User" }, { "FieldName": "TaxonomyField", "Name": "Terms" },
              { "FieldName": "MediaField", "Name": "Media" }, { "FieldName": "MediaField", "Name": "OneMedia", "Settings": { "MediaFieldSettings": { "Multiple": false } } } ] } ] }
        """)!.AsObject());

    [Fact]
    public void Finds_nothing_in_the_seed() => Assert.All(SeedContent.Items, item => Assert.Empty(ContentValidator.Validate(item, SeedContent.Definitions)));

    [Fact]
    public void Finds_nothing_in_the_seed_as_an_editor_saves_it() => Assert.All(SeedContent.Items, item =>
        Assert.Empty(ContentValidator.Validate(EditorSave.Of(item, SeedContent.Definitions), SeedContent.Definitions)));

    [Theory]
    [InlineData("""{ "Text": { "Text": "abcd" } }""")]
    [InlineData("""{ "Text": { "Text": "" }, "Grade": { "Text": "low" } }""")]
    [InlineData("""{ "Text": null, "Grade": { "Text": "" } }""")]
    [InlineData("""{ "Text": {}, "Grade": { "Text": null } }""")]
    [InlineData("""{ "Flag": { "Value": false }, "Number": { "Value": 1.5 } }""")]
    [InlineData("""{ "Flag": { "Value": null }, "Number": { "Value": null } }""")]
    [InlineData("""{ "Date": { "Value": "2026-01-02" }, "DateTime": { "Value": "2026-01-02T03:04:05Z" }, "Time": { "Value": "09:30:00" } }""")]
    [InlineData("""{ "Date": { "Value": "2026-01-02T00:00:00Z" }, "Many": { "Values": ["a", "b"] } }""")]
    [InlineData("""{ "Link": { "Url": "https://example.org/", "Text": "x", "Target": null } }""")]
    [InlineData("""{ "Html": { "Html": "<script>x</script>" }, "Markdown": { "Markdown": "*x*" } }""")]
    [InlineData("""{ "One": { "ContentItemIds": ["4sq97vmkt1ect9dmz5n4em49vv"] }, "User": { "UserIds": ["4u"] } }""")]
    [InlineData("""{ "Several": { "ContentItemIds": ["4sq97vmkt1ect9dmz5n4em49vv", "4fm8m5zqjw9xkr3bb84j54ekbg"] } }""")]
    [InlineData("""{ "Terms": { "TaxonomyContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "TermContentItemIds": ["4fm8m5zqjw9xkr3bb84j54ekbg"] } }""")]
    [InlineData("""{ "Media": { "Paths": ["a.png", "b.png"], "MediaTexts": ["a", ""] } }""")]
    public void Finds_nothing_when_fields_are_as_defined(string fields) => Assert.Empty(Faults(Item("All", fields)));

    [Theory]
    [InlineData("""{ "Text": { "Text": "abcde" } }""", "Text.Text")]
    [InlineData("""{ "Text": { "Text": "a" } }""", "Text.Text")]
    [InlineData("""{ "Text": { "Text": 5 } }""", "Text.Text")]
    [InlineData("""{ "Text": { "Txt": "abc" } }""", "Text.Txt")]
    [InlineData("""{ "Text": "abc" }""", "Text")]
    [InlineData("""{ "Text": ["abc"] }""", "Text")]
    [InlineData("""{ "Other": { "Text": "abc" } }""", "Other")]
    [InlineData("""{ "Grade": { "Text": "high" } }""", "Grade.Text")]
    [InlineData("""{ "Flag": { "Value": "true" } }""", "Flag.Value")]
    [InlineData("""{ "Number": { "Value": "5" } }""", "Number.Value")]
    [InlineData("""{ "Number": { "Value": 0.5 } }""", "Number.Value")]
    [InlineData("""{ "Number": { "Value": 11 } }""", "Number.Value")]
    [InlineData("""{ "Number": { "Value": 1.55 } }""", "Number.Value")]
    [InlineData("""{ "Date": { "Value": "2.1.2026" } }""", "Date.Value")]
    [InlineData("""{ "DateTime": { "Value": "soon" } }""", "DateTime.Value")]
    [InlineData("""{ "Time": { "Value": "9:30" } }""", "Time.Value")]
    [InlineData("""{ "Many": { "Values": "a" } }""", "Many.Values")]
    [InlineData("""{ "Many": { "Values": ["a", "c"] } }""", "Many.Values[1]")]
    [InlineData("""{ "Many": { "Values": [null] } }""", "Many.Values[0]")]
    [InlineData("""{ "Link": { "Url": "javascript:alert(1)" } }""", "Link.Url")]
    [InlineData("""{ "One": { "ContentItemIds": ["4sq97vmkt1ect9dmz5n4em49vv", "4fm8m5zqjw9xkr3bb84j54ekbg"] } }""", "One.ContentItemIds")]
    [InlineData("""{ "One": { "ContentItemIds": ["x"] } }""", "One.ContentItemIds[0]")]
    [InlineData("""{ "One": { "ContentItemIds": "4sq97vmkt1ect9dmz5n4em49vv" } }""", "One.ContentItemIds")]
    [InlineData("""{ "User": { "UserIds": ["a", "b"] } }""", "User.UserIds")]
    [InlineData("""{ "OneMedia": { "Paths": ["a", "b"] } }""", "OneMedia.Paths")]
    public void Names_the_path_when_a_field_is_not_as_defined(string fields, string path) =>
        Assert.Equal([$"$.All.{path}"], Faults(Item("All", fields)));

    [Theory]
    [InlineData("AutoroutePart", """{ "Path": "articles/gut-health" }""", null)]
    [InlineData("AutoroutePart", """{ "Path": "" }""", null)]
    [InlineData("AutoroutePart", """{ "Path": "/articles/x" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "articles/x/" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "articles//x" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "Articles/x" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "articles/a b" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "articles/a?b" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "articles/.." }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "x\n" }""", "$.AutoroutePart.Path")]
    [InlineData("AutoroutePart", """{ "Path": "x", "Disabled": 0 }""", "$.AutoroutePart.Disabled")]
    [InlineData("AutoroutePart", """{ "Way": "x" }""", "$.AutoroutePart.Way")]
    [InlineData("AutoroutePart", "[]", "$.AutoroutePart")]
    [InlineData("PublishLaterPart", """{ "ScheduledPublishUtc": "2026-01-02T03:04:05Z" }""", null)]
    [InlineData("PublishLaterPart", """{ "ScheduledPublishUtc": "x" }""", "$.PublishLaterPart.ScheduledPublishUtc")]
    [InlineData("LocalizationPart", """{ "LocalizationSet": "x", "Culture": "de" }""", null)]
    [InlineData("TitlePart", """{ "Title": " " }""", "$.TitlePart.Title")]
    [InlineData("HtmlBodyPart", """{ "Html": "x" }""", "$.HtmlBodyPart")]
    [InlineData("HtmlBodyPart", "\"x\"", "$.HtmlBodyPart")]
    [InlineData("Bag", """{ "ContentItems": [ { "ContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "ContentType": "Block" } ] }""", null)]
    [InlineData("Bag", """{ "ContentItems": [ { "ContentType": "Block" } ] }""", "$.Bag.ContentItems[0].ContentItemId")]
    [InlineData("Bag", """{ "ContentItems": [ { "ContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "ContentType": "Other" } ] }""", "$.Bag.ContentItems[0].ContentType")]
    [InlineData("Bag", """{ "ContentItems": [ 5 ] }""", "$.Bag.ContentItems[0]")]
    [InlineData("Bag", """{ "ContentItems": {} }""", "$.Bag.ContentItems")]
    [InlineData("FlowPart", """{ "Widgets": [ { "ContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "ContentType": "Section", "TitlePart": { "Title": "t" } } ] }""", "$.FlowPart.Widgets[0].DisplayText")]
    [InlineData("ContentItemId", "\"short\"", "$.ContentItemId")]
    [InlineData("ContentItemVersionId", "5", "$.ContentItemVersionId")]
    [InlineData("CreatedUtc", "\"x\"", "$.CreatedUtc")]
    [InlineData("Latest", "\"x\"", "$.Latest")]
    [InlineData("ContentType", "\"Unknown\"", "$.ContentType")]
    [InlineData("ContentType", "null", "$.ContentType")]
    public void Names_the_path_only_when_a_part_or_member_is_not_as_defined(string name, string json, string? path)
    {
        var item = Item("All", "{}");
        item[name] = JsonNode.Parse(json);

        Assert.Equal(path is null ? [] : [path], Faults(item).Distinct());
    }

    [Theory]
    [InlineData("""{ "ContentType": "Series", "TitlePart": { "Title": "\ud800" } }""")]
    [InlineData("""{ "ContentType": "Series", "TitlePart": { "Title": "a", "Title": "b" } }""")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Says_so_when_the_JSON_cannot_be_read(string json) => Assert.NotEmpty(ContentValidator.ValidateJson(JsonNode.Parse(json), Definitions));

    [Fact]
    public void Demands_what_the_definitions_require() => Assert.Equal(
        ["$.TitlePart.Title", "$.Article.Disclaimer.ContentItemIds"],
        ContentValidator.Validate(new ContentItem { ContentType = "Article" }, SeedContent.Definitions).Select(fault => fault.Path));

    [Fact]
    public void Names_the_path_of_a_fault_inside_nested_items()
    {
        var article = Sample.Changed(parts => parts["Body"]!["ContentItems"]![1]!["Entries"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = 5);

        Assert.Equal(["$.Body.ContentItems[1].Entries.ContentItems[0].HtmlBodyPart.Html"], ContentValidator.Validate(article, SeedContent.Definitions).Select(fault => fault.Path));
    }

    [Fact]
    public void Counts_300_characters_of_an_excerpt_and_no_more()
    {
        Assert.Empty(ContentValidator.Validate(WithExcerpt(300), SeedContent.Definitions));
        Assert.Equal(["$.Article.Excerpt.Text"], ContentValidator.Validate(WithExcerpt(301), SeedContent.Definitions).Select(fault => fault.Path));

        static ContentItem WithExcerpt(int length) => Sample.Changed(parts => parts["Article"]!["Excerpt"]!["Text"] = new string('x', length));
    }

    private static JsonObject Item(string type, string fields) =>
        new() { ["ContentType"] = type, ["TitlePart"] = new JsonObject { ["Title"] = "t" }, [type] = JsonNode.Parse(fields) };

    private static IEnumerable<string> Faults(JsonObject item) => ContentValidator.ValidateJson(item, Definitions).Select(fault => fault.Path);
}
