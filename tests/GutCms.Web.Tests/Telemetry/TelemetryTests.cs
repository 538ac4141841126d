using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Tests.Caches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GutCms.Web.Tests.Telemetry;

/// <summary>What the site says of its work, to programs that listen: names that are documented, and no word of what people write.</summary>
public sealed partial class TelemetryTests
{
    private const string Article = "api/delivery/articles/gut-health-and-mental-health";

    [Fact]
    public async Task Prometheus_finds_what_the_documentation_and_the_dashboard_name_and_readers_find_nothing()
    {
        var port = NginxInFront.FreePort();
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1, canBeKilled: true);
        await team.Host.StopAsync();
        await team.RestartAsync(Text($"--GutCms:Telemetry:MetricsUrl=http://127.0.0.1:{port}"));
        var id = await team.SubmittedAsync("measured", approvals: 1);
        Assert.Equal(409, (await (await team.PersonAsync("author-0")).PullAsync(id, "submit")).Status);
        for (var reading = 0; reading < 2; reading++)
        {
            using var answer = await team.Host.Client.GetAsync(Article, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var client = new HttpClient();
        var metrics = await client.GetStringAsync(new Uri(Text($"http://127.0.0.1:{port}/metrics")), Cancellation);
        using var outside = await team.Host.Client.GetAsync("metrics", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        var there = Metric().Matches(metrics).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("gutcms_action=\"review.submit\"", string.Concat(metrics.Split('\n').Where(line => line.StartsWith("gutcms_gutcms_gate_refusals{", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("""gutcms_cache_result="hit"} """, metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("measured", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(id, metrics, StringComparison.Ordinal);
        Assert.All(NamedIn("docs/telemetry.md"), name => Assert.Contains(name, there));
        Assert.All(NamedIn("deploy/grafana-dashboard.json"), name => Assert.Contains(name, there));
    }

    [Theory]
    [InlineData("GutCms__Telemetry__MetricsUrl", "9464", "GutCms:Telemetry:MetricsUrl")]
    [InlineData("GutCms__Telemetry__MetricsUrl", "http://127.0.0.1:9464/metrics", "/metrics lies below it")]
    [InlineData("GutCms__Telemetry__TraceRatio", "2", "GutCms:Telemetry:TraceRatio")]
    [InlineData("GutCms__Telemetry__AccessLog", "please", "GutCms:Telemetry:AccessLog")]
    public async Task A_start_refuses_what_it_does_not_understand(string key, string value, string said)
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment[key] = value;

        var result = await site.RunAsync("serve");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_gets_traces_and_metrics_and_no_word_of_what_people_write()
    {
        await using var collector = await Collector.StartAsync();
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1, canBeKilled: true);
        await team.Host.StopAsync();
        team.Site.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        team.Site.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        team.Site.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "200";
        team.Site.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        await team.RestartAsync("--GutCms:Telemetry:AccessLog=true", "--Logging:LogLevel:Default=Information");
        var author = await team.PersonAsync("author-0");
        var id = await author.DraftAsync(SampleArticle.Create("seldom-slug", "<p>Quetzalcoatlus writes about melancholy.</p>"));
        Assert.NotEqual(200, (await author.PullAsync(id, "publish")).Status);
        await author.DoAsync(id, "submit");

        await Eventually.HoldsAsync(() => collector.Has("/v1/traces", "review.submit") && collector.Has("/v1/metrics", "gutcms.gate.refusals") && collector.Has("/v1/metrics", "http.server.request.duration"));
        await team.Host.StopAsync();

        Assert.True(collector.Has("/v1/traces", "gutcms"));
        Assert.False(collector.Has("", "Quetzalcoatlus"));
        Assert.False(collector.Has("", "author-0"));
        Assert.DoesNotContain("Quetzalcoatlus", team.Host.Output + team.Host.Error, StringComparison.Ordinal);
        Assert.Contains($"/api/review/{id}/submit", team.Host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_requests_hides_the_end_of_addresses_that_are_secrets()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Telemetry__AccessLog"] = "true";
        await using var host = await site.StartProcessAsync();
        using var secret = await host.Client.GetAsync("preview/a-token-that-nobody-may-know?and=more", Cancellation);
        using var open = await host.Client.GetAsync(Article, Cancellation);
        await host.StopAsync();

        Assert.Contains("/preview/…", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token-that", host.Output, StringComparison.Ordinal);
        Assert.Contains("/" + Article, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_being_asked_it_logs_no_request()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        await using var host = await site.StartProcessAsync();
        using var answer = await host.Client.GetAsync(Article, Cancellation);
        await host.StopAsync();

        Assert.DoesNotContain("Duration", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_log_and_a_problem_say_the_trace_of_whoever_asked()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Telemetry__AccessLog"] = "true";
        site.Environment["Logging__Console__FormatterName"] = "json";
        site.Environment["Logging__Console__FormatterOptions__IncludeScopes"] = "true";
        await using var host = await site.StartProcessAsync();
        var problem = await AskAsync(host.Client, "api/delivery/articles/nothing", "0af7651916cd43dd8448eb211c80319c");
        await AskAsync(host.Client, Article, "4bf92f3577b34da6a3ce929d0e0e4736");
        await AskAsync(host.Client, "preview/a-token-that-nobody-may-know", "a1b2c3d4e5f60718293a4b5c6d7e8f90");
        await host.StopAsync();

        Assert.Contains("00-0af7651916cd43dd8448eb211c80319c-", problem, StringComparison.Ordinal);
        var lines = host.Output.Split('\n');
        Assert.Contains(lines, line => line.Contains("0af7651916cd43dd8448eb211c80319c", StringComparison.Ordinal) && line.Contains("\"RequestPath\":\"/api/delivery/articles/nothing\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("4bf92f3577b34da6a3ce929d0e0e4736", StringComparison.Ordinal) && line.Contains("\"RequestPath\":\"/" + Article, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("a1b2c3d4e5f60718293a4b5c6d7e8f90", StringComparison.Ordinal));
        Assert.DoesNotContain("a-token-that", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_has_a_trace_where_no_request_is_logged_and_none_was_named()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        await using var host = await site.StartProcessAsync();

        Assert.Contains("\"traceId\":\"00-0af7651916cd43dd8448eb211c80319c-", await AskAsync(host.Client, "api/delivery/articles/nothing", "0af7651916cd43dd8448eb211c80319c"), StringComparison.Ordinal);
        Assert.Matches("\"traceId\":\"00-[0-9a-f]{32}-", await AskAsync(host.Client, "api/delivery/articles/nothing", "none"));
    }

    private static async Task<string> AskAsync(HttpClient client, string path, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        using var answer = await client.SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static List<string> NamedIn(string file)
    {
        var names = Named().Matches(File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, file))).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(names);
        return names;
    }

    [GeneratedRegex("^([a-z_]+)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Metric();

    [GeneratedRegex("(?:gutcms_gutcms|microsoft_aspnetcore|process|system_runtime)_[a-z_]+")]
    private static partial Regex Named();

    /// <summary>Takes what is sent by OTLP over HTTP, and keeps it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
        private readonly WebApplication _app;

        private Collector(WebApplication app)
        {
            _app = app;
            app.MapPost("/{**path}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _received.Enqueue((context.Request.Path, body.ToArray()));
            });
        }

        public string Address => _app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            await collector._app.StartAsync();
            return collector;
        }

        public bool Has(string path, string word)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            return _received.Any(one => one.Path.StartsWith(path, StringComparison.Ordinal) && one.Body.AsSpan().IndexOf(bytes) >= 0);
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
