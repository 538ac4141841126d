using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace GutCms.Benchmarks;

/// <summary>How long pages of the admin and of the public site take on the server, on a site of a few thousand articles with a full review queue.</summary>
internal static class PagesBenchmark
{
    private const int MaxArticles = 5_000;
    private const int InReview = 200;
    private const int WarmUps = 20;
    private const int Visits = 200;
    private const string Disclaimer = "5n33tttcnxh5hrvdqwhxmkq9eb";

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        var articles = Math.Min(options.Articles, MaxArticles);
        var site = await ScaleBenchmark.ImportAsync(workspace, articles, report, promised: false);
        await AddReviewerAsync(workspace, site);
        await using var server = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article);
        using var client = await SignedInClient.OpenAsync(server, "admin", ServerProcess.AdminPassword);
        var id = await FillQueueAsync(client);

        report.Figure("pages: articles, in review", $"{articles}, {InReview}");
        var worst = ("", 0.0);
        foreach (var path in Paths(id))
        {
            var times = await TimeAsync(client.Http, path);
            var p95 = Percentile.Of(times, 95);
            report.Figure($"/{path.Replace(id, "{id}", StringComparison.Ordinal)}: p50, p95", Report.Format(times[times.Length / 2], "ms") + ", " + Report.Format(p95, "ms"));
            worst = p95 > worst.Item2 ? (path, p95) : worst;
        }

        report.AtMost("slowest page: p95", worst.Item2, 100, "ms");
    }

    private static IEnumerable<string> Paths(string id) =>
    [
        "admin", "admin/content", "admin/content?q=anxiety", "admin/content?state=inReview&sort=title", "admin/content?state=imported&sort=due", "admin/content?references=none", "admin/content/new/Article", $"admin/content/{id}/edit", "admin/review", $"admin/review/{id}",
        $"admin/content/{id}/history", $"admin/content/{id}/previews", "admin/series", "admin/disclaimers", $"admin/disclaimers/{Disclaimer}", "admin/policies", "admin/policies/Article", "admin/audit", "admin/users", "admin/users/admin",
        "admin/roles", "admin/clients", "admin/recipes", "admin/settings", "", "?q=anxiety", "articles/gut-health-and-mental-health", "series/symptom-decoder-series",
    ];

    /// <summary>Times of visits of a page, milliseconds, the shortest first.</summary>
    public static async Task<double[]> TimeAsync(HttpClient client, string path)
    {
        var times = new double[Visits];
        for (var visit = -WarmUps; visit < Visits; visit++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await client.GetAsync(path);
            var body = await response.Content.ReadAsByteArrayAsync();
            if (response.StatusCode != HttpStatusCode.OK || body.Length == 0)
            {
                throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
            }

            if (visit >= 0)
            {
                times[visit] = clock.Elapsed.TotalMilliseconds;
            }
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>Nobody could decide otherwise, and submission says so.</summary>
    private static Task AddReviewerAsync(Workspace workspace, string site) =>
        Workspace.RunAsync(workspace.HostCommand(site, "user", "add", "reviewer", "--role", "MedicalReviewer", "--printed-name", "Dr Reviewer"));

    /// <summary>Writes drafts and submits them; the id of the last.</summary>
    private static async Task<string> FillQueueAsync(SignedInClient client)
    {
        var id = "";
        for (var number = 0; number < InReview; number++)
        {
            id = await client.SaveAsync(Draft(number));
            await client.PullAsync(id, "submit");
        }

        return id;
    }

    /// <summary>An article of twelve sections.</summary>
    public static JsonObject Draft(int number) => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = $"Draft {number}",
        ["TitlePart"] = new JsonObject { ["Title"] = $"Draft {number}" },
        ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/draft-{number}" },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(Disclaimer) } },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, 12).Select(section => (JsonNode)new JsonObject
            {
                ["ContentItemId"] = $"13dtxdw22d61fpcbf754779{section:D3}",
                ["ContentType"] = "Section",
                ["DisplayText"] = $"Section {section}",
                ["TitlePart"] = new JsonObject { ["Title"] = $"Section {section}" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>The gut talks to the brain, {section} times a day. Take 10 mg with a meal.</p><ul><li>Ask your doctor first.</li></ul>" },
            })]),
        },
    };
}
