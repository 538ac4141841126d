using System.Globalization;

namespace GutCms.Benchmarks;

/// <summary>Delivery of the seeded article against a bare Kestrel end point, in turns, with 16 connections.</summary>
internal static class HttpBenchmark
{
    public const string Article = "/api/delivery/articles/gut-health-and-mental-health";

    private const int Connections = 16;

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        // A site in use: another process set it up.
        var site = workspace.NewSite();
        await using (await ServerProcess.StartHostAsync(workspace, site, Article))
        {
        }

        await using var host = await ServerProcess.StartHostAsync(workspace, site, Article);
        var recording = workspace.NewFile("recorded.json");
        using (var client = new HttpClient())
        {
            await Baseline.RecordAsync(client, new Uri("http://127.0.0.1:" + host.Port.ToString(CultureInfo.InvariantCulture) + Article), recording);
        }

        await using var bare = await ServerProcess.StartBaselineAsync(recording);
        var request = LoadClient.Request(Article);
        var round = TimeSpan.FromSeconds(options.Seconds);

        // Not counted: both servers compile their hot paths.
        await LoadClient.RunAsync(bare.Port, request, Connections, round);
        await LoadClient.RunAsync(host.Port, request, Connections, round);

        var ratios = new List<double>();
        var hostRates = new List<double>();
        var bareRates = new List<double>();
        for (var i = 0; i < options.Rounds; i++)
        {
            bareRates.Add(await LoadClient.RunAsync(bare.Port, request, Connections, round));
            hostRates.Add(await LoadClient.RunAsync(host.Port, request, Connections, round));
            ratios.Add(hostRates[^1] / bareRates[^1]);
        }

        report.Figure("bare Kestrel (median)", Report.Format(Median(bareRates), "requests/s"));
        report.Figure("delivery of an article (median)", Report.Format(Median(hostRates), "requests/s"));
        report.AtLeast("delivery / bare Kestrel (median of pairs)", Median(ratios), 0.85, "×");
        report.AtMost("peak memory of the host under that load", host.PeakMemory, 200, "MB");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
