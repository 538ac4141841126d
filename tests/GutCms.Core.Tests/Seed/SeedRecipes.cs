using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Tests.Seed;

/// <summary>The recipes as they are shipped, read without any code of the product.</summary>
internal static class SeedRecipes
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>All shipped recipes, by file name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } =
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "recipes"), "*.recipe.json")
            .ToDictionary(file => Path.GetFileName(file), file => JsonNode.Parse(File.ReadAllText(file), documentOptions: Options)!.AsObject(), StringComparer.Ordinal);

    /// <summary>Steps of that name in all recipes.</summary>
    public static IEnumerable<JsonObject> Steps(string name) =>
        All.Values.SelectMany(recipe => recipe["steps"]!.AsArray()).Select(step => step!.AsObject()).Where(step => (string?)step["name"] == name);

    /// <summary>Top-level content items of all recipes.</summary>
    public static IReadOnlyList<JsonObject> Items { get; } = [.. Steps("Content").SelectMany(step => step["Data"]!.AsArray()).Select(item => item!.AsObject())];

    /// <summary>Items nested in bags of this item, at any depth.</summary>
    public static IEnumerable<JsonObject> Nested(JsonObject item) =>
        item.Select(property => property.Value).OfType<JsonObject>()
            .Select(part => part["ContentItems"]).OfType<JsonArray>()
            .SelectMany(bag => bag).Select(nested => nested!.AsObject())
            .SelectMany(nested => Nested(nested).Prepend(nested));

    /// <summary>The item of that id.</summary>
    public static JsonObject Item(string id) => Items.Single(item => (string?)item["ContentItemId"] == id);

    /// <summary>The article that the project exists for.</summary>
    public static JsonObject GutBrainArticle => Items.Single(item => (string?)item["AutoroutePart"]?["Path"] == "articles/gut-health-and-mental-health");

    /// <summary>The Hot Articles of the gut–brain article, in order.</summary>
    public static IReadOnlyList<JsonObject> HotArticles => [.. Picked(GutBrainArticle, "HotArticles")];

    /// <summary>Items that a picker of an article points to, in order.</summary>
    public static IEnumerable<JsonObject> Picked(JsonObject article, string field) =>
        article["Article"]![field]!["ContentItemIds"]!.AsArray().Select(id => Item(id!.GetValue<string>()));

    /// <summary>The article's text as the recipes hold it.</summary>
    public static SeedText Text()
    {
        var article = GutBrainArticle;
        return new SeedText(
            Title(article),
            (string)article["Article"]!["Subtitle"]!["Text"]!,
            [.. article["Body"]!["ContentItems"]!.AsArray().Select(block => new SeedBlock(
                Title(block!),
                (string?)block!["HtmlBodyPart"]?["Html"],
                [.. (block["Entries"]?["ContentItems"]?.AsArray() ?? []).Select(entry => (Title(entry!), (string)entry!["HtmlBodyPart"]!["Html"]!))]))],
            (string)Picked(article, "Disclaimer").Single()["Disclaimer"]!["Text"]!["Html"]!,
            [.. HotArticles.Select(hot => new SeedCard(Title(Picked(hot, "Series").Single()), Title(hot), (string)hot["Article"]!["Excerpt"]!["Text"]!))]);
    }

    private static string Title(JsonNode item) => (string)item["TitlePart"]!["Title"]!;
}
