using System.Globalization;

namespace GutCms.Benchmarks;

/// <summary>Import of many generated articles, then look-up, list and search, against a site of a hundred.</summary>
internal static class ScaleBenchmark
{
    private const int Few = 100;
    private const int LookUps = 5_000;
    private const int Pages = 500;

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        var small = await ImportAsync(workspace, Few, report, promised: false);
        var large = await ImportAsync(workspace, options.Articles, report, promised: true);

        await using var few = await ServerProcess.StartHostAsync(workspace, small, ArticleGenerator.PathOf(0));
        await using var many = await ServerProcess.StartHostAsync(workspace, large, ArticleGenerator.PathOf(0));
        await LookUpAsync(few, Few, seed: 1);
        await LookUpAsync(many, options.Articles, seed: 1);
        var fewTimes = await LookUpAsync(few, Few, seed: 2);
        var manyTimes = await LookUpAsync(many, options.Articles, seed: 2);
        report.Figure($"by slug, {Few} articles: p50, p99", Both(fewTimes));
        report.Figure($"by slug, {Count(options.Articles)} articles: p50, p99", Both(manyTimes));
        report.AtMost("by slug: p99 with many / p99 with few", Percentile.Of(manyTimes, 99) / Percentile.Of(fewTimes, 99), 3, "×");

        var lists = await LoadClient.TimeAsync(many.Port, Enumerable.Range(0, Pages).Select(_ => LoadClient.Request("/api/delivery/articles")));
        report.Figure("first page of the list: p50, p99", Both(lists));
        report.AtMost("first page of the list: p99", Percentile.Of(lists, 99), 50, "ms");

        var searches = await LoadClient.TimeAsync(many.Port, ArticleGenerator.Searches(Pages).Select(words => LoadClient.Request("/api/delivery/articles?q=" + Uri.EscapeDataString(words))));
        report.Figure("search for two words: p50, p99", Both(searches));
        report.AtMost("search for two words: p99", Percentile.Of(searches, 99), 50, "ms");
    }

    /// <summary>Makes a site with generated articles; its data directory.</summary>
    public static Task<string> ImportAsync(Workspace workspace, int articles, Report report, bool promised) => ImportAsync(workspace, workspace.NewSite(), articles, report, promised);

    /// <summary>Puts generated articles into a site that was not started yet.</summary>
    public static async Task<string> ImportAsync(Workspace workspace, string site, int articles, Report report, bool promised)
    {
        await using (await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article))
        {
            // The first start creates the database.
        }

        var file = workspace.NewFile($"articles-{articles.ToString(CultureInfo.InvariantCulture)}.recipe.json");
        await ArticleGenerator.WriteAsync(file, articles);
        var (seconds, peak, _) = await MeasuredRun.OfAsync(workspace.HostCommand(site, "recipe", "run", file));
        if (promised)
        {
            report.AtLeast($"import of {Count(articles)} articles", articles / seconds, 1000, "articles/s");
            report.Figure("file imported", Report.Format(new FileInfo(file).Length / 1048576.0, "MB"));
            report.AtMost("peak memory of the import", peak, 600, "MB");
        }

        return site;
    }

    private static Task<double[]> LookUpAsync(ServerProcess server, int articles, int seed)
    {
        // Not for secrets: a repeatable sequence.
        var random = new Lcg((uint)seed);
        return LoadClient.TimeAsync(server.Port, Enumerable.Range(0, LookUps).Select(_ => LoadClient.Request(ArticleGenerator.PathOf(random.Next(articles)))));
    }

    private static string Both(double[] sorted) => Report.Format(sorted[sorted.Length / 2], "ms") + ", " + Report.Format(Percentile.Of(sorted, 99), "ms");

    private static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
