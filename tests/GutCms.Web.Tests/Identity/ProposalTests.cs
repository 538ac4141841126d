using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Identity;

public sealed class ProposalsOnSqliteTests() : ProposalTests(SiteDatabase.Sqlite);

public sealed class ProposalsOnPostgreSqlTests() : ProposalTests(SiteDatabase.PostgreSql);

/// <summary>Changes that weaken the review, on a site with two administrators and on one with a single one.</summary>
public abstract partial class ProposalTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Password = "a password for bertha";

    private TestSite _site = null!;
    private TestBrowser _admin = null!;
    private TestBrowser _bertha = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        var path = Path.Combine(_site.Folder, "people.recipe.json");
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        await File.WriteAllTextAsync(path, Recipe($$"""{ "name": "Users", "Users": [ { "UserName": "bertha", "Email": "bertha@example.org", "PasswordHash": "{{hash}}", "RoleNames": [ "Administrator" ] } ] }"""), Token);
        Assert.Equal(0, (await _site.RunAsync("recipe", "run", path)).ExitCode);
        var host = await _site.StartAsync();
        (_admin, _bertha) = (new TestBrowser(host), new TestBrowser(host));
        (await _admin.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        (await _bertha.SignInAsync("bertha", Password)).Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _bertha.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_recipe_that_weakens_the_review_waits_as_a_whole_until_another_administrator_confirms_it()
    {
        await UploadAsync("""
            { "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": [ "ApproveContent" ], "PermissionBehavior": "Add" } ] },
            { "name": "Settings", "SiteName": "Half written" }
            """);

        Assert.DoesNotContain("Half written", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(_admin, "confirm", TestSite.AdminPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(_bertha, "confirm", "a wrong password")).StatusCode);
        Assert.DoesNotContain("Half written", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);

        Assert.Contains("Half written", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);
        Assert.Equal(["proposal.make", "proposal.confirm.refused", "proposal.confirm.refused", "proposal.confirm", "review.weaken"], await RecordedAsync());
    }

    [Fact]
    public async Task A_new_reviewer_waits_and_is_not_there_when_the_proposal_is_rejected()
    {
        using var asked = await _admin.SendFormAsync("admin/users/new", new Dictionary<string, string> { ["UserName"] = "rita", ["Roles"] = "MedicalReviewer", ["IsEnabled"] = "true" });

        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "reject", Password)).StatusCode);
        Assert.DoesNotContain("rita", (await _site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);
    }

    [Fact]
    public async Task A_role_that_is_changed_in_the_admin_waits_until_another_administrator_confirms_it()
    {
        using var asked = await _admin.SendFormAsync("admin/roles/edit?role=Author", new Dictionary<string, string> { ["Permissions"] = "ApproveContent", ["save"] = "true" });
        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.DoesNotContain("ApproveContent", await RoleAsync("Author"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);

        Assert.Contains("ApproveContent", await RoleAsync("Author"), StringComparison.Ordinal);
    }

    /// <summary>Whoever proposes knows it; the other administrator and whom it concerns are told, once it is proposed and once it is decided.</summary>
    [Fact]
    public async Task Everyone_concerned_is_told()
    {
        Assert.Equal(0, (await _site.RunAsync("user", "add", "rita", "--role", "Author", "--email", "rita@example.org")).ExitCode);
        using var asked = await _admin.SendFormAsync("admin/users/rita", new Dictionary<string, string> { ["Email"] = "rita@example.org", ["Roles"] = "MedicalReviewer", ["IsEnabled"] = "true" });
        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.Equal(["bertha@example.org", "rita@example.org"], await ToldAsync("proposal.make"));

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);

        Assert.Equal(["rita@example.org"], await ToldAsync("proposal.confirm"));
    }

    /// <summary>A policy is filed by form or recipe; there is no other door, and each waits.</summary>
    [Fact]
    public async Task A_weaker_policy_by_recipe_waits()
    {
        var before = await PolicyAsync();
        await UploadAsync("""{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "weak", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 1 } ], "FourEyes": false, "SignatureRequired": false } ] }""");
        Assert.Equal(before, await PolicyAsync());

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);

        Assert.NotEqual(before, await PolicyAsync());
    }

    [Fact]
    public async Task A_proposal_that_would_do_something_else_by_now_is_refused()
    {
        await UploadAsync("""{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": [ "ApproveContent" ], "PermissionBehavior": "Add" } ] }""");
        Assert.Equal(0, (await _site.RunAsync("user", "add", "alma", "--role", "Author")).ExitCode);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);
    }

    [Fact]
    public async Task The_other_administrator_is_not_locked_out_alone_and_the_command_line_may()
    {
        using var asked = await _admin.SendFormAsync("admin/users/bertha", new Dictionary<string, string> { ["Roles"] = "Administrator" });

        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.Equal(0, (await _site.RunAsync("user", "disable", "bertha")).ExitCode);
        Assert.Contains("fourEyesAdministration: false", await _admin.Client.GetStringAsync("admin/proposals", Token), StringComparison.Ordinal);

        using var alone = await _admin.SendFormAsync("admin/users/new", new Dictionary<string, string> { ["UserName"] = "rita", ["Roles"] = "MedicalReviewer", ["IsEnabled"] = "true" });

        Assert.Equal(HttpStatusCode.OK, alone.StatusCode);
        Assert.Equal(["proposal.make", "review.weaken", "review.weaken"], await RecordedAsync());
    }

    /// <summary>A policy that counts everybody in a role misses whoever leaves for good.</summary>
    [Theory]
    [InlineData("Forget", 1)]
    [InlineData("Remove", 0)]
    public async Task A_reviewer_whose_voice_counts_is_made_anonymous_or_removed_by_two(string handler, int left)
    {
        var policy = Path.Combine(_site.Folder, "all.recipe.json");
        await File.WriteAllTextAsync(policy, Recipe("""{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "all", "Stages": [ { "Name": "Medical", "Roles": [ { "Role": "MedicalReviewer", "Threshold": "All" } ] } ] } ] }"""), Token);
        var filed = await _site.RunAsync("recipe", "run", policy);
        Assert.True(filed.ExitCode == 0, filed.Error);
        Assert.Equal(0, (await _site.RunAsync("user", "add", "rita", "--role", "MedicalReviewer", "--printed-name", "Dr Rita")).ExitCode);
        var id = Assert.Single(await DatabaseDump.QueryAsync(_site, "SELECT \"Id\" FROM \"Users\" WHERE \"UserName\" = 'rita'"));

        using var asked = await _admin.SendFormAsync("admin/users/rita", new Dictionary<string, string>(), $"admin/users/rita?handler={handler}");

        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.Contains("rita  enabled", (await _site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(_bertha, "confirm", Password)).StatusCode);
        var users = (await _site.RunAsync("user", "list")).Output;
        Assert.DoesNotContain("rita", users, StringComparison.Ordinal);
        Assert.Equal(left, users.Split('\n').Count(line => line.StartsWith("removed-", StringComparison.Ordinal)));
        await IsNamedByIdAsync("rita", id, entries: 4);
    }

    [Fact]
    public async Task Whoever_stays_is_named_in_the_log_by_name()
    {
        using var asked = await _admin.SendFormAsync("admin/users/bertha", new Dictionary<string, string> { ["Roles"] = "Administrator" });

        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.Contains("\"subject\":\"bertha\"", Assert.Single(await DatabaseDump.QueryAsync(_site, "SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'proposal.make'")), StringComparison.Ordinal);
    }

    /// <summary>From the proposal on the log has the id of whoever leaves, and nothing has the name.</summary>
    private async Task IsNamedByIdAsync(string name, string id, int entries)
    {
        var details = await DatabaseDump.QueryAsync(
            _site,
            "SELECT \"Details\" FROM \"AuditEntries\" WHERE (\"Action\" LIKE 'proposal%' OR \"Action\" IN ('review.weaken', 'user.forget', 'user.remove')) AND \"Sequence\" >= (SELECT MIN(\"Sequence\") FROM \"AuditEntries\" WHERE \"Action\" = 'proposal.make')");
        Assert.Equal(entries, details.Count);
        Assert.All(details, entry => Assert.Contains($"\"{id}\"", entry, StringComparison.Ordinal));
        Assert.All(details, entry => Assert.DoesNotContain($"\"{name}\"", entry, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain($"\"{name}\"", Assert.Single(await DatabaseDump.QueryAsync(_site, "SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'proposal'")), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> RoleAsync(string name) => (await DatabaseDump.QueryAsync(_site, $"SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'role' AND \"Name\" = '{name}'")).Single();

    private async Task<string> PolicyAsync() => (await DatabaseDump.QueryAsync(_site, "SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'review-policy' AND \"Name\" = 'Article'")).Single();

    /// <summary>Addresses of the mails about an event, ordered.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync(string happened) => [.. (await DatabaseDump.QueryAsync(_site, $"SELECT \"Data\" FROM \"Outbox\" WHERE \"Event\" = '{happened}'"))
        .Select(data => (string?)System.Text.Json.Nodes.JsonNode.Parse(data)!["to"]).OfType<string>().Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> RecordedAsync() => await DatabaseDump.QueryAsync(
        _site, "SELECT \"Action\" FROM \"AuditEntries\" WHERE (\"Action\" LIKE 'proposal%' OR \"Action\" = 'review.weaken') AND \"Sequence\" > (SELECT MIN(\"Sequence\") FROM \"AuditEntries\" WHERE \"Action\" = 'sign-in.succeed') ORDER BY \"Sequence\"");

    private async Task<HttpResponseMessage> DecideAsync(TestBrowser browser, string decision, string password)
    {
        var id = (await DatabaseDump.QueryAsync(_site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'proposal'")).Single();
        return await browser.SendFormAsync("account/sign-out", new Dictionary<string, string> { ["id"] = id, ["decision"] = decision, ["password"] = password }, "admin/proposals");
    }

    private async Task UploadAsync(string steps)
    {
        using var begun = await _admin.SendFormAsync("admin/recipes", new Dictionary<string, string> { ["Recipe"] = Recipe(steps), ["FileName"] = "try.recipe.json", ["mode"] = "Run" });
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var html = "";
        await Eventually.HoldsAsync(async () => Ended().IsMatch(html = await _admin.Client.GetStringAsync(begun.Headers.Location!.OriginalString, Token)));
        Assert.Contains("the whole recipe waits", html, StringComparison.Ordinal);
    }

    private static string Recipe(string steps) =>
        $$"""{ "name": "people", "displayName": "People", "description": "People.", "author": "Tests", "version": "1.0.0", "steps": [ {{steps}} ] }""";

    [GeneratedRegex("class=\"btn\" href=\"/admin/recipes\"")]
    private static partial Regex Ended();
}
