using System.Runtime.CompilerServices;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Steps;

namespace GutCms.Core.Tests.Recipes;

public sealed class RecipeStepTests
{
    public static TheoryData<string> Steps => new(RecipeSteps.All.Select(handler => handler.Name));

    [Theory]
    [MemberData(nameof(Steps))]
    public void Takes_a_permission_that_there_is_and_that_the_documentation_names(string step)
    {
        var permission = RecipeSteps.All.Single(handler => handler.Name == step).Permission;
        Assert.True(Core.Security.Permissions.IsKnown(permission));
        Assert.Contains($"| `{step}` | `{permission}` |", File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/recipes.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_adds_or_removes_permissions_as_the_role_says()
    {
        var site = new RecipeSite();
        await RoleAsync(site, "\"Permissions\": [\"ViewContent\", \"EditContent\"], \"Description\": \"Writes.\"", RecipeOutcome.Created);
        await RoleAsync(site, "\"Permissions\": [\"DeleteContent\"], \"PermissionBehavior\": \"add\"", RecipeOutcome.Updated);
        Assert.Equal(["DeleteContent", "EditContent", "ViewContent"], Permissions(site));
        Assert.Equal("Writes.", (string?)site.Document("role", "Author")!["Description"]);
        await RoleAsync(site, "\"Permissions\": [\"EditContent\"], \"PermissionBehavior\": \"Remove\"", RecipeOutcome.Updated);
        Assert.Equal(["DeleteContent", "ViewContent"], Permissions(site));
        await RoleAsync(site, "\"Permissions\": [\"View_Article\"]", RecipeOutcome.Updated);
        Assert.Equal(["View_Article"], Permissions(site));
        await RoleAsync(site, "\"Permissions\": [\"View_Article\"]", RecipeOutcome.Unchanged);
    }

    [Fact]
    public async Task Leaves_out_and_reports_once_the_permissions_that_only_Orchard_Core_has()
    {
        var site = new RecipeSite();
        var recipe = RecipeTexts.Recipe(
            """{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": ["ViewContent", "ExecuteApiAll"] }, { "Name": "Editor", "Permissions": ["ExecuteApiAll", "ExecuteApi_Recent"] } ] }""");
        var report = await site.RunAsync(recipe);
        Assert.Empty(report.Faults);
        Assert.Equal(["ViewContent"], Permissions(site));
        var ignored = report.Changes.Where(change => change.Outcome == RecipeOutcome.Ignored).ToList();
        Assert.Equal(["ExecuteApiAll", "ExecuteApi_Recent"], ignored.Select(change => change.Name));
        Assert.Contains("places: 2", ignored[0].Detail, StringComparison.Ordinal);
        Assert.False((await site.RunAsync(recipe)).Changed);
    }

    [Fact]
    public async Task Takes_definitions_as_people_write_them_for_Orchard_Core()
    {
        var site = new RecipeSite();
        var report = await site.RunAsync(RecipeTexts.Recipe("""
            { "name": "ContentDefinition", "ContentTypes": [
                { "Name": "Page", "DisplayName": "Page", "Hidden": false, "ContentTypePartDefinitionRecords": [ { "PartName": "Page" }, { "PartName": "TitlePart", "Settings": { "A": 1 } } ] },
                { "Name": "Page", "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Settings": { "B": 2 } } ] },
                { "Name": "Note", "DisplayName": "Note", "ContentTypePartDefinitionRecords": [ { "PartName": "Note" }, { "PartName": "Lead" } ] } ],
              "ContentParts": [
                { "Name": "Lead", "Hidden": false, "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "Text" }, { "FieldName": "TextField", "Name": "Text" } ] },
                { "Name": "Lead", "ContentPartFieldDefinitionRecords": [ { "FieldName": "HtmlField", "Name": "More" } ] } ] }
            """));
        Assert.Empty(report.Faults);
        var definitions = site.Store.State.ReadDefinitions();
        Assert.Equal(["Text", "More"], definitions.FindPart("Lead")!.Fields.Select(field => field.Name));
        Assert.Empty(definitions.FindPart("Page")!.Fields);
        Assert.Equal("""{"A":1,"B":2}""", Assert.Single(definitions.FindType("Page")!.Parts, part => part.Name == "TitlePart").Settings.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"name\": \"\", ")]
    public async Task Records_what_a_recipe_without_a_name_writes_under_the_name_of_its_file(string name)
    {
        var site = new RecipeSite();
        var report = await site.RunAsync($$"""{ {{name}}"steps": [ { "name": "Settings", "SiteName": "Clinic" } ] }""", RecipeSite.Trusted);
        Assert.Equal("test", report.Recipe);
        Assert.NotNull(site.Document("recipe", "test"));
    }

    [Fact]
    public async Task Says_once_what_is_unknown_with_the_number_of_places()
    {
        var types = string.Join(",", Enumerable.Range(0, 40).Select(index => $$"""{ "Name": "T{{index}}", "ContentTypePartDefinitionRecords": [ { "PartName": "MenuPart" }, { "PartName": "ListPart" } ] }"""));
        var report = await new RecipeSite().RunAsync(RecipeTexts.Recipe($$"""{ "name": "ContentDefinition", "ContentTypes": [ {{types}} ] }""", """{ "name": "Themes" }""", """{ "name": "Themes" }""", """{ "name": "Layers" }"""));
        Assert.Equal([40, 2, 1], report.Faults.Select(fault => fault.Places));
        Assert.Equal("$.steps[0].ContentTypes[0].ContentTypePartDefinitionRecords[0].PartName", report.Faults[0].Path);
        Assert.Contains("in 40 places", report.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merges_settings_and_leaves_the_others_when_a_step_names_some()
    {
        var site = new RecipeSite();
        await site.RunAsync(RecipeTexts.Recipe("""{ "name": "Settings", "SiteName": "Clinic", "PageSize": 10 }"""));
        var report = await site.RunAsync(RecipeTexts.Recipe("""{ "name": "Settings", "SiteName": "Practice", "PageSize": 10, "LocalizationSettings": { "DefaultCulture": "de" } }"""));
        Assert.Equal([RecipeOutcome.Updated, RecipeOutcome.Unchanged, RecipeOutcome.Created], report.Changes.Select(change => change.Outcome));
        Assert.Equal("""{"SiteName":"Practice","PageSize":10,"LocalizationSettings":{"DefaultCulture":"de"}}""", site.Document("settings", "site")!.ToJsonString());
    }

    [Fact]
    public async Task Records_features_when_they_are_enabled_and_disabled()
    {
        var site = new RecipeSite();
        await site.RunAsync(RecipeTexts.Recipe("""{ "name": "Feature", "enable": ["B", "A"] }"""));
        var report = await site.RunAsync(RecipeTexts.Recipe("""{ "name": "feature", "enable": ["A", "C"], "disable": ["B", "D"] }"""));
        Assert.Equal([RecipeOutcome.Unchanged, RecipeOutcome.Created, RecipeOutcome.Removed, RecipeOutcome.Unchanged], report.Changes.Select(change => change.Outcome));
        Assert.Equal("""{"Enabled":["A","C"]}""", site.Document("features", "site")!.ToJsonString());
    }

    [Fact]
    public async Task Merges_or_replaces_or_deletes_definitions_as_the_step_says()
    {
        var site = await RecipeSite.WithTypesAsync();
        var merge = """{ "name": "ContentDefinition", "ContentParts": [ { "Name": "Series", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "Motto" } ] } ] }""";
        Assert.Equal(RecipeOutcome.Updated, Assert.Single((await site.RunAsync(RecipeTexts.Recipe(merge))).Changes).Outcome);
        Assert.Equal(["Description", "Motto"], Fields(site));
        Assert.Equal(RecipeOutcome.Unchanged, Assert.Single((await site.RunAsync(RecipeTexts.Recipe(merge))).Changes).Outcome);
        await site.RunAsync(RecipeTexts.Recipe(merge.Replace("ContentDefinition", "ReplaceContentDefinition", StringComparison.Ordinal)));
        Assert.Equal(["Motto"], Fields(site));
        var report = await site.RunAsync(RecipeTexts.Recipe("""{ "name": "DeleteContentDefinition", "ContentTypes": ["Series", "Never"], "ContentParts": ["Series"] }"""));
        Assert.Equal([RecipeOutcome.Removed, RecipeOutcome.Removed, RecipeOutcome.Unchanged], report.Changes.Select(change => change.Outcome));
        Assert.Null(site.Store.State.ReadDefinitions().FindType("Series"));
    }

    [Fact]
    public async Task Uses_definitions_and_roles_of_earlier_steps_and_named_recipes_when_it_checks()
    {
        var site = new RecipeSite();
        site.Name("test.definitions", RecipeTexts.Definitions);
        var report = await site.RunAsync(RecipeTexts.Recipe(
            """{ "name": "Recipes", "Values": [ { "name": "test.definitions" }, { "name": "test.definitions" } ] }""",
            RecipeTexts.Content(RecipeTexts.Disclaimer),
            """{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Disclaimer", "Version": "1", "Stages": [ { "Name": "Medical", "Role": "Doctor", "Approvals": 1 } ] } ] }""",
            """{ "name": "Roles", "Roles": [ { "Name": "Doctor", "Permissions": ["ApproveContent"] } ] }"""));
        Assert.Empty(report.Faults);
        Assert.Equal("test", site.Published(RecipeTexts.DisclaimerId)!.Origin);
        Assert.Equal("1", (string?)site.Document("review-policy", "Disclaimer")!["Version"]);
        Assert.NotNull(site.Document("recipe", "test.definitions"));
    }

    [Fact]
    public async Task Refuses_another_policy_when_it_has_the_version_of_the_stored_one()
    {
        var site = await RecipeSite.WithTypesAsync();
        Assert.Empty((await site.RunAsync(Policy("1", 1))).Faults);
        Assert.Equal(RecipeOutcome.Unchanged, (await site.RunAsync(Policy("1", 1))).Changes[^1].Outcome);
        var fault = Assert.Single((await site.RunAsync(Policy("1", 2))).Faults);
        Assert.Equal("$.steps[1].Policies[0].Version", fault.Path);
        Assert.Equal(RecipeOutcome.Updated, (await site.RunAsync(Policy("2", 2))).Changes[^1].Outcome);
    }

    private static string Policy(string version, int approvals) => RecipeTexts.Recipe(
        """{ "name": "Roles", "Roles": [ { "Name": "Doctor", "Permissions": ["ApproveContent"] } ] }""",
        $$"""{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "{{version}}", "Stages": [ { "Name": "Medical", "Role": "Doctor", "Approvals": {{approvals}} } ] } ] }""");

    private static async Task RoleAsync(RecipeSite site, string properties, RecipeOutcome outcome)
    {
        var report = await site.RunAsync(RecipeTexts.Recipe($$"""{ "name": "Roles", "Roles": [ { "Name": "Author", {{properties}} } ] }"""));
        Assert.Empty(report.Faults);
        Assert.Equal(outcome, Assert.Single(report.Changes).Outcome);
    }

    private static IEnumerable<string?> Permissions(RecipeSite site) => site.Document("role", "Author")!["Permissions"]!.AsArray().Select(permission => (string?)permission);

    private static IEnumerable<string> Fields(RecipeSite site) => site.Store.State.ReadDefinitions().FindPart("Series")!.Fields.Select(field => field.Name);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
