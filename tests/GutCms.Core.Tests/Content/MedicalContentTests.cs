using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

public class ProjectingMedicalContentTests
{
    [Fact]
    public void Holds_exactly_the_visible_texts_of_an_article() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse("""
            { "type": "Article", "language": "en", "title": "The title", "subtitle": "The subtitle", "excerpt": "The excerpt",
              "body": [
                { "kind": "section", "id": "introduction", "heading": "Introduction", "html": "<p>One</p>" },
                { "kind": "faq", "id": "questions", "heading": "Questions", "entries": [ { "question": "Why?", "answerHtml": "<p>Because.</p>" } ] },
                { "kind": "section", "id": "introduction-2", "heading": "Introduction", "html": "<p>Two</p>" } ],
              "references": [ { "citation": "A study", "doi": "10.1000/182", "pmid": "1", "url": "https://example.org/", "grade": "low", "retracted": true } ],
              "disclaimer": { "kind": "educational", "html": "<p>Not advice.</p>" } }
            """),
        Sample.Project(Sample.Article)), Sample.Project(Sample.Article).ToJsonString());

    [Fact]
    public void Stands_in_the_order_of_the_documentation() => Assert.Equal(
        ["type", "language", "title", "subtitle", "excerpt", "body", "references", "disclaimer"],
        Sample.Project(Sample.Article).Select(member => member.Key));

    [Fact]
    public void Has_no_empty_member_when_the_article_is_empty() => Assert.Equal(
        """{"type":"Article","language":"en"}""",
        MedicalContent.Project(new ContentItem { ContentType = "Article" }, null, SeedContent.Definitions, "en").ToJsonString());

    [Fact]
    public void Takes_the_language_of_the_item_when_it_says_one()
    {
        var german = Sample.Changed(article => article["LocalizationPart"] = new JsonObject { ["Culture"] = "de" });

        Assert.Equal("de", (string?)Sample.Project(german)["language"]);
    }

    [Fact]
    public void Drops_a_block_when_it_has_neither_heading_nor_text()
    {
        var withEmpty = Sample.Changed(article => article["Body"]!["ContentItems"]!.AsArray().Insert(0, JsonNode.Parse("""
            { "ContentItemId": "4sq97vmkt1ect9dmz5n4em49vv", "ContentType": "Section", "TitlePart": { "Title": "" }, "HtmlBodyPart": { "Html": "<p><br></p>" } }
            """)));

        Assert.Equal(Sample.Hash(Sample.Article), Sample.Hash(withEmpty));
    }

    [Theory]
    [InlineData("Introduction", "introduction")]
    [InlineData("What Is Gut Dysbiosis?", "what-is-gut-dysbiosis")]
    [InlineData("  The Gut–Brain   Axis -- explained ", "the-gut-brain-axis-explained")]
    [InlineData("Don’t panic", "dont-panic")]
    [InlineData("Über Ernährung", "uber-ernahrung")]
    [InlineData("Микробиом", "микробиом")]
    [InlineData("?!", "section")]
    [InlineData("", "section")]
    public void Gives_a_block_the_slug_of_its_heading(string heading, string id) => Assert.Equal(id, new BlockIds(_ => false).Next(heading, "section"));

    [Fact]
    public void Gives_a_block_no_id_that_a_note_in_a_text_has()
    {
        var item = Sample.Changed(parts =>
        {
            parts["Body"]!["ContentItems"]![0]!["TitlePart"]!["Title"] = "Note 1";
            parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p id=\"note-1\">a</p>";
        });

        Assert.Equal("note-1-2", (string?)MedicalContent.Project(item, null, SeedContent.Definitions, "en")["body"]![0]!["id"]);
    }

    [Fact]
    public void Gives_every_block_its_own_id_when_headings_repeat()
    {
        var ids = new BlockIds(_ => false);

        Assert.Equal(["a-2", "a", "a-3", "a-4"], "A 2,A,A,A".Split(',').Select(heading => ids.Next(heading, "section")));
    }

    [Theory]
    [InlineData("SeoMetaPart", """{ "PageTitle": "A cure", "Render": false, "Tags": [ null, "" ] }""", """{"SeoMetaPart":{"PageTitle":"A cure"}}""")]
    [InlineData("TitlePart", """{ "Title": "The title", "title": "Another" }""", """{"TitlePart":{"title":"Another"}}""")]
    [InlineData("Article", """{ "Dose": { "Text": "Take two" }, "Series": { "ContentItemIds": [] } }""", """{"Article":{"Dose":{"Text":"Take two"}}}""")]
    [InlineData("AutoroutePart", """{ "Path": "articles/other" }""", null)]
    [InlineData("ReviewPart", """{ "State": "Approved" }""", null)]
    public void Holds_what_it_has_no_member_for_unless_it_says_nothing(string part, string value, string? other) =>
        Assert.Equal(other, Sample.Project(Sample.Changed(article => article[part] = JsonNode.Parse(value)))["other"]?.ToJsonString());

    [Fact]
    public void Holds_what_nested_items_carry_besides() => Assert.Equal(
        """{"HtmlBodyPart":{"html":"<p>Two</p>"}}""",
        Sample.Project(Sample.Changed(article => article["Body"]!["ContentItems"]![0]!["HtmlBodyPart"] = JsonNode.Parse("""{ "Html": "<p>One</p>", "html": "<p>Two</p>" }""")))["body"]![0]!["other"]!
            .ToJsonString(Sample.Readable));

    [Fact]
    public void Holds_the_name_in_lists_of_a_type_without_a_title() => Assert.Equal(
        """{"type":"Note","language":"en","other":{"DisplayText":"A cure"}}""",
        MedicalContent.Project(new ContentItem { ContentType = "Note", DisplayText = "A cure" }, null, SeedContent.Definitions, "en").ToJsonString());

    [Fact]
    public void Projects_a_series_and_a_disclaimer()
    {
        var series = new ContentItem
        {
            ContentType = "Series",
            Parts = JsonNode.Parse("""{ "TitlePart": { "Title": "T" }, "AutoroutePart": { "Path": "series/t" }, "Series": { "Description": { "Html": "<p>D</p>" } } }""")!.AsObject(),
        };

        Assert.Equal("""{"type":"Series","language":"en","title":"T","description":"<p>D</p>"}""", MedicalContent.Project(series, null, SeedContent.Definitions, "en").ToJsonString(Sample.Readable));
        Assert.Equal(
            """{"type":"Disclaimer","language":"en","title":"For lists","kind":"educational","html":"<p>Not advice.</p>"}""",
            MedicalContent.Project(Sample.Disclaimer, null, SeedContent.Definitions, "de").ToJsonString(Sample.Readable));
    }

    [Fact]
    public void Projects_fields_and_parts_that_a_site_added()
    {
        var definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse("""
            { "ContentTypes": [ { "Name": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "Summary", "Name": "Summary" }, { "PartName": "BagPart", "Name": "Notes" }, { "PartName": "MarkdownBodyPart" } ] } ],
              "ContentParts": [
                { "Name": "Summary", "ContentPartFieldDefinitionRecords": [ { "FieldName": "HtmlField", "Name": "KeyPoints" } ] },
                { "Name": "Article", "ContentPartFieldDefinitionRecords": [
                    { "FieldName": "TextField", "Name": "Audience" }, { "FieldName": "BooleanField", "Name": "Shown" }, { "FieldName": "BooleanField", "Name": "Hidden" },
                    { "FieldName": "NumericField", "Name": "Minutes" }, { "FieldName": "DateField", "Name": "Checked" }, { "FieldName": "MultiTextField", "Name": "Tags" },
                    { "FieldName": "LinkField", "Name": "More" }, { "FieldName": "MediaField", "Name": "Picture" }, { "FieldName": "UserPickerField", "Name": "Writer" } ] } ] }
            """)!.AsObject());
        var article = Sample.Changed(parts =>
        {
            parts["Summary"] = JsonNode.Parse("""{ "KeyPoints": { "Html": "<p>k<script>x</script></p>" } }""");
            parts["Notes"] = JsonNode.Parse("""{ "ContentItems": [ { "ContentType": "Section", "TitlePart": { "Title": "N" } } ] }""");
            parts["MarkdownBodyPart"] = JsonNode.Parse("""{ "Markdown": "*m*" }""");
            var own = parts["Article"]!.AsObject();
            foreach (var (name, value) in JsonNode.Parse("""
                { "Audience": { "Text": "a\r\nb" }, "Shown": { "Value": true }, "Hidden": { "Value": false }, "Minutes": { "Value": 2.50 }, "Checked": { "Value": "2026-01-02T00:00:00Z" },
                  "Tags": { "Values": ["x", "", null] }, "More": { "Url": "https://example.org/", "Text": "More" }, "Picture": { "Paths": ["a.png"], "MediaTexts": ["alt"] },
                  "Writer": { "UserIds": ["4u"] }, "Unknown": { "Text": "x" } }
                """)!.AsObject().ToList())
            {
                own[name] = value!.DeepClone();
            }
        });

        var content = MedicalContent.Project(article, null, definitions, "en");

        Assert.Equal(
            """{"audience":"a\nb","shown":true,"minutes":2.5,"checked":"2026-01-02","tags":["x"],"more":{"url":"https://example.org/","text":"More"},"picture":[{"path":"a.png","text":"alt"}]}""",
            content["fields"]!.ToJsonString(Sample.Readable));
        Assert.Equal("""{"summary":{"keyPoints":"<p>k</p>"},"notes":[{"kind":"section","id":"n","heading":"N"}]}""", content["parts"]!.ToJsonString(Sample.Readable));
        Assert.Equal("*m*", (string?)content["markdown"]);
    }

    [Fact]
    public void Keeps_what_a_field_has_beside_what_is_shown_without_what_is_empty()
    {
        var definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse("""
            { "ContentParts": [ { "Name": "Article", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "Audience" } ] } ] }
            """)!.AsObject());
        var article = Sample.Changed(parts => parts["Article"]!["Audience"] = JsonNode.Parse(
            """{ "Text": "a", "Note": { "By": "x", "Empty": "", "Off": false, "List": ["", "a", null, {}, [], { "b": 1 }] }, "Nothing": { "Empty": [] } }"""));

        var content = MedicalContent.Project(article, null, definitions, "en");

        Assert.Contains("""{"Note":{"By":"x","List":["a",{"b":1}]}}""", content["other"]!.ToJsonString(Sample.Readable), StringComparison.Ordinal);
    }
}
