using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Recipes.Items;

namespace GutCms.Core.Tests.Content;

/// <summary>What people write in several forms is kept in one, whichever way it came in; what has no such form is a fault with its place.</summary>
public sealed class OneFormTests
{
    private static readonly string[] RefusedFields = ["Doi.Text", "Pmid.Text", "Url.Url"];

    [Theory]
    [InlineData("10.5555/abc", "10.5555/abc")]
    [InlineData("doi:10.5555/abc.", "10.5555/abc")]
    [InlineData("DOI 10.5555/abc", "10.5555/abc")]
    [InlineData(" https://doi.org/10.5555/abc ", "10.5555/abc")]
    [InlineData("http://dx.doi.org/10.5555/a%2Fb", "10.5555/a/b")]
    [InlineData("doi:https://doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1", "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1")]
    [InlineData("10.1016/S0140-6736(20)30183-5", "10.1016/S0140-6736(20)30183-5")]
    [InlineData("10.5555/abc)", "10.5555/abc")]
    [InlineData("10.5555/a%2Fb", "10.5555/a%2Fb")]
    [InlineData("10.55/abc", null)]
    [InlineData("10.5555", null)]
    [InlineData("10.5555/", null)]
    [InlineData("10.5555/a b", null)]
    [InlineData("abc", null)]
    [InlineData("https://example.org/10.5555/abc", null)]
    public void A_doi(string written, string? kept) => Assert.Equal(kept, SourceIdentifiers.Doi(written));

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData("PMID: 0012", "12")]
    [InlineData("pmid12", "12")]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov/12345678/", "12345678")]
    [InlineData("https://www.ncbi.nlm.nih.gov/pubmed/12", "12")]
    [InlineData("twelve", null)]
    [InlineData("0", null)]
    [InlineData("PMC12", null)]
    [InlineData("1234567890", null)]
    [InlineData("12 13", null)]
    [InlineData("١٢", null)]
    public void A_PubMed_id(string written, string? kept) => Assert.Equal(kept, SourceIdentifiers.Pmid(written));

    [Theory]
    [InlineData("https://example.org/a?b=c#d", "https://example.org/a?b=c#d")]
    [InlineData("http://example.org", "http://example.org")]
    [InlineData("www.site.example/page", "https://www.site.example/page")]
    [InlineData("site.example", "https://site.example")]
    [InlineData("//site.example/page", "https://site.example/page")]
    [InlineData("site.example:8080/x", "https://site.example:8080/x")]
    [InlineData("/page", null)]
    [InlineData("a page", null)]
    [InlineData("page", null)]
    [InlineData("mailto:a@site.example", null)]
    [InlineData("ftp://site.example/page", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user:secret@site.example/", null)]
    public void An_address_of_a_source(string written, string? kept) => Assert.Equal(kept, SourceIdentifiers.Address(written));

    [Theory]
    [InlineData("en", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("de-1996", true)]
    [InlineData("es-419", true)]
    [InlineData("sl-rozaj-biske", true)]
    [InlineData("x-own", true)]
    [InlineData("not a language", false)]
    [InlineData("english", false)]
    [InlineData("en_US", false)]
    [InlineData("e", false)]
    [InlineData("en-", false)]
    [InlineData("en-US\n", false)]
    [InlineData("\u212Ao", false)]
    public void A_language(string tag, bool isOne) => Assert.Equal(isOne, LanguageTags.IsWellFormed(tag));

    [Theory]
    [InlineData("Translated", "LocalizationPart.Culture", "de-AT", true)]
    [InlineData("Translated", "LocalizationPart.Culture", "not a language", false)]
    [InlineData("Disclaimer", "Disclaimer.Language.Text", "de", true)]
    [InlineData("Disclaimer", "Disclaimer.Language.Text", "english", false)]
    public void A_language_of_an_item_is_one(string type, string path, string tag, bool isOne)
    {
        var definitions = DefinitionJson.Merge(SeedContent.Definitions, JsonNode.Parse(
            """{ "ContentTypes": [ { "Name": "Translated", "DisplayName": "Translated", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }""")!.AsObject());
        JsonNode value = tag;
        foreach (var member in path.Split('.').Reverse())
        {
            value = new JsonObject { [member] = value };
        }

        value["ContentType"] = type;

        Assert.Equal(!isOne, ContentValidator.ValidateJson(value, definitions).Any(fault => fault.Path == "$." + path));
    }

    [Fact]
    public void Is_kept_by_each_way_in_and_stays_as_it_is_the_second_time()
    {
        var json = Article("doi:10.5555/abc.", "PMID 12", "www.site.example/page");

        var once = ContentSanitizer.Sanitize(ContentItemJson.Read(json), SeedContent.Definitions);
        var recipe = RecipeItem.Read(0, json.DeepClone(), SeedContent.Definitions).Item!;

        Assert.True(RecipeItem.SameContent(once, recipe));
        Assert.Same(once, ContentSanitizer.Sanitize(once, SeedContent.Definitions));
        var source = once.Parts["References"]!["ContentItems"]![0]!;
        Assert.Equal(("On the page", "A source"), (once.DisplayText, (string?)source["DisplayText"]));
        Assert.Equal(
            ("10.5555/abc", "12", "https://www.site.example/page"),
            ((string?)source["Reference"]!["Doi"]!["Text"], (string?)source["Reference"]!["Pmid"]!["Text"], (string?)source["Reference"]!["Url"]!["Url"]));
        Assert.Empty(ContentValidator.ValidateJson(json, SeedContent.Definitions));
    }

    [Fact]
    public void Is_refused_by_each_way_in_where_there_is_none()
    {
        var json = Article("10.55/x", "twelve", "a page");
        json["References"]!["ContentItems"]!.AsArray().Add(json["References"]!["ContentItems"]![0]!.DeepClone());

        string[] expected =
        [
            .. Enumerable.Range(0, 2).SelectMany(index => RefusedFields.Select(field => $"$.References.ContentItems[{index}].Reference.{field}")),
            "$.References.ContentItems[1].ContentItemId",
        ];
        Assert.Superset(expected.ToHashSet(), ContentValidator.ValidateJson(json, SeedContent.Definitions).Select(fault => fault.Path).ToHashSet());
        Assert.Superset(expected.ToHashSet(), RecipeItem.Check(0, json, SeedContent.Definitions, ContentLimits.Default).Faults.Select(fault => fault.Path).ToHashSet());
    }

    private static JsonObject Article(string doi, string pmid, string address) => new()
    {
        ["ContentItemId"] = ContentIds.New(),
        ["ContentItemVersionId"] = ContentIds.New(),
        ["ContentType"] = "Article",
        ["DisplayText"] = "In lists",
        ["TitlePart"] = new JsonObject { ["Title"] = "On the page" },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray("13dtxdw22d61fpcbf754779t87") } },
        ["References"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = "13dtxdw22d61fpcbf754779t86",
                ["ContentType"] = "Reference",
                ["DisplayText"] = "Another name",
                ["TitlePart"] = new JsonObject { ["Title"] = "A source" },
                ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = doi }, ["Pmid"] = new JsonObject { ["Text"] = pmid }, ["Url"] = new JsonObject { ["Url"] = address } },
            }),
        },
    };
}
