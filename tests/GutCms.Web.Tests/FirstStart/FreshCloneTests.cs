using System.Diagnostics;
using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.FirstStart;

public sealed class FreshCloneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serves_the_seeded_article_when_a_fresh_clone_is_started_with_one_command()
    {
        await RunAsync(_folder, "git", "clone", "--quiet", GutCmsExecutable.RepositoryRoot, "clone");
        var start = StartInfo(Path.Combine(_folder, "clone"), "dotnet", "run", "--project", "src/GutCms.Web");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";

        await using var host = await GutCmsHost.StartAsync(start);

        using var response = await host.Client.GetAsync("articles/gut-health-and-mental-health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task RunAsync(string folder, string file, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(folder, file, arguments))!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    private static ProcessStartInfo StartInfo(string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // A test run sets variables for itself that would lead a build or a start of something else astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("GutCms__", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
