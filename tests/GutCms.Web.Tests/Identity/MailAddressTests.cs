using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

public sealed class MailAddressOnSqliteTests(SqliteSite site) : MailAddressTests(site), IClassFixture<SqliteSite>;

public sealed class MailAddressOnPostgresTests(PostgresSite site) : MailAddressTests(site), IClassFixture<PostgresSite>;

/// <summary>A mail address is one, and one person's: links that open an account go there.</summary>
public abstract class MailAddressTests(SiteFixture site)
{
    private static readonly string Unique = Guid.NewGuid().ToString("N")[..8];

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada @example.org")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    public async Task What_is_no_address_is_refused(string address)
    {
        var (name, answer) = await AddAsync(address);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.DoesNotContain(name, (await site.Site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada.b+gut")]
    public async Task An_address_is_taken_once_whatever_its_case(string local)
    {
        var address = $"{local}-{Unique}-{site.Site.Database}@example.org";
        Assert.Equal(0, (await AddAsync(address)).Answer.ExitCode);

        foreach (var same in new[] { address, address.ToUpperInvariant() })
        {
            var (_, answer) = await AddAsync(same);
            Assert.NotEqual(0, answer.ExitCode);
            Assert.Contains("another person's already", answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_form_refuses_the_address_of_somebody_else_and_keeps_ones_own()
    {
        var address = $"form-{Unique}-{site.Site.Database}@example.org";
        var (first, _) = await AddAsync(address);
        var (second, _) = await AddAsync($"other-{address}");
        using var admin = new TestBrowser(site.Host);
        (await admin.SignInAsync("admin", TestSite.AdminPassword)).Dispose();

        Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(admin, second, address.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(admin, second, "no address"));
        Assert.Equal(HttpStatusCode.Redirect, await SaveAsync(admin, first, address));
        Assert.Equal(HttpStatusCode.Redirect, await SaveAsync(admin, second, "new-" + address));
    }

    private static async Task<HttpStatusCode> SaveAsync(TestBrowser admin, string name, string address)
    {
        using var answer = await admin.SendFormAsync("admin/users/" + name, new Dictionary<string, string> { ["Email"] = address, ["IsEnabled"] = "true", ["Roles"] = "Author" });
        return answer.StatusCode;
    }

    private async Task<(string Name, CommandResult Answer)> AddAsync(string address)
    {
        var name = "mail-" + Guid.NewGuid().ToString("N")[..8];
        return (name, await site.Site.RunAsync("user", "add", name, "--role", "Author", "--email", address));
    }
}
