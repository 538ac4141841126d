using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>A provider that is configured wrong ends a start with the key and what to do.</summary>
public sealed class ProviderConfigurationTests
{
    [Theory]
    [InlineData("the_clinic__Authority", "https://id2.example.org", "GutCms:OpenIdConnect:the_clinic is no name")]
    [InlineData("clinic__Authority", null, "GutCms:OpenIdConnect:clinic:Authority is ''")]
    [InlineData("clinic__Authority", "id.example.org", "clinic:Authority is 'id.example.org': give it the https address")]
    [InlineData("clinic__Authority", "http://id.example.org", "clinic:Authority is 'http://id.example.org'")]
    [InlineData("clinic__ClientId", null, "clinic:ClientId is missing")]
    [InlineData("clinic__ClientID2", "x", "clinic:ClientID2 is no setting")]
    [InlineData("clinic__Roles__0__Group", "x", "clinic:Roles:0:Group is no setting")]
    [InlineData("clinic__DisplayName", " ", "clinic:DisplayName has to be 1 to 64")]
    [InlineData("clinic__Scopes__0", "profile email", "clinic:Scopes has 'profile email'")]
    [InlineData("clinic__RoleClaim", "groups", "clinic:Roles is missing")]
    [InlineData("clinic__Roles__0__Value", "x", "clinic:Roles has an entry without Value or Role")]
    [InlineData("clinic__CreateAccounts", "true", "clinic:CreateAccounts needs Roles")]
    [InlineData("clinic__CreateAccounts", "yes", "clinic:CreateAccounts")]
    [InlineData("other__Authority", "https://ID.example.org/", "other:Authority is that of GutCms:OpenIdConnect:clinic too")]
    public async Task Ends_a_start_with_one_line_that_names_the_key(string key, string? value, string message)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__OpenIdConnect__clinic__Authority"] = "https://id.example.org";
        site.Environment["GutCms__OpenIdConnect__clinic__ClientId"] = "gutcms";
        if (value is null)
        {
            site.Environment.Remove("GutCms__OpenIdConnect__" + key);
        }
        else
        {
            site.Environment["GutCms__OpenIdConnect__" + key] = value;
        }

        var result = await site.RunAsync("user", "list");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Names_a_role_that_the_site_does_not_have_and_starts()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["Authority"] = "https://id.example.org",
            ["ClientId"] = "gutcms",
            ["RoleClaim"] = "groups",
            ["Roles__0__Value"] = "x",
            ["Roles__0__Role"] = "Wizard",
        })
        {
            site.Environment[ProviderSite.Setting + name] = value;
        }

        await using var host = await site.StartAsync();

        Assert.Contains("GutCms:OpenIdConnect:clinic:Roles names the role 'Wizard'", host.Error, StringComparison.Ordinal);
    }
}
