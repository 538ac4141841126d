using GutCms.TestSupport;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Identity;

public sealed class IdentityRecipeTests : IAsyncLifetime
{
    private const string Password = "a password for recipes";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Creates_users_and_clients_once_when_it_is_run_twice()
    {
        var recipe = await WriteAsync("Editor");

        var first = await _site.RunAsync("recipe", "run", recipe);
        var before = await DatabaseDump.ReadAsync(_site);
        var second = await _site.RunAsync("recipe", "run", recipe);

        Assert.Contains("created   user ada", first.Output, StringComparison.Ordinal);
        Assert.Contains("created   API client website", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(before, await DatabaseDump.ReadAsync(_site));
        Assert.DoesNotContain(Secret, before, StringComparison.Ordinal);

        await using var host = await _site.StartAsync();
        using var browser = new TestBrowser(host);
        (await browser.SignInAsync("ada", Password)).Dispose();
        Assert.NotNull(browser.Session);
    }

    [Fact]
    public async Task Keeps_nothing_when_a_role_does_not_exist()
    {
        var result = await _site.RunAsync("recipe", "run", await WriteAsync("Nobody"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no role 'Nobody'", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", (await _site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string role)
    {
        var path = Path.Combine(_site.Folder, "identity.recipe.json");
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        await File.WriteAllTextAsync(path, $$"""
            {
              "name": "identity", "displayName": "Identity", "description": "Users and clients.", "author": "Tests", "version": "1.0.0", "steps": [
                { "name": "Users", "Users": [ { "UserName": "ada", "Email": "ada@example.org", "EmailConfirmed": true, "IsEnabled": true, "PasswordHash": "{{hash}}", "RoleNames": [ "{{role}}" ] } ] },
                { "name": "OpenIdApplication", "ClientId": "website", "ClientSecret": "{{Secret}}", "DisplayName": "Website", "Type": "confidential", "ConsentType": "implicit",
                  "AllowClientCredentialsFlow": true, "RoleEntries": [ { "Name": "Delivery" } ] }
              ]
            }
            """, TestContext.Current.CancellationToken);
        return path;
    }
}
