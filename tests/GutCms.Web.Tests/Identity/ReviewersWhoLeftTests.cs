using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity;

public sealed class ReviewersWhoLeftOnSqliteTests() : ReviewersWhoLeftTests(SiteDatabase.Sqlite);

public sealed class ReviewersWhoLeftOnPostgreSqlTests() : ReviewersWhoLeftTests(SiteDatabase.PostgreSql);

/// <summary>Accounts as the site keeps them: disabled, or without the role, after they approved.</summary>
public abstract class ReviewersWhoLeftTests(SiteDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approval_does_not_publish_while_whoever_gave_it_is_disabled_or_has_another_role()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        var id = await team.SubmittedAsync("those-who-left", approvals: 1);
        Assert.Contains("publish", PermittedOf((await editor.ReviewAsync(id)).Body));

        Assert.Equal(0, (await team.Site.RunAsync("user", "disable", "reviewer-0")).ExitCode);
        await AssertRefusedAsync(editor, id);
        Assert.Equal(0, (await team.Site.RunAsync("user", "enable", "reviewer-0")).ExitCode);
        Assert.Contains("publish", PermittedOf((await editor.ReviewAsync(id)).Body));
        await GiveRoleAsync(team, "Editor");
        await AssertRefusedAsync(editor, id);
        await GiveRoleAsync(team, "MedicalReviewer");

        await editor.DoAsync(id, "publish");
    }

    /// <summary>The desk says it before anybody tries, to those too who do not publish; then the API and the list of many refuse it.</summary>
    private static async Task AssertRefusedAsync(EditorialClient editor, string id)
    {
        var desk = await editor.Browser.Client.GetStringAsync($"admin/review/{id}", Token);
        Assert.Contains("the approvals do not publish it any more", desk, StringComparison.Ordinal);
        Assert.Contains("reviewer-0", desk, StringComparison.Ordinal);
        var (status, refused) = await editor.PullAsync(id, "publish");
        Assert.Equal((409, "ReviewersMustStillBeEligible"), (status, (string?)refused["unmetRules"]!.AsArray().Single()!["rule"]));
        var version = (string)(await editor.ReviewAsync(id)).Body["versionId"]!;
        using var many = await editor.Browser.SendFormAsync(
            "admin/content", new Dictionary<string, string> { ["action"] = "publish", ["confirmed"] = "true", ["selected"] = $"{id}:{version}" }, "admin/content?handler=Bulk");
        Assert.Contains("could not do so any more", await many.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Null((await editor.ReviewAsync(id)).Body["published"]);
    }

    private static IEnumerable<string> PermittedOf(JsonObject review) => review["permittedTriggers"]!.AsArray().Select(trigger => (string)trigger!);

    private static async Task GiveRoleAsync(EditorialTeam team, string role)
    {
        var file = Path.Combine(team.Site.Folder, "role.recipe.json");
        await File.WriteAllTextAsync(file, $$"""{ "name": "role", "steps": [ { "name": "Users", "Users": [ { "UserName": "reviewer-0", "RoleNames": [ "{{role}}" ] } ] } ] }""", Token);
        Assert.Equal(0, (await team.Site.RunAsync("recipe", "run", file)).ExitCode);
    }
}
