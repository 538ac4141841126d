using System.Net;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>A claim of the provider gives roles and takes those that it gave; it makes accounts where the configuration says so, and weakens no review unless it says so too.</summary>
public abstract class RolesByClaimTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Own = "a quite different horse";
    private static readonly (string, string)[] Mapped = ProviderSite.Roles(("writers", "Author"), ("editors", "Editor"), ("medics", "MedicalReviewer"));

    private ProviderSite _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await ProviderSite.CreateAsync(database);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Come_and_go_with_the_claim_and_with_the_link_and_leave_alone_what_was_given_here(bool inUserInfo)
    {
        var password = await _site.AddUserAsync("eva", "--role", "Delivery");
        await _site.StartAsync(Mapped);
        using var eva = await _site.SignInAsync("eva", password);
        As("writers", inUserInfo);
        await _site.LinkAsync(eva, password);
        Assert.Equal("Author Delivery", await RolesAsync("eva"));

        As("editors", inUserInfo);
        Assert.True(await _site.LetsInAsync());
        Assert.Equal("Delivery Editor", await RolesAsync("eva"));

        As("strangers", inUserInfo);
        Assert.True(await _site.LetsInAsync());
        Assert.Equal("Delivery", await RolesAsync("eva"));

        As("writers", inUserInfo);
        Assert.True(await _site.LetsInAsync());
        using var owner = await _site.SignInAsync("eva", password);
        using var removed = await owner.SendFormAsync("account/providers", new Dictionary<string, string>(), "account/providers?handler=remove");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal("Delivery", await RolesAsync("eva"));
    }

    [Fact]
    public async Task Which_weaken_the_review_are_left_to_two_administrators()
    {
        await _site.StartAsync([.. Mapped, ("CreateAccounts", "true")]);
        _site.Provider.Person = new("dora") { UserName = "dora", Groups = ["medics", "writers"] };

        Assert.True(await _site.LetsInAsync());

        Assert.Equal("Author", await RolesAsync("dora"));
        Assert.Contains("role.grant.refused", await _site.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_that_came_with_the_provider_decides_once_its_owner_has_set_a_password()
    {
        _site.Site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await _site.StartAsync([.. Mapped, ("CreateAccounts", "true"), ("MayWeakenReview", "true")]);
        _site.Provider.Person = new("dora") { UserName = "dora", Email = "dora@example.org", EmailVerified = true, Groups = ["medics"] };
        var (browser, _) = await _site.EnterAsync();
        Assert.Equal("MedicalReviewer", await RolesAsync("dora"));
        Assert.Contains("review.weaken", await _site.LogAsync(), StringComparison.Ordinal);
        await PrintAsync("dora", "Dr Dora");
        var password = await _site.AddUserAsync("anna", "--role", "Editor");
        using var anna = await EditorialClient.SignInAsync(_site.Host, "anna", password);
        var id = await anna.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        await anna.DoAsync(id, "submit");

        using var dora = await EditorialClient.OfAsync(browser, Own);
        var (status, refused) = await dora.PullAsync(id, "approve");
        Assert.Equal(409, status);
        Assert.Contains("MustHaveOwnPassword", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("MustSign", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("has no password here yet", await browser.Client.GetStringAsync("account/password", Cancellation), StringComparison.Ordinal);
        Assert.Null(await OfferAsync(browser));

        await _site.SetPasswordAsync("dora", Own);
        var (again, _) = await _site.EnterAsync();
        using var owner = await EditorialClient.OfAsync(again, Own);
        var (unsigned, why) = await owner.ApproveAsync((await owner.ReviewAsync(id)).Body, (await owner.ReviewAsync(id)).Tag, signs: false);
        Assert.Equal(409, unsigned);
        Assert.Contains("MustSign", why.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(200, (await owner.PullAsync(id, "approve")).Status);
    }

    [Fact]
    public async Task Account_is_made_only_for_whoever_has_a_value_of_the_claim_and_where_that_is_configured()
    {
        await _site.StartAsync(Mapped);
        _site.Provider.Person = new("dora") { UserName = "dora", Groups = ["writers"] };
        Assert.False(await _site.LetsInAsync());

        await _site.StartAsync(("CreateAccounts", "true"));
        _site.Provider.Person = new("dora") { UserName = "dora", Groups = ["strangers"] };
        Assert.False(await _site.LetsInAsync());
        _site.Provider.Person = new("dora") { Groups = ["writers"] };
        Assert.False(await _site.LetsInAsync());
        _site.Provider.Person = new("dora") { UserName = "a name with spaces", Groups = ["writers"] };
        Assert.False(await _site.LetsInAsync());
        Assert.Single(await DatabaseDump.QueryAsync(_site.Site, "SELECT \"UserName\" FROM \"Users\""));

        _site.Provider.Person = new("dora") { UserName = "dora", Email = "chosen@example.org", Groups = ["writers"] };
        Assert.True(await _site.LetsInAsync());
        Assert.True(await _site.LetsInAsync());
        Assert.Equal("", Assert.Single(await DatabaseDump.QueryAsync(_site.Site, "SELECT COALESCE(\"Email\", '') FROM \"Users\" WHERE \"UserName\" = 'dora'")));
    }

    [Fact]
    public async Task Only_way_into_an_account_is_not_removed()
    {
        await _site.StartAsync([.. Mapped, ("CreateAccounts", "true")]);
        _site.Provider.Person = new("dora") { UserName = "dora", Groups = ["writers"] };
        var (browser, _) = await _site.EnterAsync();

        using var answer = await browser.SendFormAsync("account/providers", new Dictionary<string, string>(), "account/providers?handler=remove");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("only way into your account", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.True(await _site.LetsInAsync());
    }

    private void As(string group, bool inUserInfo) => _site.Provider.Person = new("person-1") { UserName = "eva there", Groups = [group], GroupsInUserInfo = inUserInfo };

    private static async Task<string?> OfferAsync(TestBrowser browser)
    {
        var page = await browser.Client.GetStringAsync("account/providers", Cancellation);
        return page.Contains("name=\"Provider\"", StringComparison.Ordinal) ? page : null;
    }

    private async Task<string> RolesAsync(string name) => string.Join(' ', (await DatabaseDump.QueryAsync(
        _site.Site, $"SELECT r.\"RoleName\" FROM \"UserRoles\" r JOIN \"Users\" u ON u.\"Id\" = r.\"UserId\" WHERE u.\"UserName\" = '{name}' ORDER BY 1")).Select(row => row.Trim()));

    /// <summary>Whoever runs the server enters the name under signatures.</summary>
    private async Task PrintAsync(string user, string name)
    {
        var file = Path.Combine(_site.Site.Folder, "name.recipe.json");
        await File.WriteAllTextAsync(file, $$"""{ "name": "name", "steps": [ { "name": "Users", "Users": [ { "UserName": "{{user}}", "PrintedName": "{{name}}", "Credential": "MD" } ] } ] }""", Cancellation);
        Assert.Equal(0, (await _site.Site.RunAsync("recipe", "run", file)).ExitCode);
    }
}

public sealed class RolesByClaimOnSqliteTests() : RolesByClaimTests(SiteDatabase.Sqlite);

public sealed class RolesByClaimOnPostgreSqlTests() : RolesByClaimTests(SiteDatabase.PostgreSql);
