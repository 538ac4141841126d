using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.Contract.Tests.Identity;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Security;

/// <summary>What belongs to others does not exist, a browser does nothing that its owner did not want, and nobody writes into the log of the program.</summary>
public abstract class KeepingPeopleApartTests(TeamFixture fixture)
{
    private static readonly string[] Reads = ["api/review/{0}", "api/review/{0}/audit", "api/review/{0}/disclaimer-impact", "api/content/{0}", "api/content/{0}?version=latest", "api/content/{0}/versions", "api/content/{0}/diff"];

    private static readonly string[] Changes = ["submit", "withdrawSubmission", "approve", "requestChanges", "publish", "schedule", "unpublish", "renew", "withdraw", "assign", "comments"];

    private EditorialTeam Team => fixture.Team;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drafts_of_others_do_not_exist()
    {
        var (owner, other) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("author-1"));
        var slug = SampleArticle.NewSlug("private");
        var id = await owner.DraftAsync(SampleArticle.Create(slug));
        var (seen, tag) = await owner.ReviewAsync(id);
        var version = (string)seen["versionId"]!;

        foreach (var read in Reads.Select(path => string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id)).Append($"api/content/{id}/versions/{version}").Append($"api/delivery/articles/{slug}"))
        {
            Assert.True(await other.StatusAsync(read) == 404, read);
        }

        foreach (var change in Changes)
        {
            var (status, body) = await other.PostAsync($"api/review/{id}/{change}", BodyOf(change, seen), tag);
            Assert.True(status == 404, $"{change}: {body.ToJsonString()}");
        }

        Assert.Equal(404, (await other.PostAsync("api/content?draft=true", SampleArticle.Edit(id, "<p>Mine.</p>"), tag)).Status);
        Assert.Equal(404, (await other.PostAsync("api/content", SampleArticle.Edit(id, "<p>Mine.</p>"), tag)).Status);
        Assert.Equal(404, (await other.PostAsync($"api/content/{id}/restore", new() { ["versionId"] = version }, tag)).Status);
        Assert.Equal(404, (await other.PostAsync($"api/content/{id}", null, tag, HttpMethod.Delete)).Status);
        foreach (var list in new[] { "api/content?status=latest&first=100", "api/content?status=draft&first=100", "api/review/queue?first=100" })
        {
            Assert.DoesNotContain(id, (await other.GetAsync(list)).Body.ToJsonString(), StringComparison.Ordinal);
        }

        // The same as for something that never was.
        Assert.Equal(
            await TextAsync(other, $"api/review/{id}"),
            await TextAsync(other, "api/review/4zzzzzzzzzzzzzzzzzzzzzzzzz"));
        Assert.Equal(tag, (await owner.ReviewAsync(id)).Tag);
    }

    [Fact]
    public async Task A_session_changes_nothing_without_the_token_of_its_own_forms()
    {
        var (author, other) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("author-1"));
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("forged")));
        var (_, tag) = await author.ReviewAsync(id);

        Assert.Equal("urn:gutcms:problem:antiforgery", await RefusedAsync(author, id, tag!, null));
        Assert.Equal("urn:gutcms:problem:antiforgery", await RefusedAsync(author, id, tag!, "forged"));
        Assert.Equal("urn:gutcms:problem:antiforgery", await RefusedAsync(author, id, tag!, other.Antiforgery));
        Assert.Equal("draft", (string?)(await author.ReviewAsync(id)).Body["state"]);
        foreach (var form in new[] { "account/sign-out", "account/password", "account/authenticator" })
        {
            using var answer = await author.Browser.Client.PostAsync(form, new FormUrlEncodedContent([]), Cancellation);
            Assert.Equal((form, 400), (form, (int)answer.StatusCode));
        }

        Assert.Equal(200, await author.StatusAsync("api/account"));
        Assert.Equal(200, (await author.PullAsync(id, "submit")).Status);
    }

    [Fact]
    public async Task A_token_reads_what_its_client_may_and_ends_with_it()
    {
        var id = await (await Team.PersonAsync("author-0")).DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("token")));
        var name = "reader-" + Guid.NewGuid().ToString("N")[..8];
        var secret = await TokenClient.AddAsync(Team.Site, name, "--role", "Delivery");
        var token = await TokenClient.GetAsync(Team.Host.Client, name, secret);

        Assert.Equal(404, await BearAsync(token, $"api/review/{id}"));
        Assert.Equal(404, await BearAsync(token, $"api/content/{id}?version=latest"));
        Assert.Equal(200, await BearAsync(token, "api/content"));
        Assert.Equal(403, await BearAsync(token, "api/audit"));
        Assert.Equal(0, (await Team.Site.RunAsync("client", "revoke", name)).ExitCode);
        Assert.Equal(401, await BearAsync(token, "api/content"));
        Assert.Equal(401, await BearAsync(token, $"api/review/{id}"));
    }

    [Fact]
    public async Task Nobody_writes_lines_into_the_log_of_the_program()
    {
        const string mark = "FORGED-LINE";
        var author = await Team.PersonAsync("author-0");
        var forged = $"x\r\n\u001b[2K{mark}\u2028{mark}\n{mark}";
        using var browser = new TestBrowser(Team.Host);
        (await browser.SignInAsync(forged, forged)).Dispose();
        await author.StatusAsync("api/review/" + Uri.EscapeDataString(forged));
        await author.StatusAsync("api/content?q=" + Uri.EscapeDataString(forged));
        await author.StatusAsync("articles/" + Uri.EscapeDataString(forged));
        await author.PostAsync("api/content?draft=true", new() { ["ContentType"] = forged, ["ContentItemId"] = forged }, "\"x\"");
        var item = SampleArticle.Create(SampleArticle.NewSlug("log"));
        item["DisplayText"] = forged;
        var id = await author.DraftAsync(item);
        await author.PostAsync($"api/review/{id}/comments", new() { ["text"] = forged }, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = forged, ["client_secret"] = forged }) };
        request.Headers.TryAddWithoutValidation("User-Agent", mark);
        (await Team.Host.Client.SendAsync(request, Cancellation)).Dispose();

        var written = Team.Host.Output + Team.Host.Error;
        Assert.DoesNotContain(mark, written, StringComparison.Ordinal);

        // The audit log names ids only in the form of ids, and no user who does not exist.
        Assert.DoesNotContain(mark, string.Join('\n', await DatabaseDump.QueryAsync(Team.Site, "SELECT \"ActorName\", \"ContentItemId\", \"Details\" FROM \"AuditEntries\"")), StringComparison.Ordinal);
    }

    private static JsonObject? BodyOf(string change, JsonObject seen) => change switch
    {
        "approve" or "requestChanges" or "renew" => new() { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["comment"] = "x" },
        "withdraw" => new() { ["reason"] = "x" },
        "schedule" => new() { ["at"] = null },
        "assign" => new() { ["assignees"] = new JsonArray() },
        "comments" => new() { ["text"] = "x" },
        _ => null,
    };

    private static async Task<string?> RefusedAsync(EditorialClient person, string id, string tag, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/review/{id}/submit");
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        using var response = await person.Browser.Client.SendAsync(request, Cancellation);
        Assert.Equal(400, (int)response.StatusCode);
        return (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["type"];
    }

    private static async Task<string> TextAsync(EditorialClient person, string path)
    {
        using var response = await person.Browser.Client.GetAsync(path, Cancellation);
        var body = await response.JsonAsync();
        body.Remove("traceId");
        return body.ToJsonString();
    }

    private async Task<int> BearAsync(string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Team.Host.Client.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }
}

[Collection<SqliteTeams>]
public sealed class KeepingPeopleApartOnSqliteTests(SqliteTeam team) : KeepingPeopleApartTests(team);

[Collection<PostgresTeams>]
public sealed class KeepingPeopleApartOnPostgresTests(PostgresTeam team) : KeepingPeopleApartTests(team);
