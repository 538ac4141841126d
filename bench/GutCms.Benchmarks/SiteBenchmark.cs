using System.Globalization;

namespace GutCms.Benchmarks;

/// <summary>What whoever steers a site looks at: a site of 5,000 articles and 40 people, with a year of reviews behind it and weeks of work ahead, on SQLite and, where one is given, on PostgreSQL.</summary>
internal static class SiteBenchmark
{
    private const int Promised = 100;

    private static readonly string[] Reports = ["times", "people", "voided", "voided-texts", "due", "uncited", "refusals"];

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        await MeasureAsync(workspace, workspace.NewSite(), options, report, "SQLite");
        if (!await PostgresServer.UseAsync(workspace, site => MeasureAsync(workspace, site, options, report, "PostgreSQL")))
        {
            report.Figure("site on PostgreSQL", $"not measured: {PostgresServer.Variable} is not set");
        }
    }

    private static async Task MeasureAsync(Workspace workspace, string site, BenchOptions options, Report report, string database)
    {
        var articles = Math.Min(options.Articles, SiteSeed.MostArticles);
        await ScaleBenchmark.ImportAsync(workspace, site, articles, report, promised: false);
        var seed = await SiteSeed.RunAsync(workspace, site, articles);
        await using var server = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article);
        using var client = await SignedInClient.OpenAsync(server, "admin", ServerProcess.AdminPassword);
        report.Figure($"site on {database}", seed.ToString());
        var worst = 0.0;
        foreach (var path in Paths(seed))
        {
            var times = await PagesBenchmark.TimeAsync(client.Http, path);
            var (median, p95) = (times[times.Length / 2], Percentile.Of(times, 95));
            var shown = path.Replace(seed.ReleaseId, "{id}", StringComparison.Ordinal).Replace(Uri.EscapeDataString(seed.PersonId), "{id}", StringComparison.Ordinal);
            report.Figure($"{database}: /{shown}: p50, p95", Report.Format(median, "ms") + ", " + Report.Format(p95, "ms"));
            worst = Math.Max(worst, p95);
        }

        report.AtMost($"{database}: slowest page of who steers the site: p95", worst, Promised, "ms");
    }

    private static IEnumerable<string> Paths(SiteSeed.Seeded seed)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return
        [
            "admin", "admin/review?show=all", "admin/review?show=mine", "admin/review?show=overdue", "admin/workload", "admin/workload?person=" + Uri.EscapeDataString(seed.PersonId),
            "admin/calendar", "admin/calendar?day=" + Day(today.AddMonths(1)), "admin/calendar?view=week", "admin/calendar?view=list", "admin/releases", "admin/releases/" + seed.ReleaseId,
            "admin/reports", $"admin/reports?from={Day(today.AddDays(-364))}&to={Day(today)}",
            .. Reports.Select(name => "admin/reports?handler=csv&name=" + name),
            $"admin/review/{seed.OpenId}",
        ];
    }
}
