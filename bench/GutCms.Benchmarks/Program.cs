using GutCms.Benchmarks;

const string Help = """
    Measures the light host against the promises in docs/performance.md. Exit code 1 when one of them is broken.

      dotnet run -c Release --project bench/GutCms.Benchmarks -- [all|http|scale|start|pages|verify|editor|site|growth] [--articles N] [--seconds S] [--rounds R] [--published FOLDER]

    all    everything but growth (the default)
    http   requests per second and memory, as a ratio of a bare Kestrel end point in the same run
    scale  import, look-up, list and search with N articles (100,000 unless told) against the same with 100
    start  time from process start to the first 200 on an existing database
    pages  time of every page of the admin and the public site, with up to 5,000 of the articles and 200 more in review
    verify time and memory of the site's check of itself, with up to 10,000 of the articles and 500 more that were reviewed
    site   time of what whoever steers looks at (dashboard, queue, workload, calendar, releases, reports), with 5,000 of the articles, 40 people and a year of reviews; on PostgreSQL too when GUTCMS_TEST_POSTGRES names one
    growth the same figures of 1,000, 100,000 and N articles (100,000 unless told) on the PostgreSQL that GUTCMS_TEST_POSTGRES names, as a table
    editor each key and each save in a browser, with 60 blocks and the preview open, and how far apart the changes of a second round are

    --published FOLDER  measures a build that was published before, instead of publishing one
    """;

if (args is ["baseline", var url, var responseFile])
{
    await Baseline.RunAsync(url, responseFile);
    return 0;
}

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Help);
    return 0;
}

var options = BenchOptions.Parse(args);
if (options is null)
{
    await Console.Error.WriteLineAsync(Help);
    return 2;
}

var report = new Report();
using var workspace = await Workspace.PublishAsync(options);
if (options.Runs("start"))
{
    await StartBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("http"))
{
    await HttpBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("scale"))
{
    await ScaleBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("pages"))
{
    await PagesBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("verify"))
{
    await VerifyBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("site"))
{
    await SiteBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("growth"))
{
    await GrowthBenchmark.RunAsync(workspace, options, report);
}

if (options.Runs("editor"))
{
    await EditorBenchmark.RunAsync(workspace, report);
}

Console.WriteLine();
Console.WriteLine(report.ToMarkdown());
return report.AllKept ? 0 : 1;
