using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Review;

/// <summary>Rules that only some policies have, and the ways in that only the admin has, on the real executable.</summary>
public abstract partial class RulesOfTheTeamTests(TeamFixture fixture)
{
    private EditorialTeam Team => fixture.Team;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_approved_while_a_comment_is_open_where_the_policy_says_so()
    {
        var reviewer = await Team.PersonAsync("reviewer-0");
        var id = await Team.SubmittedAsync(SampleArticle.NewSlug("commented"));
        var (status, thread) = await reviewer.PostAsync($"api/review/{id}/comments", new() { ["text"] = "Who says so?" }, null);
        Assert.Equal(200, status);
        var address = $"api/review/{id}/comments/{(string?)thread["threadId"]}";

        var (refused, problem) = await reviewer.PullAsync(id, "approve");
        Assert.Equal(409, refused);
        Assert.Equal("CommentsMustBeResolved", (string?)Assert.Single(problem["unmetRules"]!.AsArray())!["rule"]);

        Assert.Equal(200, (await reviewer.PostAsync(address + "/resolve", null, null)).Status);
        Assert.Equal(200, (await reviewer.PostAsync(address + "/reopen", null, null)).Status);
        Assert.Equal(409, (await reviewer.PullAsync(id, "approve")).Status);
        Assert.Equal(200, (await reviewer.PostAsync(address + "/resolve", null, null)).Status);
        Assert.Equal(200, (await reviewer.PullAsync(id, "approve")).Status);
    }

    [Fact]
    public async Task Bulk_publication_publishes_what_was_approved_and_names_the_rules_for_the_rest()
    {
        var editor = await Team.PersonAsync("editor-0");
        var (approved, unapproved) = (SampleArticle.NewSlug("bulk-approved"), SampleArticle.NewSlug("bulk-unapproved"));
        string[] ids = [await Team.SubmittedAsync(approved, Team.Approvals), await Team.SubmittedAsync(unapproved, Team.Approvals - 1)];
        var selected = await Task.WhenAll(ids.Select(async id => $"{id}:{(string?)(await editor.ReviewAsync(id)).Body["versionId"]}"));

        using var answer = await PublishAsync(editor, selected);

        Assert.Equal(200, (int)answer.StatusCode);
        var result = Result().Match(await answer.Content.ReadAsStringAsync(Cancellation)).Value;
        Assert.Contains("note-warn", result, StringComparison.Ordinal);
        Assert.Contains(approved, result, StringComparison.Ordinal);
        Assert.Contains(unapproved, result, StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync(approved));
        Assert.Equal(404, await StatusAsync(unapproved));

        // Once more, with the version that was selected before the missing approval came.
        await (await Team.PersonAsync($"reviewer-{Team.Approvals - 1}")).DoAsync(ids[1], "approve");
        using var again = await PublishAsync(editor, selected[1..]);
        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal(200, await StatusAsync(unapproved));
    }

    [Fact]
    public async Task A_withdrawn_series_is_gone_for_programs_and_for_people()
    {
        var editor = await Team.PersonAsync("editor-0");
        var slug = SampleArticle.NewSlug("series");
        var id = await editor.DraftAsync(new()
        {
            ["ContentType"] = "Series",
            ["DisplayText"] = slug,
            ["TitlePart"] = new JsonObject { ["Title"] = slug },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "series/" + slug },
        });
        await editor.DoAsync(id, "submit");

        // The team's policy is about articles; that of series asks for a signature.
        var reviewer = await Team.PersonAsync("reviewer-0");
        var (seen, tag) = await reviewer.ReviewAsync(id);
        Assert.Equal(200, (await reviewer.ApproveAsync(seen, tag, signs: true)).Status);
        await editor.DoAsync(id, "publish");
        using var live = await Team.Host.Client.GetAsync($"series/{slug}", Cancellation);
        Assert.Equal(200, (int)live.StatusCode);

        await editor.DoAsync(id, "withdraw", new() { ["reason"] = "It advised too much.", ["replacementUrl"] = "/articles/gut-health-and-mental-health" });

        using var document = await Team.Host.Client.SendAsync(HttpMethod.Get, $"api/delivery/series/{slug}", ("Accept", "application/json"));
        Assert.Equal(410, (int)document.StatusCode);
        using var page = await Team.Host.Client.SendAsync(HttpMethod.Get, $"series/{slug}", ("Accept", "text/html"));
        Assert.Equal(410, (int)page.StatusCode);
        var shown = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("It advised too much.", shown, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/articles/gut-health-and-mental-health\">", shown, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PublishAsync(EditorialClient editor, IEnumerable<string> selected) => editor.Browser.Client.PostAsync(
        "admin/content?type=Article&handler=bulk",
        new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", editor.Antiforgery),
            KeyValuePair.Create("action", "publish"),
            KeyValuePair.Create("confirmed", "true"),
            .. selected.Select(entry => KeyValuePair.Create("selected", entry)),
        ]),
        Cancellation);

    private async Task<int> StatusAsync(string slug)
    {
        using var answer = await Team.Host.Client.GetAsync($"{DeliveryClient.Articles}/{slug}", Cancellation);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("<section class=\"note [^>]*id=\"bulk-result\">.*?</section>", RegexOptions.Singleline)]
    private static partial Regex Result();
}

[Collection<SqliteTeams>]
public sealed class RulesOfTheTeamOnSqliteTests(SqliteTeam team) : RulesOfTheTeamTests(team);

[Collection<PostgresTeams>]
public sealed class RulesOfTheTeamOnPostgresTests(PostgresTeam team) : RulesOfTheTeamTests(team);
