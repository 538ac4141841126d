using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Review;

/// <summary>Releases, and the correction of a withdrawal, by the API: for those who may, from what they were shown, all of it or nothing.</summary>
public abstract class ReleasesTests(TeamFixture fixture)
{
    private const string Releases = "api/review/releases";

    private EditorialTeam Team => fixture.Team;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_planned_says_what_it_lacks_and_goes_live_as_a_whole()
    {
        var editor = await Team.PersonAsync("editor-0");
        var (ready, waits) = (SampleArticle.NewSlug("released"), SampleArticle.NewSlug("released-too"));
        string[] ids = [await Team.SubmittedAsync(ready, Team.Approvals), await Team.SubmittedAsync(waits, Team.Approvals - 1)];
        var (status, planned) = await editor.PostAsync(Releases, Body("Spring", null, ids), null);
        Assert.True(status == 200, planned.ToJsonString());
        var address = $"{Releases}/{(string?)planned["releaseId"]}";
        Assert.Equal("planned", (string?)planned["state"]);

        var (looked, tag) = await editor.GetAsync(address);
        Assert.True((bool)looked["mayChange"]!);
        Assert.Equal([true, false], looked["items"]!.AsArray().Select(item => item!["missing"]!.AsArray().Count == 0));
        Assert.Equal(["approved", "inReview"], looked["items"]!.AsArray().Select(item => (string?)item!["state"]));
        Assert.Contains((await editor.GetAsync(Releases)).Body["items"]!.AsArray(), item => (string?)item!["name"] == "Spring");

        var (refused, problem) = await editor.PostAsync(address + "/publish", null, tag);
        Assert.Equal(409, refused);
        Assert.NotEmpty(problem["unmetRules"]!.AsArray());
        Assert.Equal(404, await StatusAsync(ready));

        await (await Team.PersonAsync($"reviewer-{Team.Approvals - 1}")).DoAsync(ids[1], "approve");
        Assert.Equal(428, (await editor.PostAsync(address + "/publish", null, null)).Status);
        Assert.Equal(412, (await editor.PostAsync(address + "/publish", null, "\"7\"")).Status);
        var (done, released) = await editor.PostAsync(address + "/publish", null, tag);
        Assert.True(done == 200, released.ToJsonString());
        Assert.Equal("done", (string?)released["state"]);
        Assert.Equal((200, 200), (await StatusAsync(ready), await StatusAsync(waits)));
        Assert.Equal(409, (await editor.PostAsync(address + "/cancel", null, (await editor.GetAsync(address)).Tag)).Status);
    }

    [Fact]
    public async Task A_release_is_changed_and_given_up_from_what_was_shown_by_whoever_may_publish_what_is_in_it()
    {
        var (editor, author) = (await Team.PersonAsync("editor-0"), await Team.PersonAsync("author-0"));
        var id = await Team.SubmittedAsync(SampleArticle.NewSlug("planned"));
        Assert.Equal(403, (await author.PostAsync(Releases, Body("Mine", null, id), null)).Status);
        Assert.Equal(403, await author.StatusAsync(Releases));
        var at = TimeProvider.System.GetUtcNow().AddYears(5).ToString("O", CultureInfo.InvariantCulture);
        var address = $"{Releases}/{(string?)(await editor.PostAsync(Releases, Body("Summer", at, id), null)).Body["releaseId"]}";
        var (before, tag) = await editor.GetAsync(address);
        Assert.NotNull(before["release"]!["atUtc"]);
        Assert.Equal(403, await author.StatusAsync(address));
        Assert.Equal(403, (await author.PostAsync(address, Body("Mine", null), tag)).Status);

        Assert.Equal(200, (await editor.PostAsync(address, Body("Autumn", null, id), tag)).Status);
        var (stale, problem) = await editor.PostAsync(address, Body("Winter", null, id), tag);
        Assert.Equal(412, stale);
        var current = (string?)problem["currentETag"];
        Assert.Equal((await editor.GetAsync(address)).Tag, current);
        Assert.Equal("Autumn", (string?)(await editor.GetAsync(address)).Body["release"]!["name"]);

        Assert.Equal(200, (await editor.PostAsync(address + "/cancel", null, current)).Status);
        Assert.Equal("cancelled", (string?)(await editor.GetAsync(address)).Body["release"]!["state"]);
    }

