using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Identity;

/// <summary>Somebody who manages users in the admin, but may give only the role Author.</summary>
public sealed partial class ManagingUsersTests : IAsyncLifetime
{
    private const string Password = "a password for managers";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private TestBrowser _browser = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        var path = Path.Combine(_site.Folder, "people.recipe.json");
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        await File.WriteAllTextAsync(path, $$"""
            { "name": "people", "displayName": "People", "description": "People.", "author": "Tests", "version": "1.0.0", "steps": [
              { "name": "Roles", "Roles": [ { "Name": "Manager", "Permissions": [ "AccessAdminPanel", "ManageUsers", "AssignRoleToUsers_Author" ] } ] },
              { "name": "Users", "Users": [
                { "UserName": "mona", "IsEnabled": true, "PasswordHash": "{{hash}}", "RoleNames": [ "Manager" ] },
                { "UserName": "alma", "IsEnabled": true, "PasswordHash": "{{hash}}", "RoleNames": [ "Author" ] } ] } ] }
            """, Token);
        var run = await _site.RunAsync("recipe", "run", path);
        Assert.True(run.ExitCode == 0, run.Error);
        _host = await _site.StartAsync();
        _browser = new TestBrowser(_host);
        (await _browser.SignInAsync("mona", Password)).Dispose();
        Assert.NotNull(_browser.Session);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Is_refused_a_user_who_holds_what_the_manager_may_not_give()
    {
        foreach (var path in (string[])["admin/users/admin?handler=password", "admin/users/admin"])
        {
            var (status, html) = await PostAsync(path, ("Email", "mona@example.org"), ("IsEnabled", "true"), ("Roles", "Administrator"));

            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("mona may not change a user who holds the role &#x27;Administrator&#x27;.", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Is_refused_a_role_that_the_manager_may_not_give()
    {
        var (status, html) = await PostAsync("admin/users/alma", ("IsEnabled", "true"), ("Roles", "MedicalReviewer"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("mona may not give or take the role", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_a_user_and_gives_a_password_that_is_shown_once()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync("admin/users/alma", ("IsEnabled", "true"), ("Roles", "Author"), ("PrintedName", "Alma Author"))).Status);

        var (status, html) = await PostAsync("admin/users/alma?handler=password");

        Assert.Equal(HttpStatusCode.OK, status);
        using var alma = new TestBrowser(_host);
        (await alma.SignInAsync("alma", WebUtility.HtmlDecode(NewPassword().Match(html).Groups["value"].Value))).Dispose();
        Assert.NotNull(alma.Session);
    }

    [Fact]
    public async Task Finds_the_other_doors_closed()
    {
        foreach (var path in (string[])["admin/clients", "admin/recipes", "admin/audit", "admin/settings", "admin/policies/Article", "admin/review"])
        {
            using var response = await _browser.Client.GetAsync(path, Token);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{path}: {response.StatusCode}");
        }
    }

    private async Task<(HttpStatusCode Status, string Html)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = await _browser.Client.GetStringAsync("account/sign-out", Token);
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", Antiforgery().Match(form).Groups["value"].Value));
        using var content = new FormUrlEncodedContent(all);
        using var response = await _browser.Client.PostAsync(path, content, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("id=\"new-password\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewPassword();
}
