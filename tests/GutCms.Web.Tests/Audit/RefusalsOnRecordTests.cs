using System.Net;
using GutCms.Core.Content.Items;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Audit;

public sealed class RefusalsOnRecordOnSqliteTests(SqliteRefusalSite site) : RefusalsOnRecordTests(site), IClassFixture<SqliteRefusalSite>;

public sealed class RefusalsOnRecordOnPostgresTests(PostgresRefusalSite site) : RefusalsOnRecordTests(site), IClassFixture<PostgresRefusalSite>;

/// <summary>Whatever is refused is in the log once, with who (or from which address), what, and which item.</summary>
public abstract class RefusalsOnRecordTests(RefusalSite site)
{
    private const string Elsewhere = "4ddddddddddddddddddddddddd";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/content/{0}?version=latest")]
    [InlineData("api/content/{0}/versions")]
    [InlineData("api/content/{0}/diff")]
    [InlineData("api/review/{0}")]
    [InlineData("api/review/{0}/audit")]
    [InlineData("admin/content/{0}/history")]
    public async Task The_draft_of_somebody_else(string path)
    {
        var entry = await OneAsync(async () => Assert.Equal(404, await site["alma"].StatusAsync(string.Format(null, path, site.Draft))));

        Assert.Equal(("access.refused", "alma", site.Draft, "NotFound"), (entry.Action, entry.Who, entry.About, entry["kind"]));
        Assert.Empty(await site.RecordedAsync(async () => Assert.Equal(404, await site["alma"].StatusAsync(string.Format(null, path, Elsewhere)))));
        Assert.Empty(await site.RecordedAsync(async () => Assert.Equal(200, await site["admin"].StatusAsync(string.Format(null, path, site.Draft)))));
    }

