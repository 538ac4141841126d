using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

public sealed class WhoStandsBehindClientsOnSqliteTests(SqliteSite site) : WhoStandsBehindClientsTests(site), IClassFixture<SqliteSite>;

public sealed class WhoStandsBehindClientsOnPostgresTests(PostgresSite site) : WhoStandsBehindClientsTests(site), IClassFixture<PostgresSite>;

/// <summary>The list of API clients says as whose texts those of a client count.</summary>
public abstract class WhoStandsBehindClientsTests(SiteFixture site)
{
    [Fact]
    public async Task The_list_names_who_registered_a_client_and_who_has_seen_its_secret()
    {
        Assert.Equal(0, (await site.Site.RunAsync("client", "add", "of-the-operator", "--role", "Editor")).ExitCode);
        using var admin = new TestBrowser(site.Host);
        (await admin.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        using var made = await admin.SendFormAsync("admin/clients", new Dictionary<string, string> { ["ClientId"] = "of-the-admin", ["Roles"] = "Editor" });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);

        var rows = (await admin.Client.GetStringAsync("admin/clients", TestContext.Current.CancellationToken)).Split("<tr>");

        var (operators, admins) = (Assert.Single(rows, row => row.Contains(">of-the-operator<", StringComparison.Ordinal)), Assert.Single(rows, row => row.Contains(">of-the-admin<", StringComparison.Ordinal)));
        Assert.Contains("Secret seen by the operator of the server", operators, StringComparison.Ordinal);
        Assert.Contains("Secret seen by admin<", admins, StringComparison.Ordinal);
        Assert.Contains("Registered or changed by\">admin", admins, StringComparison.Ordinal);
    }
}
