using GutCms.Web.Features.Recipes;

namespace GutCms.Web.Tests.Cli;

public sealed class RecipeNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{ "name": "a.b", "steps": [] }""")]
    [InlineData("""{ /* a comment */ "$schema": "x", "variables": { "name": "inner" }, "name": "a.b", }""")]
    [InlineData("\uFEFF{ \"name\": \"a.b\" }")]
    public void Is_the_name_of_the_header_when_there_is_one(string recipe) => Assert.Equal("a.b", Read(recipe));

    [Theory]
    [InlineData("""{ "steps": [ { "name": "Content" } ] }""")]
    [InlineData("""{ "name": 1 }""")]
    [InlineData("""{ "name" """)]
    [InlineData("")]
    [InlineData("not JSON")]
    public void Is_null_when_the_file_has_none(string recipe) => Assert.Null(Read(recipe));

    [Fact]
    public void Is_read_without_the_rest_when_the_recipe_is_long()
        => Assert.Equal("a.b", Read("""{ "name": "a.b", "steps": [ """ + new string(' ', 200_000)));

    [Fact]
    public void Is_found_first_in_the_folder_that_stands_first()
    {
        var first = Directory.CreateDirectory(Path.Combine(_folder, "first")).FullName;
        var second = Directory.CreateDirectory(Path.Combine(_folder, "second")).FullName;
        foreach (var folder in new[] { first, second })
        {
            File.WriteAllText(Path.Combine(folder, "x.recipe.json"), """{ "name": "x" }""");
        }

        var found = (FileRecipeSource?)new RecipeFolders([second]).Before(first).Find("x");

        Assert.Equal(Path.Combine(first, "x.recipe.json"), found?.FullPath);
    }

    private string? Read(string recipe)
    {
        var path = Path.Combine(_folder, "x.recipe.json");
        File.WriteAllText(path, recipe);
        return RecipeName.Read(path);
    }
}