    [Fact]
    public async Task A_trigger_of_somebody_who_is_not_signed_in()
    {
        var entry = await OneAsync(async () =>
        {
            using var answer = await site.Server.Client.PostAsync($"api/review/{site.Draft}/approve", null, Token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        });

        Assert.Equal(("access.refused", "anonymous", site.Draft), (entry.Action, entry.Who, entry.About));
        Assert.Equal(("127.0.0.1", "401", "POST", "approve"), (entry["address"], entry["status"], entry["method"], entry["trigger"]));
    }

    [Theory]
    [InlineData("approve", "POST")]
    [InlineData("assign", "POST")]
    public async Task A_change_without_If_Match(string what, string method)
    {
        var entry = await OneAsync(async () => Assert.Equal(428, (await site["admin"].PostAsync($"api/review/{site.Draft}/{what}", [], null, new HttpMethod(method))).Status));

        Assert.Equal(("access.refused", "admin", site.Draft, "428"), (entry.Action, entry.Who, entry.About, entry["status"]));
        Assert.Null(entry["address"]);
    }

    [Theory]
    [InlineData("api/audit", "alma")]
    [InlineData("admin/users", "alma")]
    [InlineData("admin/audit", "mona")]
    [InlineData("admin/policies/Article", "mona")]
    public async Task A_page_or_list_for_which_the_permission_lacks(string path, string who)
    {
        var entry = await OneAsync(async () => Assert.Equal(403, await site[who].StatusAsync(path)));

        Assert.Equal(("access.refused", who, "403", "GET"), (entry.Action, entry.Who, entry["status"], entry["method"]));
        Assert.StartsWith(path.Split('/')[1], entry["route"]!.TrimStart('/').Split('/')[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin/users/rita", "user.change.refused", "Email=mona@example.org&IsEnabled=true&Roles=MedicalReviewer", "may not change a user who holds the role")]
    [InlineData("admin/users/alma", "user.change.refused", "IsEnabled=true&Roles=Author&Roles=Administrator", "may not give or take the role")]
    [InlineData("admin/users/new", "user.create.refused", "UserName=rita&IsEnabled=true&Roles=Author", "There is a user")]
    [InlineData("admin/users/rita?handler=password", "user.password.refused", "", "may not change a user who holds the role")]
    [InlineData("admin/users/rita?handler=invite", "user.invite.refused", "", "may not change a user who holds the role")]
    [InlineData("admin/users/rita?handler=vouch", "user.vouch.refused", "", "may not change a user who holds the role")]
    [InlineData("admin/clients?handler=revoke", "client.change.refused", "revoked=strong", "may not change a client that holds the role")]
    [InlineData("admin/clients", "client.change.refused", "ClientId=mine&Roles=Administrator", "may not give or take the role")]
    public async Task A_change_of_a_user_or_client_that_the_actor_may_not_make(string path, string action, string form, string reason)
    {
        var entry = await OneAsync(async () => Assert.Equal(HttpStatusCode.BadRequest, await FormAsync(site["mona"], path, form)));

        Assert.Equal((action, "mona"), (entry.Action, entry.Who));
        Assert.Contains(entry["userName"] ?? entry["clientId"] ?? "", path + form, StringComparison.Ordinal);
        Assert.Contains(reason, entry["reason"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "ReviewPolicy", "Policies": [] }""", "Forbidden", "It takes the permission ManageReviewPolicies.")]
    [InlineData("""{ "name": "Users", "Users": [ { "UserName": "rita", "IsEnabled": false } ] }""", "Faults", "may not change a user who holds the role")]
    public async Task An_uploaded_recipe(string step, string kind, string reason)
    {
        IReadOnlyList<RefusalSite.Entry> entries = [];
        var form = new Dictionary<string, string> { ["Recipe"] = RefusalSite.Recipe(step), ["FileName"] = "mine.recipe.json", ["mode"] = "Run" };
        var before = (await DatabaseDump.QueryAsync(site.Site, "SELECT MAX(\"Sequence\") FROM \"AuditEntries\""))[0];

        (await site["mona"].Browser.SendFormAsync("admin/recipes", form)).Dispose();

        await Eventually.HoldsAsync(async () => (entries = await RefusalSite.EntriesAsync(site.Site, $"\"Sequence\" > {before}")).Count > 0);
        var entry = Assert.Single(entries);
        Assert.Equal(("recipe.run.refused", "mona", "mine.recipe.json", kind), (entry.Action, entry.Who, entry["file"], entry["kind"]));
        Assert.Contains(reason, (entry.Details["unmetRules"] ?? entry.Details["first"])!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_form_that_is_not_well_formed()
    {
        var entry = await OneAsync(async () => Assert.NotEqual(HttpStatusCode.Redirect, await FormAsync(site["admin"], "admin/policies/Article", "")));

        Assert.Equal(("review.policy.change.refused", "admin"), (entry.Action, entry.Who));
    }

    [Theory]
    [InlineData("strong", "wrong-secret-of-strong", "invalid_client", "strong")]
    [InlineData("nobody", "wrong-secret-of-strong", "invalid_client", "nobody")]
    [InlineData("no client <id>", "wrong-secret-of-strong", "invalid_client", null)]
    public async Task A_wrong_secret_of_a_client(string client, string secret, string error, string? named)
    {
        var entry = await OneAsync(async () =>
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret });
            using var answer = await site.Server.Client.PostAsync("connect/token", form, Token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        });

        Assert.Equal(("sign-in.token.refused", "anonymous", named, error), (entry.Action, entry.Who, entry["clientId"], entry["error"]));
        Assert.Equal("127.0.0.1", entry["address"]);
        Assert.DoesNotContain(secret, entry.Details.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorization_code", "code")]
    [InlineData("refresh_token", "refresh_token")]
    public async Task A_code_or_refresh_token_that_does_not_hold(string grant, string member)
    {
        var entry = await OneAsync(async () =>
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["client_id"] = "strong",
                ["client_secret"] = "0123456789abcdef0123456789abcdef",
                [member] = "a-stolen-token",
                ["redirect_uri"] = "http://127.0.0.1/",
                ["code_verifier"] = new string('v', 50),
            });
            using var answer = await site.Server.Client.PostAsync("connect/token", form, Token);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        });

        Assert.Equal(("sign-in.token.refused", "strong", grant), (entry.Action, entry["clientId"], entry["grantType"]));
        Assert.DoesNotContain("a-stolen-token", entry.Details.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_a_password_link_or_signs_in_with_a_wrong_password_and_never_what_was_typed()
    {
        using var browser = new TestBrowser(site.Server);

        var asked = await OneAsync(async () => (await browser.SendFormAsync(
            "account/sign-in", new Dictionary<string, string> { ["account"] = "secret I typed" }, "account/forgot-password")).Dispose());
        var failed = await OneAsync(async () => (await browser.SignInAsync("rita", "secret I typed")).Dispose());
        var link = await OneAsync(async () => (await browser.SendFormAsync(
            "account/sign-in", new Dictionary<string, string> { ["userId"] = "x", ["token"] = "secret I typed", ["newPassword"] = "secret I typed" }, "account/reset-password")).Dispose());

        Assert.Equal(("user.password.request", "anonymous", "127.0.0.1", "false"), (asked.Action, asked.Who, asked["address"], asked["sent"]));
        Assert.Equal(("sign-in.fail", "rita", "127.0.0.1"), (failed.Action, failed.Who, failed["address"]));
        Assert.Equal(("user.password.refused", "anonymous", "127.0.0.1"), (link.Action, link.Who, link["address"]));
        Assert.All(new[] { asked, failed, link }, entry => Assert.DoesNotContain("secret", entry.Details.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_or_call_that_another_site_made_the_browser_send()
    {
        var page = await OneAsync(async () =>
        {
            using var form = new FormUrlEncodedContent([]);
            (await site["admin"].Browser.Client.PostAsync("admin/users/rita?handler=password", form, Token)).Dispose();
        });
        var call = await OneAsync(async () => (await site["admin"].Browser.Client.PostAsync($"api/review/{site.Draft}/approve", null, Token)).Dispose());

        Assert.Equal(("access.refused", "admin", "Antiforgery"), (page.Action, page.Who, page["kind"]));
        Assert.Equal(("access.refused", "admin", "Antiforgery", site.Draft), (call.Action, call.Who, call["kind"], call.About));
    }

    [Fact]
    public async Task A_preview_link_that_never_was()
    {
        var entry = await OneAsync(async () => (await site.Server.Client.GetAsync("preview/guessed-token-of-a-preview", Token)).Dispose());

        Assert.Equal(("preview.open.refused", "anonymous", "127.0.0.1"), (entry.Action, entry.Who, entry["address"]));
        Assert.DoesNotContain("guessed", entry.Details.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_of_the_log_knows_every_area()
    {
        var html = await site["admin"].Browser.Client.GetStringAsync("admin/audit", Token);

        foreach (var area in await DatabaseDump.QueryAsync(site.Site, "SELECT DISTINCT \"Action\" FROM \"AuditEntries\""))
        {
            Assert.Contains($"<option value=\"{area.Split('.')[0]}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_one_request_or_run_puts_on_record_is_found_together()
    {
        var drafts = new[] { await site["admin"].DraftAsync(SampleArticle.Create(SampleArticle.NewSlug())), await site["admin"].DraftAsync(SampleArticle.Create(SampleArticle.NewSlug())) };
        var versions = await Task.WhenAll(drafts.Select(async id => (string)(await site["admin"].ReviewAsync(id)).Body["versionId"]!));
        Task PublishAsync() => FormAsync(site["admin"], "admin/content?handler=Bulk", "action=publish&confirmed=true" + string.Concat(drafts.Zip(versions, (id, version) => $"&selected={id}:{version}")));

        var (first, second) = (await site.RecordedAsync(PublishAsync), await site.RecordedAsync(PublishAsync));
        var stranger = await OneAsync(async () => (await site.Server.Client.GetAsync("api/audit", Token)).Dispose());

        Assert.All(first.Concat(second), entry => Assert.Equal("content.publish.refused", entry.Action));
        Assert.Equal(drafts.Order(), first.Select(entry => entry.About).Order());
        var acts = new[] { Assert.Single(first.Select(entry => entry.Act).Distinct()), Assert.Single(second.Select(entry => entry.Act).Distinct()), stranger.Act };
        Assert.Equal(3, acts.Distinct().Count());
        Assert.All(acts, act => Assert.True(ContentIds.IsValid(act), act));
        var (found, _) = await site["admin"].GetAsync($"api/audit?action=content&act={acts[0]}");
        Assert.Equal((2, acts[0]), ((int)found["total"]!, (string?)found["items"]![0]!["actId"]));
        var page = await site["admin"].Browser.Client.GetStringAsync($"admin/audit?act={acts[0]}", Token);
        Assert.All(drafts, id => Assert.Contains($"/admin/content/{id}/history", page, StringComparison.Ordinal));
        Assert.DoesNotContain(site.Draft, page, StringComparison.Ordinal);
        var run = Assert.Single(await RefusalSite.EntriesAsync(site.Site, "\"Action\" = 'recipe.run' AND \"Details\" LIKE '%\"recipe\":\"people\"%'"));
        Assert.Superset(
            new HashSet<string> { "recipe.run", "role.change", "user.create" },
            (await RefusalSite.EntriesAsync(site.Site, $"\"ActId\" = '{run.Act}'")).Select(entry => entry.Action).ToHashSet());
    }

    private async Task<RefusalSite.Entry> OneAsync(Func<Task> act) => Assert.Single(await site.RecordedAsync(act));

    private static async Task<HttpStatusCode> FormAsync(EditorialClient who, string path, string form)
    {
        using var content = new StringContent($"{form}&__RequestVerificationToken={Uri.EscapeDataString(who.Antiforgery)}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await who.Browser.Client.PostAsync(path, content, Token);
        return answer.StatusCode;
    }
}
