using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using Microsoft.AspNetCore.WebUtilities;

namespace GutCms.Web.Tests.Certificates;

/// <summary>A certificate says whether two administrators stood behind the rules when it was signed.</summary>
public sealed class FourEyesAdministrationTests
{
    [Fact]
    public async Task Is_false_with_one_administrator_and_true_with_two()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        Assert.False(await PublishAsync(team));

        Assert.Equal(0, (await team.Site.RunAsync("user", "add", "bertha", "--role", "Administrator")).ExitCode);
        Assert.True(await PublishAsync(team));

        Assert.Equal(0, (await team.Site.RunAsync("user", "disable", "bertha")).ExitCode);
        Assert.False(await PublishAsync(team));
    }

    private static async Task<bool> PublishAsync(EditorialTeam team)
    {
        var id = await team.SubmittedAsync(SampleArticle.NewSlug(), approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        await editor.DoAsync(id, "publish");
        var certificate = (string)(await editor.ReviewAsync(id)).Body["published"]!["certificate"]!;
        return (bool)JsonNode.Parse(WebEncoders.Base64UrlDecode(certificate.Split('.')[1]))!["fourEyesAdministration"]!;
    }
}
