using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Deploy;

/// <summary>What is in <c>deploy</c> does what docs/deployment.md says: a real systemd, a real nginx, a self-contained build.</summary>
public sealed class ServiceTests(InstalledService service) : IClassFixture<InstalledService>
{
    private const string Article = "api/delivery/articles/gut-health-and-mental-health";

    [Fact]
    public async Task Readers_get_articles_through_the_proxy_and_the_second_one_from_its_cache()
    {
        using var first = await service.Reader.GetAsync(Article, TestContext.Current.CancellationToken);
        using var second = await service.Reader.GetAsync(Article, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("HIT", Assert.Single(second.Headers.GetValues("X-Cache")));
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_of_the_admin_are_kept_nowhere_and_know_that_the_visitor_came_by_TLS()
    {
        using var first = await service.Reader.GetAsync("account/sign-in", TestContext.Current.CancellationToken);
        using var second = await service.Reader.GetAsync("account/sign-in", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual("HIT", Assert.Single(second.Headers.GetValues("X-Cache")));
        Assert.All(first.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whoever_comes_without_TLS_is_sent_to_it()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Plain, Article)) { Headers = { Host = "gut.example" } };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"https://gut.example/{Article}", answer.Headers.Location?.AbsoluteUri);
    }

    [Fact]
    public async Task Its_data_are_its_accounts_alone()
    {
        Assert.Equal("700 gutcms", await service.Machine.DoAsync("stat", "--format=%a %U", "/var/lib/gutcms"));
        var open = await service.Machine.DoAsync("find", "/var/lib/gutcms", "!", "-user", "gutcms", "-o", "-perm", "/077");
        Assert.Equal("", open);
        Assert.Equal("600 gutcms", await service.Machine.DoAsync("stat", "--format=%a %U", "/var/lib/gutcms/gutcms.db"));
    }

    [Fact]
    public async Task It_says_when_it_is_ready_and_shows_no_password()
    {
        Assert.Equal("notify", await service.Machine.PropertyAsync("gutcms", "Type"));
        Assert.Equal("active", await service.Machine.PropertyAsync("gutcms", "ActiveState"));
        var journal = await service.JournalAsync();
        Assert.Contains("is ready at", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("assword of admin", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("the first password", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_how_it_is_where_there_is_no_other_client()
    {
        Assert.Equal("healthy", await service.Machine.DoAsync("/opt/gutcms/GutCms.Web", "health", "--url", service.Inner));
    }

    [Fact]
    public async Task It_comes_back_after_it_was_killed()
    {
        var before = await service.Machine.PropertyAsync("gutcms", "MainPID");

        await service.Machine.DoAsync("kill", "-KILL", before);
        await Eventually.HoldsAsync(async () => await service.Machine.PropertyAsync("gutcms", "MainPID") is var now && now != "0" && now != before && await service.Machine.PropertyAsync("gutcms", "ActiveState") == "active");

        using var answer = await service.Reader.GetAsync("api/delivery/series", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_setting_ends_it_for_good_with_the_setting_in_the_journal()
    {
        await service.ConfigureAsync("GutCms__Jobs__IntervalSecond=10");
        try
        {
            Assert.NotEqual(0, (await service.Machine.RunAsync("systemctl", "restart", "gutcms")).ExitCode);

            Assert.Equal("3", await service.Machine.PropertyAsync("gutcms", "ExecMainStatus"));
            Assert.Equal("failed", await service.Machine.PropertyAsync("gutcms", "ActiveState"));
            Assert.Contains("GutCms:Jobs:IntervalSecond", await service.JournalAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await service.ConfigureAsync();
            await service.Machine.DoAsync("systemctl", "restart", "gutcms");
        }
    }
}
