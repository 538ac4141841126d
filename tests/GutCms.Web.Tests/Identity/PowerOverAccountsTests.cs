using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

public sealed class PowerOverAccountsOnSqliteTests(PowerOverAccountsOnSqliteTests.Accounts accounts) : PowerOverAccountsTests(accounts), IClassFixture<PowerOverAccountsOnSqliteTests.Accounts>
{
    public sealed class Accounts() : AccountsOfRanks(SiteDatabase.Sqlite);
}

public sealed class PowerOverAccountsOnPostgreSqlTests(PowerOverAccountsOnPostgreSqlTests.Accounts accounts) : PowerOverAccountsTests(accounts), IClassFixture<PowerOverAccountsOnPostgreSqlTests.Accounts>
{
    public sealed class Accounts() : AccountsOfRanks(SiteDatabase.PostgreSql);
}

/// <summary>
/// Somebody who may do almost everything with accounts of low rank, and tries it with those of others, by an uploaded recipe. One site serves all: what is refused leaves no
/// trace, which each test looks at, and what is allowed makes accounts and roles that no other test names.
/// </summary>
public abstract partial class PowerOverAccountsTests(AccountsOfRanks accounts)
{
    private const string NewSecret = "fedcba9876543210fedcba9876543210";

    private readonly TestSite _site = accounts.Site;
    private readonly TestBrowser _mona = accounts.Mona;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "UserName": "admin", "Email": "mona@example.org" }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "ADMIN", "Email": "mona@example.org" }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "rita", "Email": "mona@example.org", "EmailConfirmed": true }""", "is confirmed by whoever reads its mail")]
    [InlineData("""{ "UserName": "rita", "Email": "mona@example.org" }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "rita", "IsEnabled": false }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "rita", "PrintedName": "Dr Somebody" }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "rita", "Credential": "MD" }""", "may not change a user who holds the role")]
    [InlineData("""{ "UserName": "rita", "RoleNames": [ ] }""", "may not give or take the role")]
    [InlineData("""{ "UserName": "mona", "RoleNames": [ "Manager", "Administrator" ] }""", "may not give or take the role")]
    [InlineData("""{ "UserName": "mona", "RoleNames": [ "Manager", "author" ] }""", "There is no role")]
    [InlineData("""{ "UserName": "alma", "EmailConfirmed": true, "Email": "new@example.org" }""", "is confirmed by whoever reads its mail")]
    [InlineData("""{ "UserName": "nora", "UserId": "client:strong" }""", "stands for another account")]
    [InlineData("""{ "UserName": "nora", "UserId": "chosen" }""", "is for the site to give")]
    [InlineData("""{ "UserName": "Removed-nora" }""", "stand for people who were made anonymous")]
    public async Task A_user_whose_every_role_the_manager_could_not_give_stays_as_it_is(string user, string reason)
    {
        var before = (await _site.RunAsync("user", "list", "--json")).Output;

        await IsRefusedAsync($$"""{ "name": "Users", "Users": [ {{user}} ] }""", reason);

        Assert.Equal(before, (await _site.RunAsync("user", "list", "--json")).Output);
    }

    [Fact]
    public async Task An_id_of_another_account_names_nobody()
    {
        using var list = JsonDocument.Parse((await _site.RunAsync("user", "list", "--json")).Output);
        var admin = list.RootElement.EnumerateArray().Single(user => user.GetProperty("userName").GetString() == "admin").GetProperty("id").GetString();

        await IsRefusedAsync($$"""{ "name": "Users", "Users": [ { "UserName": "alma", "UserId": "{{admin}}", "PrintedName": "x" } ] }""", "stands for another account");
    }

    [Theory]
    [InlineData("""{ "Name": "Manager", "Permissions": [ "SiteOwner" ], "PermissionBehavior": "Add" }""")]
    [InlineData("""{ "Name": "Manager", "Permissions": [ "ApproveContent" ], "PermissionBehavior": "Add" }""")]
    [InlineData("""{ "Name": "Manager", "Permissions": [ "Approve_Article" ], "PermissionBehavior": "Add" }""")]
    [InlineData("""{ "Name": "Manager", "Permissions": [ "AssignRoleToUsers" ], "PermissionBehavior": "Add" }""")]
    [InlineData("""{ "Name": "New", "Permissions": [ "EditContent" ] }""")]
    [InlineData("""{ "Name": "Administrator", "Permissions": [ ] }""")]
    [InlineData("""{ "Name": "MedicalReviewer", "Permissions": [ ] }""")]
    [InlineData("""{ "Name": "Authenticated", "Permissions": [ "ManageSigningKeys" ] }""")]
    public async Task A_role_gets_and_loses_nothing_that_the_manager_does_not_hold(string role) =>
        await IsRefusedAsync($$"""{ "name": "Roles", "Roles": [ {{role}} ] }""", "nobody gives or takes what they do not hold");

    /// <summary>Whoever may change roles and nothing else about accounts gives the own role nothing, and makes nobody stronger by it.</summary>
    [Theory]
    [InlineData("""{ "Name": "RoleKeeper", "Permissions": [ "SiteOwner" ], "PermissionBehavior": "Add" }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "RoleKeeper", "Permissions": [ "SiteOwner", "ApproveContent" ] }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "RoleKeeper", "Permissions": [ "ApproveContent" ], "PermissionBehavior": "Add" }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "RoleKeeper", "Permissions": [ "ManageUsers" ], "PermissionBehavior": "Add" }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "Authenticated", "Permissions": [ "ApproveContent" ] }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "Anonymous", "Permissions": [ "PublishContent" ] }""", "nobody gives or takes what they do not hold")]
    [InlineData("""{ "Name": "rolekeeper", "Permissions": [ "ManageRoles" ] }""", "in case only")]
    public async Task ManageRoles_alone_gives_the_own_role_and_everybodys_nothing(string role, string reason)
    {
        using var olga = await accounts.SignInAsync("olga");

        await IsRefusedAsync($$"""{ "name": "Roles", "Roles": [ {{role}} ] }""", reason, olga);

        var account = await olga.Client.GetStringAsync("api/account", Token);
        Assert.DoesNotContain("SiteOwner", account, StringComparison.Ordinal);
        Assert.DoesNotContain("ApproveContent", account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManageRoles_alone_makes_a_role_of_what_its_holder_has()
    {
        using var olga = await accounts.SignInAsync("olga");

        var html = await UploadAsync("""{ "name": "Roles", "Roles": [ { "Name": "Keeper", "Permissions": [ "ManageRecipes" ] } ] }""", olga);

        Assert.DoesNotContain("note-fault", html, StringComparison.Ordinal);
        Assert.Contains("Keeper", await KeptAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Name": "manager", "Permissions": [ "ManageUsers" ] }""", "in case only")]
    [InlineData("""{ "Name": "Manager ", "Permissions": [ "ManageUsers" ] }""", "is no name of a role")]
    public async Task A_role_has_one_name(string role, string reason) => await IsRefusedAsync($$"""{ "name": "Roles", "Roles": [ {{role}} ] }""", reason);

    [Theory]
    [InlineData("")]
    [InlineData(""", "RoleEntries": [ { "Name": "Delivery" } ]""")]
    public async Task A_client_whose_every_role_the_manager_could_not_give_keeps_secret_and_roles(string more) => await IsRefusedAsync(
        $$"""{ "name": "OpenIdApplication", "ClientId": "strong", "ClientSecret": "{{NewSecret}}", "AllowClientCredentialsFlow": true{{more}} }""", "may not change a client that holds the role");

    [Fact]
    public async Task A_client_whose_every_role_the_manager_could_not_give_is_not_revoked()
    {
        using var response = await _mona.SendFormAsync("admin/clients", new Dictionary<string, string> { ["revoked"] = "strong" }, "admin/clients?handler=revoke");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("strong", (await _site.RunAsync("client", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_gets_no_role_that_the_manager_could_not_give() => await IsRefusedAsync(
        $$"""{ "name": "OpenIdApplication", "ClientId": "mine", "ClientSecret": "{{NewSecret}}", "AllowClientCredentialsFlow": true, "RoleEntries": [ { "Name": "Administrator" } ] }""", "may not give or take the role");

    [Fact]
    public async Task What_the_manager_could_give_may_be_changed_and_a_new_address_is_not_confirmed()
    {
        var html = await UploadAsync("""
            { "name": "Roles", "Roles": [ { "Name": "Helper", "Permissions": [ "ManageUsers" ] } ] },
            { "name": "Users", "Users": [ { "UserName": "anja", "Email": "new@example.org", "PrintedName": "Anja A" }, { "UserName": "nils", "RoleNames": [ "Author" ] } ] }
            """);

        Assert.DoesNotContain("note-fault", html, StringComparison.Ordinal);
        Assert.Contains("nils", (await _site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
        var dump = await DatabaseDump.ReadAsync(_site);
        Assert.Contains("accountAddressChanged", dump, StringComparison.Ordinal);
        Assert.Contains("anja@example.org", dump, StringComparison.Ordinal);
    }

    private async Task IsRefusedAsync(string step, string reason, TestBrowser? who = null)
    {
        var before = await KeptAsync();

        var html = await UploadAsync(step, who);

        Assert.Contains(reason, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(before, await KeptAsync());
    }

    /// <summary>Runs a recipe in the admin and gives the page with its report.</summary>
    private async Task<string> UploadAsync(string steps, TestBrowser? who = null)
    {
        who ??= _mona;
        using var begun = await who.SendFormAsync("admin/recipes", new Dictionary<string, string> { ["Recipe"] = AccountsOfRanks.Recipe(steps), ["FileName"] = "try.recipe.json", ["mode"] = "Run" });
        Assert.True(begun.StatusCode == HttpStatusCode.Redirect, await begun.Content.ReadAsStringAsync(Token));
        var page = begun.Headers.Location!.OriginalString;
        var html = "";
        await Eventually.HoldsAsync(async () => Ended().IsMatch(html = await who.Client.GetStringAsync(page, Token)));
        return html;
    }

    private async Task<string> KeptAsync()
    {
        var rows = new List<string>();
        foreach (var table in (string[])["\"Users\"", "\"UserRoles\"", "\"Documents\" WHERE \"Kind\" = 'role'", "\"OpenIddictApplications\""])
        {
            rows.AddRange(await DatabaseDump.QueryAsync(_site, $"SELECT * FROM {table}"));
        }

        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("class=\"btn\" href=\"/admin/recipes\"")]
    private static partial Regex Ended();
}
