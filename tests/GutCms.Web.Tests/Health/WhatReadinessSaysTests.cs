using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Verification;
using GutCms.TestSupport;
using GutCms.Web.Features.Verification;
using GutCms.Web.Tests.Caches;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Health;

/// <summary>What the site serves without, and says that it lacks.</summary>
public sealed class WhatReadinessSaysTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_has_not_checked_itself_for_a_round_says_so_and_one_that_has_does_not()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 6, 0, 0, TimeSpan.Zero));
        var state = new SelfCheckState(new DeliveryCache(new DeliveryCacheOptions()));
        state.Set(SelfCheckRecord.None with { CheckedUtc = time.GetUtcNow().UtcDateTime.AddDays(-7) });
        var health = new SelfCheckHealth(state, Options.Create(new SelfCheckOptions { EveryHours = 12 }), time);
        async Task<HealthCheckResult> LookAsync() => await health.CheckHealthAsync(new HealthCheckContext(), Token);

        // A start after a week begins with a check.
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);
        time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((HealthStatus.Degraded, "The site has not checked itself for 13 hours."), ((await LookAsync()).Status, (await LookAsync()).Description));

        state.Set(SelfCheckRecord.None with { CheckedUtc = time.GetUtcNow().UtcDateTime });

        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);
    }

    [Theory]
    [InlineData(SiteDatabase.Sqlite)]
    [InlineData(SiteDatabase.PostgreSql)]
    public async Task A_site_with_a_signing_key_that_does_not_open_says_so(SiteDatabase database)
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var host = await site.StartAsync();
        await DatabaseDump.ExecuteAsync(site, "UPDATE \"Documents\" SET \"Name\" = 'another', \"Json\" = REPLACE(\"Json\", '\"privateKey\":\"', '\"privateKey\":\"x') WHERE \"Kind\" = 'signing-key'");

        var said = await host.Client.GetStringAsync("health/ready", Token);

        Assert.Contains("degraded", said, StringComparison.Ordinal);
        Assert.Contains("The signing key does not open", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_whose_mail_server_does_not_answer_says_so_once_it_was_asked()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Mail__Host"] = "127.0.0.1";
        site.Environment["GutCms__Mail__Port"] = NginxInFront.FreePort().ToString(CultureInfo.InvariantCulture);
        site.Environment["GutCms__Mail__From"] = "site@example.org";
        Assert.Equal(0, (await site.RunAsync("user", "add", "alma", "--role", "Author", "--email", "alma@example.org")).ExitCode);
        var host = await site.StartAsync();
        Assert.DoesNotContain("mail", await host.Client.GetStringAsync("health/ready", Token), StringComparison.Ordinal);

        // Its owner is told of it.
        Assert.Equal(0, (await site.RunAsync("user", "disable", "alma")).ExitCode);

        await Eventually.HoldsAsync(async () => (await host.Client.GetStringAsync("health/ready", Token)).Contains("The mail server did not answer when it was asked last.", StringComparison.Ordinal));
    }
}
