using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace GutCms.Core.Tests.Recipes;

/// <summary>The JSON Schema that the recipes name in <c>$schema</c>.</summary>
public sealed class RecipeSchemaTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "recipes");

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Folder, "*.recipe.json").Select(file => Path.GetFileName(file)!)];

    public static TheoryData<string, string> Malformed => new()
    {
        { "no steps", """{ "name": "x" }""" },
        { "unknown header property", """{ "name": "x", "displayname": "X", "steps": [] }""" },
        { "set-up flag is text", """{ "name": "x", "issetuprecipe": "true", "steps": [] }""" },
        { "a variable is an object", """{ "name": "x", "variables": { "a": {} }, "steps": [] }""" },
        { "a step without name", """{ "name": "x", "steps": [ {} ] }""" },
        { "unknown step", """{ "name": "x", "steps": [ { "name": "Contnet" } ] }""" },
        { "unknown property of a step", """{ "name": "x", "steps": [ { "name": "Roles", "Role": [] } ] }""" },
        { "a feature is a number", """{ "name": "x", "steps": [ { "name": "Feature", "enable": [1] } ] }""" },
        { "a scalar that is no setting", """{ "name": "x", "steps": [ { "name": "Settings", "Foo": 1 } ] }""" },
        { "unknown field type", """{ "name": "x", "steps": [ { "name": "ContentDefinition", "ContentParts": [ { "Name": "A", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TxtField", "Name": "B" } ] } ] } ] }""" },
        { "a type without name", """{ "name": "x", "steps": [ { "name": "ContentDefinition", "ContentTypes": [ { "DisplayName": "A" } ] } ] }""" },
        { "unknown behaviour", """{ "name": "x", "steps": [ { "name": "Roles", "Roles": [ { "Name": "A", "PermissionBehavior": "Merge" } ] } ] }""" },
        { "a recipe's mention without name", """{ "name": "x", "steps": [ { "name": "Recipes", "Values": [ {} ] } ] }""" },
        { "a policy without stages", """{ "name": "x", "steps": [ { "name": "ReviewPolicy", "Policies": [ { "ContentType": "A", "Version": "1", "Stages": [] } ] } ] }""" },
        { "a stage that nobody approves", """{ "name": "x", "steps": [ { "name": "ReviewPolicy", "Policies": [ { "ContentType": "A", "Version": "1", "Stages": [ { "Name": "M", "Role": "R", "Approvals": 0 } ] } ] } ] }""" },
        { "an item without id", RecipeTexts.Items(RecipeTexts.Series.Replace("\"ContentItemId\": \"4ser0000000000000000000001\",", "", StringComparison.Ordinal)) },
        { "an id of another form", RecipeTexts.Items(RecipeTexts.Series.Replace("4ser0000000000000000000001", "SERIES-1", StringComparison.Ordinal)) },
        { "a part is text", RecipeTexts.Items(RecipeTexts.Series.Replace("\"Series\": {}", "\"Series\": \"x\"", StringComparison.Ordinal)) },
        { "a path with a leading slash", RecipeTexts.Items(RecipeTexts.Series.Replace("series/gut", "/series/gut", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Permits_the_recipe_when_it_is_shipped_and_the_recipe_names_the_schema(string file)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        Assert.Equal("./schema/gutcms.recipe.schema.json", (string?)json["$schema"]);
        Assert.Empty((await SchemaAsync()).Validate(json.ToJsonString()));
    }

    [Fact]
    public async Task Permits_every_step_that_the_engine_knows()
    {
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate(RecipeTexts.Definitions));
        Assert.Empty(schema.Validate(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article)));
        var names = schema.Definitions.Values.Select(definition => definition.Title).ToHashSet();
        Assert.All(GutCms.Core.Recipes.Steps.RecipeSteps.All, step => Assert.Contains(step.Name, names));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Refuses_the_recipe_when_it_is_malformed(string what, string recipe) =>
        Assert.False((await SchemaAsync()).Validate(recipe).Count == 0, what);

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(Folder, "schema", "gutcms.recipe.schema.json"), TestContext.Current.CancellationToken);
}
