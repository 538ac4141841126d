using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Security;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Tests;

/// <summary>The right to import gives nobody the right to approve, and asks nobody less.</summary>
[Collection<OrchardSites>]
public sealed class ImportRightTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Importer = "ines";
    private const string Address = "Admin/DeploymentPlan/Import/Json";

    private readonly OrchardSite _site = newsroom.Site;

    public async ValueTask InitializeAsync()
    {
        var exists = await _site.InScopeAsync(async services => await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(Importer) is not null);
        if (!exists)
        {
            await _site.InScopeAsync(services => services.GetRequiredService<RoleManager<IRole>>().CreateAsync(
                new Role { RoleName = "Importer", RoleClaims = [RoleClaim.Create("AccessAdminPanel"), RoleClaim.Create("Import")] }));
            (await _site.AddPersonAsync(Importer, "Importer")).Dispose();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("FourEyes")]
    [InlineData("SignatureRequired")]
    [InlineData("RequireDisclaimer")]
    public async Task Refuses_a_policy_that_asks_for_less(string rule)
    {
        var policy = ArticlePolicy("2-" + rule);
        policy[rule] = false;

        var page = await ImportAsync(Importer, new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy) });

        Assert.Contains("asks for less", page, StringComparison.Ordinal);
        Assert.Equal("1", (await PolicyAsync()).Version);
    }

    [Theory]
    [InlineData("Roles")]
    [InlineData("roles")]
    public async Task Refuses_to_give_the_right_to_approve(string step)
    {
        var page = await ImportAsync(Importer, Json($$"""
            { "name": "{{step}}", "roles": [ { "Name": "Importer", "PermissionBehavior": "Add", "permissions": [ "ApproveContent", "Approve_Article" ] } ] }
            """));

        Assert.Contains("may not give", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ApproveContent", await ClaimsAsync("Importer"));
    }

    [Fact]
    public async Task Refuses_to_make_or_change_an_account_that_may_approve()
    {
        var (rosa, hash) = await _site.InScopeAsync(async services =>
            await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync("rosa") is User user ? (user.UserId, user.PasswordHash) : default);

        var taken = await ImportAsync(Importer, Json($$"""{ "name": "Users", "Users": [ { "UserId": "{{rosa}}", "UserName": "rosa", "PasswordHash": "taken", "IsEnabled": true, "RoleNames": [] } ] }"""));
        var made = await ImportAsync(Importer, Json("""{ "name": "Users", "Users": [ { "UserId": "made", "UserName": "made", "NormalizedUserName": "MADE", "IsEnabled": true, "RoleNames": [ "MedicalReviewer" ] } ] }"""));

        Assert.Contains("may approve", taken, StringComparison.Ordinal);
        Assert.Contains("may approve", made, StringComparison.Ordinal);
        await _site.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<IUser>>();
            Assert.Equal(hash, (await users.FindByNameAsync("rosa") as User)?.PasswordHash);
            Assert.Null(await users.FindByNameAsync("made"));
        });
    }

    [Theory]
    [InlineData("GutCms.Review")]
    [InlineData("OrchardCore.Contents")]
    public async Task Refuses_to_switch_the_review_off(string feature)
    {
        var page = await ImportAsync(Importer, Json($$"""{ "name": "Feature", "disable": [ "{{feature}}" ] }"""));

        Assert.Contains("and with it the review", page, StringComparison.Ordinal);
        Assert.True(await _site.InScopeAsync(async services => (await services.GetRequiredService<IShellFeaturesManager>().GetEnabledFeaturesAsync()).Any(known => known.Id == FeatureIds.Review)));
    }

    [Fact]
    public async Task Refuses_to_name_the_site_s_first_administrator()
    {
        var page = await ImportAsync(Importer, Json("""{ "name": "Settings", "SuperUser": "ines" }"""));

        Assert.Contains("first administrator", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_run_commands()
    {
        var page = await ImportAsync(Importer, Json("""{ "name": "Command", "Commands": [ "createUser /UserName:made /Password:Made-by-a-command-1 /Roles:MedicalReviewer" ] }"""));

        Assert.Contains("runs commands", page, StringComparison.Ordinal);
        Assert.Null(await _site.InScopeAsync(services => services.GetRequiredService<UserManager<IUser>>().FindByNameAsync("made")));
    }

    [Fact]
    public async Task Lets_the_right_to_import_do_what_decides_nothing_of_the_review()
    {
        var page = await ImportAsync(Importer, Json("""{ "name": "Roles", "Roles": [ { "Name": "Bystander", "PermissionBehavior": "Add", "Permissions": [ "ViewContent" ] } ] }"""));

        Assert.Contains("imported successfully", page, StringComparison.Ordinal);
        Assert.Contains("ViewContent", await ClaimsAsync("Bystander"));
    }

    [Fact]
    public async Task Lets_an_administrator_import_what_they_may_change()
    {
        var page = await ImportAsync("admin", Json("""{ "name": "Roles", "Roles": [ { "Name": "SecondReviewer", "PermissionBehavior": "Add", "Permissions": [ "Approve_Article" ] } ] }"""));

        Assert.Contains("imported successfully", page, StringComparison.Ordinal);
        Assert.Contains("Approve_Article", await ClaimsAsync("SecondReviewer"));
    }

    [Fact]
    public async Task Refuses_a_policy_for_a_type_that_shows_what_nobody_can_review()
    {
        await _site.DefineAsync("Computed", "TitlePart", "LiquidPart");
        var policy = ArticlePolicy("1");
        (policy["ContentType"], policy["RequireDisclaimer"]) = ("Computed", false);

        var page = await ImportAsync("admin", new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy) });

        Assert.Contains("computes what it shows", page, StringComparison.Ordinal);
        Assert.True((await _site.InScopeAsync(services => services.GetRequiredService<ContentPolicies>().FindAsync("Computed"))).IsNone);
    }

    private async Task<string> ImportAsync(string name, JsonObject step)
    {
        using var browser = await AdminBrowser.SignInAsync(_site, name);
        var recipe = new JsonObject { ["name"] = "imported", ["steps"] = new JsonArray(step) };
        return await browser.SendAsync(Address, Address, ("Json", recipe.ToJsonString()));
    }

    private async Task<ReviewPolicy> PolicyAsync() =>
        (await _site.InScopeAsync(services => services.GetRequiredService<ContentPolicies>().FindAsync("Article"))).Policy!;

    private Task<List<string>> ClaimsAsync(string role) => _site.InScopeAsync(async services =>
        (await services.GetRequiredService<RoleManager<IRole>>().FindByNameAsync(role) as Role)?.RoleClaims.Select(claim => claim.ClaimValue).ToList() ?? []);

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static JsonObject ArticlePolicy(string version) => Json($$"""
        { "ContentType": "Article", "Version": "{{version}}", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 1, "DueDays": 5 } ], "FourEyes": true,
          "SignatureRequired": true, "RequireDisclaimer": true, "ReviewEveryMonths": 12, "OnEditAfterApproval": "void" }
        """);
}
