using System.Globalization;
using System.Net;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Storage.Limits;

namespace GutCms.Web.Tests.Limits;

/// <summary>What was used at other nodes of a site counts at this one: sign-in, tokens, and the work of a person.</summary>
public sealed class LimitsOfNodesTests
{
    private const string Address = "127.0.0.1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_used_up_a_limit_elsewhere_is_turned_away_here_and_nobody_else()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.PostgreSql);
        site.Environment["GutCms__SignIn__AttemptsPerAddress"] = "1000";
        site.Environment["GutCms__SignIn__TokensPerAddress"] = "1000";
        site.Environment["GutCms__SignIn__AttemptsPerAccount"] = "50";
        site.Environment["GutCms__Limits__WorkPerMinute"] = "2000";
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "3600";
        var host = await site.StartAsync();
        using var admin = await EditorialClient.SignInAsync(host, "admin", TestSite.AdminPassword);
        var adminId = Assert.Single(await DatabaseDump.QueryAsync(site, "SELECT \"Id\" FROM \"Users\" WHERE \"UserName\" = 'admin'"));
        await admin.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("limits")));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await TokenAsync(host));

        // What this node counts, the others see.
        foreach (var (limit, who) in new[] { ("attempts-address", Address), ("attempts-account", "ADMIN"), ("tokens-address", Address), ("work", adminId) })
        {
            Assert.NotEmpty(await DatabaseDump.QueryAsync(site, $"SELECT \"Used\" FROM \"UsedLimits\" WHERE \"Key\" = '{PostgreSqlLimits.KeyOf(limit, who)}'"));
        }

        await UseUpAsync(site, "work", adminId, 2_000);
        var (status, refused) = await admin.PostAsync("api/content?draft=true", SampleArticle.Create(SampleArticle.NewSlug("limits")), null);
        Assert.True(status == 429, refused.ToJsonString());

        await UseUpAsync(site, "attempts-account", "ADMIN", 50);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(host, "admin"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await SignInAsync(host, "somebody-else"));
        await UseUpAsync(site, "attempts-address", Address, 1_000);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(host, "somebody-else"));

        Assert.NotEqual(HttpStatusCode.TooManyRequests, await TokenAsync(host));
        await UseUpAsync(site, "tokens-address", Address, 1_000);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TokenAsync(host));
    }

    /// <summary>As another node writes it, minutes ahead, so that it counts however slow this machine is.</summary>
    private static Task UseUpAsync(TestSite site, string limit, string who, int used) => DatabaseDump.ExecuteAsync(
        site,
        string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO \"UsedLimits\" (\"Key\", \"Segment\", \"Used\") VALUES ('{PostgreSqlLimits.KeyOf(limit, who)}', {TimeProvider.System.GetUtcNow().AddMinutes(30).UtcTicks / ISharedLimits.Segment.Ticks}, {used})"));

    private static async Task<HttpStatusCode> SignInAsync(GutCmsHost host, string name)
    {
        using var browser = new TestBrowser(host);
        using var answer = await browser.SignInAsync(name, "a wrong password");
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> TokenAsync(GutCmsHost host)
    {
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "nobody"), new("client_secret", "wrong")]);
        using var answer = await host.Client.PostAsync("connect/token", content, Token);
        return answer.StatusCode;
    }
}