    [Theory]
    [InlineData("""{ "items": [] }""", 400)]
    [InlineData("""{ "name": "" }""", 400)]
    [InlineData("""{ "name": "x", "at": "2126-11-24T12:00:00" }""", 400)]
    [InlineData("""{ "name": "x", "items": [""] }""", 400)]
    [InlineData("""{ "name": "x", "title": "x" }""", 400)]
    [InlineData("""{ "name": "x", "items": ["4art0000000000000000000009"] }""", 404)]
    [InlineData("""{ "name": "x", "at": "2020-11-24T12:00:00Z" }""", 409)]
    public async Task What_is_no_release_is_refused(string body, int expected) =>
        Assert.Equal(expected, (await (await Team.PersonAsync("editor-0")).PostAsync(Releases, JsonNode.Parse(body)!.AsObject(), null)).Status);

    [Fact]
    public async Task A_release_that_is_not_there_is_not_found()
    {
        var editor = await Team.PersonAsync("editor-0");
        Assert.Equal(404, await editor.StatusAsync(Releases + "/4art0000000000000000000009"));
        foreach (var act in new[] { "", "/publish", "/cancel" })
        {
            Assert.Equal(404, (await editor.PostAsync($"{Releases}/4art0000000000000000000009{act}", act.Length == 0 ? Body("x", null) : null, "\"1\"")).Status);
        }
    }

    [Fact]
    public async Task What_readers_are_told_about_a_withdrawal_is_corrected_by_whoever_may_withdraw()
    {
        var (editor, author) = (await Team.PersonAsync("editor-0"), await Team.PersonAsync("author-0"));
        var slug = SampleArticle.NewSlug("corrected");
        var id = await Team.SubmittedAsync(slug, Team.Approvals);
        await editor.DoAsync(id, "publish");
        Assert.Equal(409, (await editor.PostAsync($"api/review/{id}/withdrawal", Reason("Too early."), (await editor.ReviewAsync(id)).Tag)).Status);
        await editor.DoAsync(id, "withdraw", Reason("The dose is wrong."));
        var (seen, tag) = await editor.ReviewAsync(id);
        Assert.Equal(403, (await author.PostAsync($"api/review/{id}/withdrawal", Reason("Mine."), tag)).Status);
        Assert.Equal(400, (await editor.PostAsync($"api/review/{id}/withdrawal", Reason(" "), tag)).Status);

        var (status, corrected) = await editor.PostAsync($"api/review/{id}/withdrawal", Reason("The dose was ten times too high."), tag);

        Assert.True(status == 200, corrected.ToJsonString());
        Assert.Equal("The dose was ten times too high.", (string?)corrected["reason"]);
        Assert.Equal(412, (await editor.PostAsync($"api/review/{id}/withdrawal", Reason("Once more."), tag)).Status);
        using var gone = await Team.Host.Client.GetAsync($"{DeliveryClient.Articles}/{slug}", Cancellation);
        Assert.Equal(410, (int)gone.StatusCode);
        Assert.Contains("ten times too high", await gone.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("withdrawn", (string?)seen["state"]);
    }

    private static JsonObject Body(string name, string? at, params string[] items) => new() { ["name"] = name, ["at"] = at, ["items"] = new JsonArray([.. items.Select(id => (JsonNode)id)]) };

    private static JsonObject Reason(string reason) => new() { ["reason"] = reason };

    private async Task<int> StatusAsync(string slug)
    {
        using var answer = await Team.Host.Client.GetAsync($"{DeliveryClient.Articles}/{slug}", Cancellation);
        return (int)answer.StatusCode;
    }
}

[Collection<SqliteTeams>]
public sealed class ReleasesOnSqliteTests(SqliteTeam team) : ReleasesTests(team);

[Collection<PostgresTeams>]
public sealed class ReleasesOnPostgresTests(PostgresTeam team) : ReleasesTests(team);
