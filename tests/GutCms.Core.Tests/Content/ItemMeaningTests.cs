using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

/// <summary>Which disclaimer, series, position, address, language and Hot Articles a version has.</summary>
public sealed class ItemMeaningTests
{
    [Theory]
    [InlineData("Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["a", "b"] } } }""", "a")]
    [InlineData("Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["", null, "b"] } } }""", "b")]
    [InlineData("Leaflet", """{ "Leaflet": { "Disclaimer": { "ContentItemIds": ["a"] } } }""", "a")]
    [InlineData("Leaflet", """{ "Article": { "Disclaimer": { "ContentItemIds": ["a"] } } }""", null)]
    [InlineData("Disclaimer", """{ "Disclaimer": { "Disclaimer": { "ContentItemIds": ["a"] } } }""", null)]
    [InlineData("Article", """{ "Article": { "Disclaimer": { "ContentItemIds": "a" } } }""", null)]
    [InlineData("Article", """{ "Article": { "Disclaimer": [] } }""", null)]
    [InlineData("Article", "{}", null)]
    public void Is_shown_with_the_first_disclaimer_that_its_own_part_picks(string type, string parts, string? expected) => Assert.Equal(expected, ItemMeaning.DisclaimerOf(Item(type, parts)));

    [Theory]
    [InlineData("""["a", "b"]""", "a")]
    [InlineData("""["", "b"]""", "b")]
    [InlineData("[]", null)]
    public void Is_in_the_first_series_that_it_picks(string ids, string? expected) =>
        Assert.Equal(expected, ItemMeaning.SeriesOf(Item("Article", $$"""{ "Article": { "Series": { "ContentItemIds": {{ids}} } } }""")));

    [Theory]
    [InlineData("2.50", "2.50")]
    [InlineData("1e2", "100")]
    [InlineData("\"3\"", null)]
    [InlineData("1e99", null)]
    [InlineData("null", null)]
    public void Has_a_position_when_that_is_a_number(string value, string? expected) =>
        Assert.Equal(expected, ItemMeaning.PositionOf(Item("Article", $$"""{ "Article": { "SeriesPosition": { "Value": {{value}} } } }"""))?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Has_the_same_position_whether_its_JSON_was_read_or_made()
    {
        var made = Item("Article", """{ "Article": {} }""");
        made.Parts["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = 2.5 };

        Assert.Equal(2.5m, ItemMeaning.PositionOf(made));
        Assert.Equal(7, ItemMeaning.PositionOf(ContentItemJson.Read(ItemMeaning.WithPosition(made, 7))));
        Assert.Null(ItemMeaning.PositionOf(ContentItemJson.Read(ItemMeaning.WithPosition(made, null))));
    }

    [Theory]
    [InlineData("Articles/Gut-Health", "Articles/Gut-Health", "gut-health")]
    [InlineData("/gut/", "gut", "gut")]
    [InlineData("/", null, "the-id")]
    [InlineData("", null, "the-id")]
    public void Is_found_by_the_last_segment_of_its_path_and_without_one_by_its_id(string path, string? expected, string slug)
    {
        var item = Item("Article", $$"""{ "AutoroutePart": { "Path": "{{path}}" } }""") with { ContentItemId = "the-id" };

        Assert.Equal((expected, slug), (ItemMeaning.PathOf(item), ItemMeaning.SlugOf(item)));
        Assert.Equal(expected?.ToLowerInvariant(), Presentation.Of(item).Path);
    }

    [Theory]
    [InlineData("Article", """{ "LocalizationPart": { "Culture": "de" } }""", "de")]
    [InlineData("Disclaimer", """{ "Disclaimer": { "Language": { "Text": "fr" } } }""", "fr")]
    [InlineData("Disclaimer", """{ "LocalizationPart": { "Culture": "de" }, "Disclaimer": { "Language": { "Text": "fr" } } }""", "de")]
    [InlineData("Article", """{ "Article": { "Language": { "Text": "fr" } } }""", "it")]
    [InlineData("Article", """{ "LocalizationPart": { "Culture": "" } }""", "it")]
    public void Speaks_its_own_language_and_otherwise_the_sites(string type, string parts, string expected) => Assert.Equal(expected, ItemMeaning.LanguageOf(Item(type, parts), "it"));

    [Theory]
    [InlineData("""{ "LocalizationSettings": { "DefaultCulture": "de" } }""", "de")]
    [InlineData("""{ "LocalizationSettings": { "DefaultCulture": "" } }""", "en")]
    [InlineData("""{ "LocalizationSettings": [] }""", "en")]
    [InlineData("null", "en")]
    public void Takes_the_sites_language_from_its_settings(string settings, string expected) => Assert.Equal(expected, ItemMeaning.SiteLanguage(JsonNode.Parse(settings) as JsonObject));

    [Fact]
    public void Has_the_disclaimer_in_its_text_whatever_type_it_is_of()
    {
        var leaflet = Project("Leaflet", SeedContent.Disclaimer);

        Assert.Equal("<p>", ((string)leaflet["disclaimer"]!["html"]!)[..3]);
        Assert.NotEqual(MedicalContent.Hash(leaflet), MedicalContent.Hash(Project("Leaflet", null)));
        Assert.True(JsonNode.DeepEquals(leaflet, MedicalContent.WithDisclaimer(Project("Leaflet", null), SeedContent.Disclaimer, SeedContent.Definitions)));
    }

    [Fact]
    public void Has_no_disclaimer_in_its_text_that_is_none()
    {
        Assert.False(Project("Article", SeedContent.Article).ContainsKey("disclaimer"));
        Assert.False(Project("Disclaimer", SeedContent.Disclaimer).ContainsKey("disclaimer"));
    }

    [Fact]
    public void Refers_to_what_it_means_though_the_definitions_do_not_know_the_fields() => Assert.Equal(
        [new ContentReference("Leaflet.Series", "s", 0), new ContentReference("Leaflet.Disclaimer", "a", 0), new ContentReference("Leaflet.Disclaimer", "b", 1)],
        ContentReferences.Of(
            Item("Leaflet", """{ "Leaflet": { "Disclaimer": { "ContentItemIds": ["a", "", "b"] }, "Series": { "ContentItemIds": ["s"] }, "Other": { "ContentItemIds": ["o"] } } }"""), ContentDefinitions.Empty));

    private static JsonObject Project(string type, ContentItem? disclaimer) => MedicalContent.Project(Item(type, "{}"), disclaimer, SeedContent.Definitions, "en");

    private static ContentItem Item(string type, string parts) => new() { ContentType = type, Parts = JsonNode.Parse(parts)!.AsObject() };
}
