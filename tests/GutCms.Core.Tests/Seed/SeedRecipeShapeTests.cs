using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GutCms.Core.Tests.Seed;

public sealed partial class SeedRecipeShapeTests
{
    // The order in which Orchard Core writes a content item; parts follow.
    private static readonly string[] WellKnown =
        ["ContentItemId", "ContentItemVersionId", "ContentType", "DisplayText", "Latest", "Published", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Owner", "Author"];

    private static IReadOnlyList<JsonObject> NestedItems => [.. SeedRecipes.Items.SelectMany(SeedRecipes.Nested)];

    private static IReadOnlyList<JsonObject> AllItems => [.. SeedRecipes.Items, .. NestedItems];

    public static TheoryData<string> Files => [.. SeedRecipes.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Recipe_names_its_schema_and_itself_when_it_is_shipped(string file)
    {
        var recipe = SeedRecipes.All[file];
        Assert.Equal("./schema/gutcms.recipe.schema.json", (string?)recipe["$schema"]);
        Assert.Equal(file, $"{(string?)recipe["name"]}.recipe.json");
        Assert.Equal(file == "gutcms.recipe.json", (bool?)recipe["issetuprecipe"]);
    }

    [Fact]
    public void Set_up_recipe_names_every_other_recipe_once()
    {
        var named = SeedRecipes.Steps("Recipes").Single()["Values"]!.AsArray().Select(value => (string)value!["name"]!);
        Assert.Equal(SeedRecipes.All.Keys.Where(file => file is not ("gutcms.recipe.json" or "gutcms.authors-and-topics.recipe.json" or "gutcms.languages.recipe.json")).Order(), named.Select(name => $"{name}.recipe.json").Order());
    }

    [Fact]
    public void Ids_are_valid_and_unique_over_all_items()
    {
        var ids = AllItems.SelectMany(item => new[] { (string)item["ContentItemId"]!, (string)item["ContentItemVersionId"]! }).ToList();
        Assert.All(ids, id => Assert.Matches(IdPattern(), id));
        Assert.Distinct(ids);
    }

    [Fact]
    public void Top_level_items_are_complete()
    {
        Assert.Equal(10, SeedRecipes.Items.Count);
        Assert.All(SeedRecipes.Items, item =>
        {
            Assert.True((bool)item["Latest"]!);
            Assert.True((bool)item["Published"]!);
            AssertTitled(item);
        });
    }

    [Fact]
    public void Nested_items_are_complete_down_to_their_nulls()
    {
        Assert.Equal(22, NestedItems.Count);
        Assert.All(NestedItems, item =>
        {
            Assert.Equal(WellKnown, item.Select(property => property.Key).Take(WellKnown.Length));
            Assert.False((bool)item["Latest"]!);
            Assert.False((bool)item["Published"]!);
            AssertTitled(item);
        });
    }

    [Fact]
    public void Paths_are_explicit_unique_and_without_a_leading_slash()
    {
        var paths = SeedRecipes.Items.Where(item => (string?)item["ContentType"] != "Disclaimer").Select(item => (string)item["AutoroutePart"]!["Path"]!).ToList();
        Assert.All(paths, path => Assert.Matches(PathPattern(), path));
        Assert.Distinct(paths);
    }

    [Fact]
    public void References_point_to_items_of_an_earlier_or_the_same_recipe()
    {
        HashSet<string> known = [];
        foreach (var recipe in SeedRecipes.Steps("Recipes").Single()["Values"]!.AsArray().Select(value => SeedRecipes.All[$"{(string?)value!["name"]}.recipe.json"]))
        {
            var items = recipe["steps"]!.AsArray().Where(step => (string?)step!["name"] == "Content").SelectMany(step => step!["Data"]!.AsArray()).Select(item => item!.AsObject()).ToList();
            known.UnionWith(items.Select(item => (string)item["ContentItemId"]!));
            var targets = items.Select(item => item["Article"]).OfType<JsonObject>().SelectMany(part => part)
                .Select(field => field.Value?["ContentItemIds"]).OfType<JsonArray>().SelectMany(ids => ids).Select(id => (string)id!);
            Assert.All(targets, target => Assert.Contains(target, known));
        }
    }

    private static void AssertTitled(JsonObject item)
    {
        Assert.Equal(item.Select(property => property.Key), item.Select(property => property.Key).OrderBy(key => Array.IndexOf(WellKnown, key) is var at and >= 0 ? at : WellKnown.Length));
        Assert.NotEqual("", (string?)item["DisplayText"]);
        Assert.Equal((string?)item["DisplayText"], (string?)item["TitlePart"]!["Title"]);
    }

    [GeneratedRegex("^[0-9abcdefghjkmnpqrstvwxyz]{26}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^(articles|series)/[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex PathPattern();
}
