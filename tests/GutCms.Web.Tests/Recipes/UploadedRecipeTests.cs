using System.Collections.Frozen;
using System.Text;
using GutCms.Core;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Recipes;

public sealed class UploadedRecipeTests() : ReviewApiTests(Provider.Sqlite)
{
    private const string Roles = """{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": [ "SiteOwner" ] } ] }""";
    private const string Settings = """{ "name": "Settings" }""";

    [Theory]
    [InlineData(Roles, Permissions.ManageRoles)]
    [InlineData(Settings, Permissions.ManageSettings)]
    [InlineData("""{ "name": "Recipes", "Values": [ ] }""", Permissions.SiteOwner)]
    [InlineData("""{ "NAME": "Settings", "name": "Content" }""", Permissions.SiteOwner)]
    [InlineData("""{ "name": "[js: variables('step')]" }""", Permissions.SiteOwner)]
    public async Task Needs_the_permission_for_every_step(string step, string permission)
    {
        var refusal = (await RunAsync(Recipe(step), RecipeRunMode.Run, Permissions.ManageRecipes)).Refusal!;

        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
        Assert.Contains(permission, Assert.Single(refusal.UnmetRules).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_the_owner_when_its_steps_cannot_be_read() =>
        Assert.Contains(Permissions.SiteOwner, Assert.Single((await RunAsync(Encoding.Unicode.GetBytes("{}"), RecipeRunMode.Run, Permissions.ManageRecipes)).Refusal!.UnmetRules).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Is_refused_to_whoever_may_not_run_recipes_even_a_check() =>
        Assert.Equal(RefusalKind.Forbidden, (await RunAsync(Recipe(Settings), RecipeRunMode.Check, Permissions.ManageSettings)).Refusal!.Kind);

    [Fact]
    public async Task Runs_with_the_permissions_and_what_it_publishes_is_a_draft()
    {
        var step = """
            { "name": "Content", "Data": [ { "ContentItemId": "4t3c2xr8vz5w7yk9hq6m1n0pbd", "ContentItemVersionId": "4t3c2xr8vz5w7yk9hq6m1n0pbe", "ContentType": "Series", "DisplayText": "One",
              "Latest": true, "Published": true, "TitlePart": { "Title": "One" }, "AutoroutePart": { "Path": "series/one" } } ] }
            """;

        var report = (await RunAsync(Recipe(step), RecipeRunMode.Run, Permissions.ManageRecipes, Permissions.Import)).Value!;

        Assert.True(report.Succeeded, string.Join('\n', report.Faults));
        var item = await GetAsync("editor", "api/content/4t3c2xr8vz5w7yk9hq6m1n0pbd?version=latest");
        Assert.False((bool)item.Expect(200)["Published"]!);
    }

    private static byte[] Recipe(string step) => Encoding.UTF8.GetBytes(
        $$"""{ "name": "one", "displayName": "One", "description": "One.", "author": "Tests", "version": "1.0.0", "variables": { "step": "Roles" }, "steps": [ {{step}} ] }""");

    private async Task<Outcome<RecipeReport>> RunAsync(byte[] recipe, RecipeRunMode mode, params string[] permissions)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunUploadedRecipe>()
            .ExecuteAsync(new Actor("u-id", "u") { Permissions = permissions.ToFrozenSet(StringComparer.Ordinal) }, "one.recipe.json", recipe, mode, Token);
    }
}
