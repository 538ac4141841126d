using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Tests.Addresses;

public sealed class SiteExposureTests
{
    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://LocalHost", true)]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://127.8.8.8:80", true)]
    [InlineData("https://[::1]:5081", true)]
    [InlineData("http://*:80", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://10.0.0.7:5080", false)]
    [InlineData("http://gut.example:5080", false)]
    [InlineData("http://localhost.gut.example:5080", false)]
    [InlineData("http://unix:/run/gutcms.sock", false)]
    [InlineData("nonsense", false)]
    public void Only_loopback_is_for_this_machine(string address, bool loopback) => Assert.Equal(loopback, SiteExposures.IsLoopback(address));

    [Fact]
    public async Task A_site_that_others_can_reach_does_not_start_without_its_public_address()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        foreach (var arguments in new string[][] { ["--urls", "http://0.0.0.0:0"], ["--urls", "http://127.0.0.1:0;http://*:0"], ["--GutCms:PublicUrl=http://localhost:5080", "--urls", "http://*:0"], ["--GutCms:Proxy:Trusted:0=10.0.0.2"] })
        {
            var refused = await site.RunAsync(["serve", .. arguments]);

            Assert.Equal(3, refused.ExitCode);
            Assert.Contains("GutCms:PublicUrl", refused.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(site.DataDirectory));
        }
    }

    [Theory]
    [InlineData("http://gut.example")]
    [InlineData("https://name@gut.example")]
    [InlineData("https://gut.example/?page=1")]
    [InlineData("gut.example")]
    public async Task A_public_address_is_https_and_nothing_else(string address)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__PublicUrl"] = address;

        var refused = await site.RunAsync("key", "list");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("GutCms:PublicUrl", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trusting_everybody_who_connects_is_refused()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";

        var refused = await site.RunAsync("key", "list");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("GutCms:Proxy:Trusted", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_others_can_reach_signs_only_with_an_address_and_encrypted_keys_or_the_switch()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        var id = await team.SubmittedAsync(SampleArticle.NewSlug("reachable"), approvals: 1);
        await team.Host.StopAsync();

        team.Site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        Assert.Contains("no public address", await PublishAsync(team, id, "--urls", "http://127.0.0.1:0;http://*:0"), StringComparison.Ordinal);
        team.Site.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        Assert.Contains("not encrypted", await PublishAsync(team, id, "--GutCms:PublicUrl=https://gut.example"), StringComparison.Ordinal);
        Assert.Null(await PublishAsync(team, id, "--GutCms:PublicUrl=https://gut.example", "--GutCms:Keys:AllowUnencrypted=true"));

        await team.RestartAsync("--GutCms:PublicUrl=https://gut.example");
        var (view, _) = await (await team.PersonAsync("editor-0")).ReviewAsync(id);
        var claims = Claims((string?)view["published"]!["certificate"]);
        Assert.Equal("https://gut.example", (string?)claims["iss"]);
        Assert.False(claims.ContainsKey("trial"));
    }

    /// <summary>Starts the site anew and publishes; null when it did, otherwise why not.</summary>
    private static async Task<string?> PublishAsync(EditorialTeam team, string id, params string[] arguments)
    {
        await team.RestartAsync(arguments);
        var (status, answer) = await (await team.PersonAsync("editor-0")).PullAsync(id, "publish");
        await team.Host.StopAsync();
        return status == 200 ? null : answer.ToJsonString();
    }

    private static JsonObject Claims(string? jws)
    {
        var body = jws!.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(body + new string('=', (4 - (body.Length % 4)) % 4)))!.AsObject();
    }
}
