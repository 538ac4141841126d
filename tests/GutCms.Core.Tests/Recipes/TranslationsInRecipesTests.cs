using System.Text.Json.Nodes;

namespace GutCms.Core.Tests.Recipes;

/// <summary>A recipe brings one item for each language of a set: beside the others of the recipe, and beside those of the site.</summary>
public sealed class TranslationsInRecipesTests
{
    private const string Type = """
        { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Page", "DisplayName": "Page", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }
        """;

    [Theory]
    [InlineData("de", "de", false)]
    [InlineData("de", "DE", false)]
    [InlineData("de", "fr", true)]
    public async Task Two_items_of_a_recipe(string first, string second, bool isFree)
    {
        var report = await new RecipeSite().RunAsync(RecipeTexts.Recipe(Type, RecipeTexts.Content(Page(1, first), Page(2, second))));

        Expect(report.Faults.Select(fault => fault.Path), isFree ? null : "$.steps[1].Data[1].LocalizationPart.Culture");
    }

    [Theory]
    [InlineData("de", false)]
    [InlineData("fr", true)]
    public async Task An_item_of_the_site_and_one_of_a_recipe(string language, bool isFree)
    {
        var site = new RecipeSite();
        Assert.Empty((await site.RunAsync(RecipeTexts.Recipe(Type, RecipeTexts.Content(Page(1, "de"))))).Faults);

        var report = await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(Page(2, language))));

        Expect(report.Faults.Select(fault => fault.Path), isFree ? null : "$.steps[0].Data[0].LocalizationPart.Culture");
    }

    [Theory]
    [InlineData("fr", false)]
    [InlineData("en", true)]
    public async Task An_item_without_a_language_has_that_of_the_site_as_the_recipe_sets_it(string language, bool isFree)
    {
        const string Settings = """{ "name": "Settings", "LocalizationSettings": { "DefaultCulture": "fr" } }""";

        var report = await new RecipeSite().RunAsync(RecipeTexts.Recipe(Settings, Type, RecipeTexts.Content(Page(1, null), Page(2, language))));

        Expect(report.Faults.Select(fault => fault.Path), isFree ? null : "$.steps[2].Data[1].LocalizationPart.Culture");
    }

    [Fact]
    public async Task The_same_again_and_a_version_in_another_language()
    {
        var site = new RecipeSite();
        var recipe = RecipeTexts.Recipe(Type, RecipeTexts.Content(Page(1, "de"), Page(2, "fr")));
        Assert.Empty((await site.RunAsync(recipe)).Faults);

        Assert.Empty((await site.RunAsync(recipe)).Faults);
        Assert.Empty((await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(Page(1, "it", version: 2))))).Faults);
    }

    private static void Expect(IEnumerable<string> paths, string? path) => Assert.Equal(path is null ? [] : [path], paths);

    private static string Page(int number, string? language, int version = 1) => new JsonObject
    {
        ["ContentItemId"] = $"4pag000000000000000000000{number}",
        ["ContentItemVersionId"] = $"4pagv00000000000000000{number}00{version}",
        ["ContentType"] = "Page",
        ["Latest"] = true,
        ["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = "gut", ["Culture"] = language },
    }.ToJsonString();
}
