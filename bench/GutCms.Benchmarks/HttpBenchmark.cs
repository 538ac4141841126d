using System.Globalization;

namespace GutCms.Benchmarks;

/// <summary>What readers get, each against a bare Kestrel end point that writes the same bytes under the same headers, in turns, with 16 connections.</summary>
internal static class HttpBenchmark
{
    public const string Article = "/api/delivery/articles/gut-health-and-mental-health";

    private const int Connections = 16;

    private static readonly (string Name, string Path, double Least)[] Answers =
    [
        ("delivery of an article", Article, 0.85),
        ("list of articles", "/api/delivery/articles", 0.5),
        ("search", "/api/delivery/articles?q=gut", 0.5),
        ("page of the list", "/", 0.5),
        ("page of an article", "/articles/gut-health-and-mental-health", 0.5),
    ];

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        // A site in use: another process set it up.
        var site = workspace.NewSite();
        await using (await ServerProcess.StartHostAsync(workspace, site, Article))
        {
        }

        await using var host = await ServerProcess.StartHostAsync(workspace, site, Article);
        report.Figure("memory of the host after its start", Report.Format(host.Memory, "MB"));
        report.AtMost("of it its own after its start", host.OwnMemory, 150, "MB");
        foreach (var (name, path, least) in Answers)
        {
            var own = await MeasureAsync(workspace, options, report, host, (name, path, least));
            if (path == Article)
            {
                report.AtMost("peak memory of the host under that load", host.PeakMemory, 200, "MB");
                report.AtMost("at most its own after a round of that load", own, 150, "MB");
            }
        }

        report.Figure("peak memory of the host under all of it", Report.Format(host.PeakMemory, "MB"));
    }

    /// <summary>Measures an answer.</summary>
    /// <returns>The most memory of its own that the host had after a round, MB.</returns>
    private static async Task<double> MeasureAsync(Workspace workspace, BenchOptions options, Report report, ServerProcess host, (string Name, string Path, double Least) answer)
    {
        var recording = workspace.NewFile("recorded.json");
        using (var client = new HttpClient())
        {
            await Baseline.RecordAsync(client, new Uri("http://127.0.0.1:" + host.Port.ToString(CultureInfo.InvariantCulture) + answer.Path), recording);
        }

        await using var bare = await ServerProcess.StartBaselineAsync(recording);
        var request = LoadClient.Request(answer.Path);
        var round = TimeSpan.FromSeconds(options.Seconds);

        // Not counted: both servers compile their hot paths.
        await LoadClient.RunAsync(bare.Port, request, Connections, round);
        await LoadClient.RunAsync(host.Port, request, Connections, round);

        var ratios = new List<double>();
        var hostRates = new List<double>();
        var bareRates = new List<double>();
        var own = 0d;
        for (var i = 0; i < options.Rounds; i++)
        {
            bareRates.Add(await LoadClient.RunAsync(bare.Port, request, Connections, round));
            hostRates.Add(await LoadClient.RunAsync(host.Port, request, Connections, round));
            ratios.Add(hostRates[^1] / bareRates[^1]);
            own = Math.Max(own, host.OwnMemory);
        }

        report.Figure($"{answer.Name}: bare Kestrel (median)", Report.Format(Median(bareRates), "requests/s"));
        report.Figure($"{answer.Name} (median)", Report.Format(Median(hostRates), "requests/s"));
        report.AtLeast($"{answer.Name} / bare Kestrel (median of pairs)", Median(ratios), answer.Least, "×");
        report.Figure($"{answer.Name}: memory of the bare Kestrel, and of it its own", $"{Report.Format(bare.Memory, "MB")}, {Report.Format(bare.OwnMemory, "MB")}");
        return own;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
