namespace GutCms.Benchmarks;

/// <summary>How long a published build takes to its first answer on an existing database.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        var site = workspace.NewSite();
        await using (var first = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article))
        {
            report.Figure("first start: database, set-up, first 200", Report.Format(first.UntilFirstAnswer.TotalSeconds, "s"));
        }

        var times = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            await using var server = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article);
            times.Add(server.UntilFirstAnswer.TotalSeconds);
        }

        times.Sort();
        report.AtMost("later start: first 200 (median)", times[times.Count / 2], 2, "s");
    }
}
