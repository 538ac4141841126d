using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Users;
using GutCms.Web.Tests.Media;
using SkiaSharp;

namespace GutCms.Web.Tests.Identity;

public sealed class ForgettingPeopleOnSqliteTests() : ForgettingPeopleTests(SiteDatabase.Sqlite);

public sealed class ForgettingPeopleOnPostgreSqlTests() : ForgettingPeopleTests(SiteDatabase.PostgreSql);

/// <summary>People who leave for good: what goes, what stays, and who may do it.</summary>
public abstract class ForgettingPeopleTests(SiteDatabase database)
{
    private const string Reviewer = "reviewer-0";

    /// <summary>A moment of yesterday, as the database has it.</summary>
    private static string Ticks => TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1).Ticks.ToString(CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_who_is_forgotten_signs_in_no_more_and_what_was_signed_stays_as_it_was()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var (_, slug, before) = await PublishedAsync(team);
        var reviewer = await team.PersonAsync(Reviewer);
        Assert.Equal(200, await reviewer.StatusAsync("admin"));

        var forgotten = await team.Site.RunAsync("user", "forget", Reviewer, "--yes");

        Assert.True(forgotten.ExitCode == 0, forgotten.Error);
        Assert.Matches($"^{Reviewer} is closed for good\\. Decisions were signed with it, so its names stay until [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\.", forgotten.Output);
        Assert.NotEqual(200, await reviewer.StatusAsync("admin"));
        Assert.Equal([$"{Reviewer}||"], await AccountAsync(team.Site, $"\"UserName\" = '{Reviewer}'"));
        Assert.Empty(await RowsOfAsync(team.Site, "UserRoles"));
        Assert.Empty(await RowsOfAsync(team.Site, "Sessions"));
        Assert.Equal(before, await ReadAsync(team, slug));
        var verified = await team.Site.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    [Fact]
    public async Task Names_of_a_signer_go_by_themselves_when_they_were_kept_for_long_enough()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var (id, slug, before) = await PublishedAsync(team);
        await CommentAsync(team, id);
        Assert.Equal(0, (await team.Site.RunAsync("user", "forget", Reviewer, "--yes")).ExitCode);
        var thread = Assert.Single(await DatabaseDump.QueryAsync(team.Site, "SELECT \"Messages\" FROM \"CommentThreads\""));
        Assert.Contains($"\"{Reviewer}\"", thread, StringComparison.Ordinal);
        await team.Host.StopAsync();

        team.Site.Environment["GutCms__Retention__SignerDays"] = "0";
        team.Site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";
        await team.RestartAsync();

        await Eventually.HoldsAsync(async () => (await AccountAsync(team.Site, "\"AnonymousSinceUtc\" IS NOT NULL")).Single().StartsWith("removed-", StringComparison.Ordinal));
        Assert.EndsWith("||", (await AccountAsync(team.Site, "\"AnonymousSinceUtc\" IS NOT NULL")).Single(), StringComparison.Ordinal);
        thread = Assert.Single(await DatabaseDump.QueryAsync(team.Site, "SELECT \"Messages\" FROM \"CommentThreads\""));
        Assert.DoesNotContain($"\"{Reviewer}\"", thread, StringComparison.Ordinal);
        Assert.Contains("\"removed-", thread, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync(team, slug));
        Assert.Equal([Reviewer], await DatabaseDump.QueryAsync(team.Site, "SELECT \"ReviewerName\" FROM \"Decisions\""));
        var verified = await team.Site.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    [Fact]
    public async Task An_author_who_signed_nothing_has_no_name_any_more_and_the_account_is_changed_by_nobody()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var author = await team.PersonAsync("author-0");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        Assert.Equal(200, (await author.PostAsync("api/review/previews", new JsonObject { ["item"] = id }, null)).Status);
        using (var upload = new HttpRequestMessage(HttpMethod.Post, "api/media?name=gut.png") { Content = new ByteArrayContent(TestPictures.Of(SKEncodedImageFormat.Png, 20, 10)) { Headers = { ContentType = new("application/octet-stream") } } })
        {
            upload.Headers.Add("RequestVerificationToken", author.Antiforgery);
            using var uploaded = await author.Browser.Client.SendAsync(upload, Token);
            Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        }

        var forgotten = await team.Site.RunAsync("user", "forget", "author-0", "--yes");

        Assert.Equal("author-0 is anonymous.\n", forgotten.Output);
        var name = Assert.Single(await AccountAsync(team.Site, "\"AnonymousSinceUtc\" IS NOT NULL")).Split('|')[0];
        Assert.StartsWith("removed-", name, StringComparison.Ordinal);
        Assert.DoesNotContain("author-0", await LinesAsync(team.Site, "SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'user.forget'"), StringComparison.Ordinal);
        Assert.Equal([name], await DatabaseDump.QueryAsync(team.Site, "SELECT \"UploadedByName\" FROM \"MediaFiles\""));
        var preview = Assert.Single(await DatabaseDump.QueryAsync(team.Site, "SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'site-preview'"));
        Assert.Contains($"\"{name}\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("author-0", preview, StringComparison.Ordinal);
        foreach (var verb in (string[][])[["enable"], ["reset-password"], ["vouch"], ["forget", "--yes"], ["remove", "--yes"]])
        {
            var refused = await team.Site.RunAsync(["user", verb[0], name, .. verb[1..]]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("is nobody any more", refused.Error, StringComparison.Ordinal);
        }

        Assert.Contains($"{name}  anonymous", (await team.Site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await team.Site.RunAsync("user", "add", "author-0", "--role", "Author")).ExitCode);
    }

    [Fact]
    public async Task An_account_with_which_nothing_was_done_is_removed_and_another_one_is_not()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        await team.PersonAsync("author-0");
        Assert.Equal(0, (await team.Site.RunAsync("user", "add", "mistake", "--role", "Author")).ExitCode);

        var removed = await team.Site.RunAsync("user", "remove", "mistake", "--yes");
        var refused = await team.Site.RunAsync("user", "remove", "author-0", "--yes");

        Assert.Equal((0, "mistake is removed.\n"), (removed.ExitCode, removed.Output));
        Assert.Empty(await AccountAsync(team.Site, "\"UserName\" = 'mistake'"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Something was done with the account author-0", refused.Error, StringComparison.Ordinal);
        Assert.Single(await AccountAsync(team.Site, "\"UserName\" = 'author-0'"));
    }

    [Fact]
    public async Task Addresses_of_a_signer_go_at_once_though_the_names_stay()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        await PublishedAsync(team);
        var (reviewer, other) = (await IdAsync(team.Site, Reviewer), await IdAsync(team.Site, "reviewer-1"));
        await team.Host.StopAsync();
        await DatabaseDump.ExecuteAsync(team.Site, "DELETE FROM \"Outbox\"");
        await DatabaseDump.ExecuteAsync(team.Site, "DELETE FROM \"Notices\"");
        await DatabaseDump.ExecuteAsync(team.Site, Notices(new("n1", reviewer, Reviewer) { MailedTo = "r@example.org" }, new("n2", other, "reviewer-1") { MailedTo = "o@example.org" }));
        await DatabaseDump.ExecuteAsync(team.Site, Mails(("given-up", reviewer, Reviewer, "r@example.org", true), ("told", reviewer, Reviewer, "r@example.org", false), ("of-another", other, "reviewer-1", "o@example.org", true)));

        var forgotten = await team.Site.RunAsync("user", "forget", Reviewer, "--yes");

        Assert.True(forgotten.ExitCode == 0, forgotten.Error);
        Assert.Equal(["n1|", "n2|o@example.org"], await DatabaseDump.QueryAsync(team.Site, "SELECT \"NoticeId\" || '|' || COALESCE(\"MailedTo\", '') FROM \"Notices\" WHERE \"NoticeId\" IN ('n1', 'n2') ORDER BY \"NoticeId\""));
        var mails = await DatabaseDump.QueryAsync(team.Site, "SELECT \"MessageId\" || ' ' || \"Data\" || ' ' || COALESCE(\"Fault\", '') FROM \"Outbox\" WHERE \"MessageId\" IN ('given-up', 'of-another', 'told') ORDER BY \"MessageId\"");
        Assert.Equal(3, mails.Count);
        Assert.DoesNotContain("r@example.org", mails[0] + mails[2], StringComparison.Ordinal);
        Assert.Contains($"\"{Reviewer}\"", mails[0], StringComparison.Ordinal);
        Assert.Contains("no mailbox of o@example.org", mails[1], StringComparison.Ordinal);
        Assert.Contains("\"to\":\"o@example.org\"", mails[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_go_from_what_others_were_told_from_mails_webhooks_and_recipes()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        await team.Host.StopAsync();
        var (author, other) = (await IdAsync(team.Site, "author-1"), await IdAsync(team.Site, "author-0"));
        await DatabaseDump.ExecuteAsync(team.Site, $"UPDATE \"Users\" SET \"PrintedName\" = 'Dr Jörg O''Hara' WHERE \"Id\" = '{author}'");
        await DatabaseDump.ExecuteAsync(
            team.Site,
            Notices(
                new("n1", author, "author-1") { MailedTo = "a@example.org" },
                new("n2", other, "author-0") { ActorName = "author-1", Data = new() { ["by"] = "author-1", ["inPlaceOf"] = "Dr Jörg O'Hara", ["words"] = "Ask author-1." } },
                new("n3", other, "author-0") { ActorName = "editor-0", Data = new() { ["by"] = "editor-0", ["inPlaceOf"] = "Dr Somebody" } }));
        await DatabaseDump.ExecuteAsync(team.Site, Mails(("given-up", author, "author-1", "a@example.org", true)));
        await DatabaseDump.ExecuteAsync(
            team.Site,
            "INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES ('recipe', 'theirs', '{\"RanBy\":\"author-1\"}'), ('recipe', 'of-another', '{\"RanBy\":\"author-10\"}'), ('webhook', 'theirs', '{\"Name\":\"author-1\",\"CreatedBy\":\"author-1\"}')");

        Assert.Equal(0, (await team.Site.RunAsync("user", "forget", "author-1", "--yes")).ExitCode);

        var name = AnonymousNames.Of(author);
        Assert.Equal(
            ["{\"RanBy\":\"author-10\"}", $"{{\"RanBy\":\"{name}\"}}", $"{{\"Name\":\"author-1\",\"CreatedBy\":\"{name}\"}}"],
            await DatabaseDump.QueryAsync(team.Site, "SELECT \"Json\" FROM \"Documents\" WHERE \"Name\" IN ('of-another', 'theirs') ORDER BY \"Kind\", \"Name\""));
        Assert.Equal([$"{name}|"], await AccountAsync(team.Site, "\"AnonymousSinceUtc\" IS NOT NULL", "COALESCE(\"PrintedName\", '')"));
        Assert.Equal(["n1|" + name, "n2|author-0", "n3|author-0"], await DatabaseDump.QueryAsync(team.Site, "SELECT \"NoticeId\" || '|' || \"UserName\" FROM \"Notices\" ORDER BY \"NoticeId\""));
        Assert.Equal(
            [$"{name} {{\"by\":\"{name}\",\"inPlaceOf\":\"{name}\",\"words\":\"Ask author-1.\"}}", "editor-0 {\"by\":\"editor-0\",\"inPlaceOf\":\"Dr Somebody\"}"],
            await DatabaseDump.QueryAsync(team.Site, "SELECT \"ActorName\" || ' ' || \"Data\" FROM \"Notices\" WHERE \"NoticeId\" IN ('n2', 'n3') ORDER BY \"NoticeId\""));
        Assert.DoesNotContain("author-1", await LinesAsync(team.Site, "SELECT \"Data\" FROM \"Outbox\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_a_removed_account_go_and_so_does_what_it_was_told()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        Assert.Equal(0, (await site.RunAsync("user", "add", "mistake", "--role", "Author")).ExitCode);
        Assert.Equal(0, (await site.RunAsync("user", "add", "alma", "--role", "Author")).ExitCode);
        var (mistake, alma) = (await IdAsync(site, "mistake"), await IdAsync(site, "alma"));
        await DatabaseDump.ExecuteAsync(site, Notices(new("n1", mistake, "mistake"), new("n2", alma, "alma") { Data = new() { ["inPlaceOf"] = "mistake" } }, new("n3", alma, "alma")));

        await DatabaseDump.ExecuteAsync(
            site,
            "INSERT INTO \"RecipeRuns\" (\"Id\", \"FileName\", \"Mode\", \"StartedById\", \"StartedBy\", \"StartedUtc\", \"SeenUtc\", \"IsRunning\", \"HasFaults\") VALUES "
            + string.Join(", ", new[] { (Id: mistake, Name: "mistake"), (Id: alma, Name: "alma") }.Select(person => $"('run of {person.Name}', 'one.recipe.json', 'DryRun', '{person.Id}', '{person.Name}', {Ticks}, {Ticks}, 1 = 0, 1 = 0)")));

        var removed = await site.RunAsync("user", "remove", "mistake", "--yes");

        Assert.True(removed.ExitCode == 0, removed.Error);
        Assert.Equal(["run of alma|alma", $"run of mistake|{AnonymousNames.Of(mistake)}"], await DatabaseDump.QueryAsync(site, "SELECT \"Id\" || '|' || \"StartedBy\" FROM \"RecipeRuns\" ORDER BY \"Id\""));
        Assert.Equal(
            [$"n2|alma|{{\"inPlaceOf\":\"{AnonymousNames.Of(mistake)}\"}}", "n3|alma|{}"],
            await DatabaseDump.QueryAsync(site, "SELECT \"NoticeId\" || '|' || \"UserName\" || '|' || \"Data\" FROM \"Notices\" ORDER BY \"NoticeId\""));
    }

    [Fact]
    public async Task People_whose_ids_are_alike_are_called_differently_afterwards()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var recipe = Path.Combine(site.Folder, "alike.recipe.json");
        await File.WriteAllTextAsync(recipe, AccountsOfRanks.Recipe("""{ "name": "Users", "Users": [ { "UserId": "imported-person-1", "UserName": "uma" }, { "UserId": "imported-person-2", "UserName": "ute" } ] }"""), Token);
        var made = await site.RunAsync("recipe", "run", recipe);
        Assert.True(made.ExitCode == 0, made.Error);

        Assert.Equal("uma is anonymous.\n", (await site.RunAsync("user", "forget", "uma", "--yes")).Output);
        Assert.Equal("ute is anonymous.\n", (await site.RunAsync("user", "forget", "ute", "--yes")).Output);

        string[] names = [AnonymousNames.Of("imported-person-1") + "||", AnonymousNames.Of("imported-person-2") + "||"];
        Assert.Equal(names.Order(StringComparer.Ordinal), (await AccountAsync(site, "\"AnonymousSinceUtc\" IS NOT NULL")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_is_called_as_people_who_left()
    {
        await using var site = await TestSite.CreateSeededAsync(database);

        var refused = await site.RunAsync("user", "add", "Removed-1", "--role", "Author");
        var allowed = await site.RunAsync("user", "add", "unremoved-1", "--role", "Author");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Removed-1 may not be a user name: those that begin with removed- stand for people who were made anonymous.", refused.Error, StringComparison.Ordinal);
        Assert.Empty(await AccountAsync(site, "\"UserName\" = 'Removed-1'"));
        Assert.True(allowed.ExitCode == 0, allowed.Error);
    }

    [Theory]
    [InlineData("forget", "removes its mail and phone address")]
    [InlineData("remove", "removes the account")]
    public async Task Nothing_is_done_before_it_was_said_what_it_does(string verb, string effect)
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        Assert.Equal(0, (await site.RunAsync("user", "add", "alma", "--role", "Author")).ExitCode);

        var asked = await site.RunAsync("user", verb, "alma");

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains(effect, asked.Error, StringComparison.Ordinal);
        Assert.Contains("It cannot be undone.", asked.Error, StringComparison.Ordinal);
        Assert.Single(await AccountAsync(site, "\"UserName\" = 'alma' AND \"AnonymousSinceUtc\" IS NULL"));
    }

    [Fact]
    public async Task The_page_says_what_goes_and_what_stays_and_only_whoever_manages_users_may()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        await PublishedAsync(team);
        using var admin = new TestBrowser(team.Host);
        (await admin.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        var editor = await team.PersonAsync("editor-0");

        var page = await admin.Client.GetStringAsync($"admin/users/{Reviewer}", Token);
        using var refused = await editor.Browser.SendFormAsync("admin", new Dictionary<string, string>(), "admin/users/author-1?handler=Forget");
        using var own = await admin.SendFormAsync("admin/users/admin", new Dictionary<string, string>(), "admin/users/admin?handler=Forget");
        using var done = await admin.SendFormAsync("admin/users/author-1", new Dictionary<string, string>(), "admin/users/author-1?handler=Remove");

        Assert.Contains("so user name, printed name and credential stay until", page, StringComparison.Ordinal);
        Assert.Contains("This cannot be undone.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Remove", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);
        Assert.Equal("/admin/users", done.Headers.Location!.OriginalString);
        Assert.Empty(await AccountAsync(team.Site, "\"UserName\" = 'author-1'"));
        using var forgotten = await admin.SendFormAsync("admin/users/editor-0", new Dictionary<string, string>(), "admin/users/editor-0?handler=Forget");
        Assert.Equal("/admin/users", forgotten.Headers.Location!.OriginalString);
        var name = Assert.Single(await AccountAsync(team.Site, "\"AnonymousSinceUtc\" IS NOT NULL")).Split('|')[0];
        Assert.Contains("This person was made anonymous.", await admin.Client.GetStringAsync($"admin/users/{name}", Token), StringComparison.Ordinal);
    }

    private static async Task<(string Id, string Slug, string Document)> PublishedAsync(EditorialTeam team)
    {
        var slug = SampleArticle.NewSlug("signed");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        await (await team.PersonAsync("editor-0")).DoAsync(id, "publish");
        return (id, slug, await ReadAsync(team, slug));
    }

    private static async Task CommentAsync(EditorialTeam team, string id)
    {
        var (status, body) = await (await team.PersonAsync(Reviewer)).PostAsync($"api/review/{id}/comments", new JsonObject { ["text"] = "A thought." }, null);
        Assert.True(status is 200 or 201, body.ToJsonString());
    }

    private static async Task<string> ReadAsync(EditorialTeam team, string slug) => await team.Host.Client.GetStringAsync($"api/delivery/articles/{slug}", Token);

    private static async Task<string> IdAsync(TestSite site, string userName) => Assert.Single(await DatabaseDump.QueryAsync(site, $"SELECT \"Id\" FROM \"Users\" WHERE \"UserName\" = '{userName}'"));

    /// <summary>Statement that adds notices. Nothing that the program writes into JSON has an apostrophe.</summary>
    private static string Notices(params Told[] told) =>
        "INSERT INTO \"Notices\" (\"NoticeId\", \"MessageId\", \"UserId\", \"UserName\", \"Kind\", \"OccurredUtc\", \"ActorName\", \"ContentItemId\", \"ContentType\", \"Data\", \"Mail\", \"MailedTo\") VALUES "
        + string.Join(", ", told.Select(notice => $"('{notice.Id}', 'message of {notice.Id}', '{notice.UserId}', '{notice.UserName}', 'commented', {Ticks}, '{notice.ActorName}', '', '', '{notice.Data.ToJsonString()}', 'sent', {(notice.MailedTo is { } to ? $"'{to}'" : "NULL")})"));

    /// <summary>Statement that adds mails about accounts, told or given up.</summary>
    private static string Mails(params (string Id, string UserId, string UserName, string To, bool IsGivenUp)[] mails) =>
        "INSERT INTO \"Outbox\" (\"MessageId\", \"Event\", \"OccurredUtc\", \"ActorId\", \"ActorName\", \"ContentItemId\", \"ContentType\", \"Data\", \"Attempts\", \"Fault\", \"ToldUtc\", \"GivenUpUtc\") VALUES "
        + string.Join(", ", mails.Select(mail =>
        {
            var data = new JsonObject { ["userName"] = mail.UserName, ["to"] = mail.To, ["userId"] = mail.UserId }.ToJsonString();
            var (told, given) = mail.IsGivenUp ? ("NULL", Ticks) : (Ticks, "NULL");
            return $"('{mail.Id}', 'accountChanged', {Ticks}, '', 'System', '', '', '{data}', 12, 'no mailbox of {mail.To}', {told}, {given})";
        }));

    private static Task<IReadOnlyList<string>> AccountAsync(TestSite site, string condition, string column) =>
        DatabaseDump.QueryAsync(site, $"SELECT \"UserName\" || '|' || {column} FROM \"Users\" WHERE {condition}");

    private static Task<IReadOnlyList<string>> AccountAsync(TestSite site, string condition) =>
        DatabaseDump.QueryAsync(site, $"SELECT \"UserName\" || '|' || COALESCE(\"Email\", '') || '|' || COALESCE(\"PasswordHash\", '') FROM \"Users\" WHERE {condition}");

    private static Task<IReadOnlyList<string>> RowsOfAsync(TestSite site, string table) =>
        DatabaseDump.QueryAsync(site, $"SELECT \"UserId\" FROM \"{table}\" WHERE \"UserId\" IN (SELECT \"Id\" FROM \"Users\" WHERE \"AnonymousSinceUtc\" IS NOT NULL)");

    private static async Task<string> LinesAsync(TestSite site, string sql) => string.Join('\n', await DatabaseDump.QueryAsync(site, sql));

    private sealed record Told(string Id, string UserId, string UserName)
    {
        public string ActorName { get; init; } = "";

        public JsonObject Data { get; init; } = [];

        public string? MailedTo { get; init; }
    }
}
