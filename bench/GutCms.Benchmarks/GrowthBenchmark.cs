using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GutCms.Benchmarks;

/// <summary>The same figures of sites of 1,000, 100,000 and, where so many are asked for, 1,000,000 articles on PostgreSQL, in series of up to 20,000: what stays, and what grows.</summary>
internal static class GrowthBenchmark
{
    private const int InSeries = 20_000;
    private const int LookUps = 2_000;
    private const int Pages = 500;
    private const int Publications = 25;

    // The first ones wait for code that is compiled then.
    private const int WarmUp = 5;

    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];

    private static readonly string[] Orders = ["-published", "title", "-modified"];

    /// <summary>Measures, and prints a table.</summary>
    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        var sizes = Sizes.Where(size => size < options.Articles).Append(options.Articles).ToArray();
        var columns = new List<(int Articles, OrderedDictionary<string, string> Figures)>();
        foreach (var size in sizes)
        {
            var figures = new OrderedDictionary<string, string>();
            if (!await PostgresServer.UseAsync(workspace, site => MeasureAsync(workspace, site, size, figures, report)))
            {
                report.Figure("growth", $"not measured: {PostgresServer.Variable} is not set");
                return;
            }

            columns.Add((size, figures));
        }

        Console.WriteLine();
        Console.WriteLine(Table(columns));
    }

    private static async Task MeasureAsync(Workspace workspace, string site, int articles, OrderedDictionary<string, string> figures, Report report)
    {
        var password = Guid.NewGuid().ToString();
        var seconds = await FillAsync(workspace, site, articles, password);
        figures["import"] = Report.Format(articles / seconds, "articles/s");
        await PostgresServer.ExecuteAsync(workspace.PostgresOf(site)!, "VACUUM ANALYZE");
        figures["size of the database"] = Report.Format(Convert.ToDouble(await PostgresServer.ExecuteAsync(workspace.PostgresOf(site)!, "SELECT pg_database_size(current_database())"), CultureInfo.InvariantCulture) / 1048576, "MB");
        await using var server = await ServerProcess.StartHostAsync(workspace, site, ArticleGenerator.PathOf(0));

        var random = new Lcg(3);
        await TimeAsync("an article, by slug", Enumerable.Range(0, LookUps).Select(_ => ArticleGenerator.PathOf(random.Next(articles))));
        await TimeAsync("its place in a series", Enumerable.Range(0, Pages).Select(_ => ArticleGenerator.PathOf(random.Next(articles)) + "/place"));
        await TimeAsync("first page of the list", Enumerable.Range(0, Pages).Select(number => $"/api/delivery/articles?first={Number(1 + (number % 100))}&sort={Orders[number / 100 % 3]}"));

        // Each of them once, so that none is answered out of memory.
        var filtered = await TimeAsync("list with three filters", Enumerable.Range(0, Pages).Select(number =>
            $"/api/delivery/items/article?series={ArticleGenerator.SeriesSlug(random.Next((articles + InSeries - 1) / InSeries))}&status=imported&language=en&first={Number(1 + (number % 100))}&sort={Orders[number / 100 % 3]}"));
        report.AtMost($"{Count(articles)} articles: list with three filters: p99", Percentile.Of(filtered, 99), 50, "ms");
        await TimeAsync("search for two words", ArticleGenerator.Searches(Pages).Select(words => "/api/delivery/articles?q=" + Uri.EscapeDataString(words)));
        var published = await PublishAsync(server, password);
        figures[$"publication in a series of {Count(Math.Min(articles, InSeries))}"] = Both(published);
        report.AtMost($"{Count(articles)} articles: publication in a series of {Count(Math.Min(articles, InSeries))}: median", published[published.Length / 2], 100, "ms");

        async Task<double[]> TimeAsync(string figure, IEnumerable<string> paths)
        {
            var times = await LoadClient.TimeAsync(server.Port, paths.Select(path => LoadClient.Request(path)));
            figures[figure] = Both(times);
            return times;
        }
    }

    /// <summary>Seconds that the articles took to come in.</summary>
    private static async Task<double> FillAsync(Workspace workspace, string site, int articles, string password)
    {
        await using (await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article))
        {
            // The first start creates the database.
        }

        var people = workspace.NewFile("growth-people.recipe.json");
        await File.WriteAllTextAsync(people, VerifyBenchmark.People(password).ToJsonString());
        await MeasuredRun.OfAsync(workspace.HostCommand(site, "recipe", "run", people));
        var file = workspace.NewFile("growth.recipe.json");
        await ArticleGenerator.WriteAsync(file, articles, InSeries);
        var run = await MeasuredRun.OfAsync(workspace.HostCommand(site, "recipe", "run", file));
        File.Delete(file);
        return run.Seconds;
    }

    /// <summary>Time of each publication of an article in the first series, from request to answer.</summary>
    private static async Task<double[]> PublishAsync(ServerProcess server, string password)
    {
        using var editor = await SignedInClient.OpenAsync(server, "editor", password);
        using var reviewer = await SignedInClient.OpenAsync(server, "reviewer", password);
        var times = new List<double>();
        for (var number = 0; number < WarmUp + Publications; number++)
        {
            var draft = PagesBenchmark.Draft(number);
            (draft["Article"] ??= new JsonObject())["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(ArticleGenerator.SeriesId(0)) };
            var id = await editor.SaveAsync(draft);
            await editor.PullAsync(id, "submit");
            await reviewer.PullAsync(id, "approve");
            var took = await editor.PullAsync(id, "publish");
            if (number >= WarmUp)
            {
                times.Add(took.TotalMilliseconds);
            }
        }

        times.Sort();
        return [.. times];
    }

    private static string Table(List<(int Articles, OrderedDictionary<string, string> Figures)> columns)
    {
        var text = new StringBuilder("| p50, p99 |").AppendJoin(" |", columns.Select(column => $" {Count(column.Articles)} articles")).AppendLine(" |");
        text.Append("|---|").AppendJoin('|', columns.Select(_ => "---")).AppendLine("|");
        for (var row = 0; row < columns[0].Figures.Count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {columns[^1].Figures.GetAt(row).Key} |").AppendJoin(" |", columns.Select(column => $" {column.Figures.GetAt(row).Value}")).AppendLine(" |");
        }

        return text.ToString();
    }

    private static string Both(double[] sorted) => Report.Format(sorted[sorted.Length / 2], "ms") + ", " + Report.Format(Percentile.Of(sorted, 99), "ms");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
