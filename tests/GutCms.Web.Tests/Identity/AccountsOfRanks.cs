using GutCms.TestSupport;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Identity;

/// <summary>A site with accounts, roles and a client of different power: <c>mona</c> manages users of low rank, <c>olga</c> roles only.</summary>
public abstract class AccountsOfRanks(SiteDatabase database) : IAsyncLifetime
{
    private const string Password = "a password for managers";

    private Exception? _unavailable;
    private TestSite? _site;
    private TestBrowser? _mona;
    private GutCmsHost? _host;

    /// <summary>The site. Skips the running test when its database is not available here.</summary>
    public TestSite Site => _unavailable is null ? _site! : throw _unavailable;

    /// <summary>Mona, signed in.</summary>
    public TestBrowser Mona => _unavailable is null ? _mona! : throw _unavailable;

    /// <summary>A recipe with some steps.</summary>
    public static string Recipe(string steps) =>
        $$"""{ "name": "people", "displayName": "People", "description": "People.", "author": "Tests", "version": "1.0.0", "steps": [ {{steps}} ] }""";

    /// <summary>Somebody of the site, signed in.</summary>
    public async Task<TestBrowser> SignInAsync(string name)
    {
        var person = new TestBrowser(_host!);
        (await person.SignInAsync(name, Password)).Dispose();
        Assert.NotNull(person.Session);
        return person;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            _site = await TestSite.CreateSeededAsync(database);
            await AddPeopleAsync(_site);
            _host = await _site.StartAsync();
            _mona = await SignInAsync("mona");
        }
        catch (Exception exception)
        {
            // Kept and thrown by each test: a fixture cannot skip.
            _unavailable = exception;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _mona?.Dispose();
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private static async Task AddPeopleAsync(TestSite site)
    {
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        var path = Path.Combine(site.Folder, "people.recipe.json");
        await File.WriteAllTextAsync(path, Recipe($$"""
              { "name": "Roles", "Roles": [
                { "Name": "Manager", "Permissions": [ "AccessAdminPanel", "ManageUsers", "ManageRoles", "ManageRecipes", "ManageApplications", "AssignRoleToUsers_Author", "AssignRoleToUsers_Delivery" ] },
                { "Name": "RoleKeeper", "Permissions": [ "AccessAdminPanel", "ManageRecipes", "ManageRoles" ] } ] },
              { "name": "Users", "Users": [
                { "UserName": "mona", "PasswordHash": "{{hash}}", "RoleNames": [ "Manager" ] },
                { "UserName": "olga", "PasswordHash": "{{hash}}", "RoleNames": [ "RoleKeeper" ] },
                { "UserName": "alma", "Email": "alma@example.org", "EmailConfirmed": true, "PasswordHash": "{{hash}}", "RoleNames": [ "Author" ] },
                { "UserName": "anja", "Email": "anja@example.org", "EmailConfirmed": true, "PasswordHash": "{{hash}}", "RoleNames": [ "Author" ] },
                { "UserName": "rita", "Email": "rita@example.org", "EmailConfirmed": true, "PrintedName": "Dr Rita", "PasswordHash": "{{hash}}", "RoleNames": [ "MedicalReviewer" ] } ] },
              { "name": "OpenIdApplication", "ClientId": "strong", "ClientSecret": "0123456789abcdef0123456789abcdef", "AllowClientCredentialsFlow": true, "RoleEntries": [ { "Name": "Administrator" } ] }
            """));
        var run = await site.RunAsync("recipe", "run", path);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
