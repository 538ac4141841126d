using System.Diagnostics;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Deploy;

/// <summary>The files in <c>deploy</c>, as far as they can be read without being run.</summary>
public sealed partial class DeployFilesTests
{
    [Fact]
    public void They_name_only_settings_that_there_are()
    {
        var documented = File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "configuration.md"));
        var named = Directory.EnumerateFiles(InstalledService.FileOf(""), "*", SearchOption.AllDirectories)
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.Contains("GutCms:PublicUrl", named);
        Assert.All(named, key => Assert.Contains($"`{Number().Replace(key, "")}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_unit_is_one_and_leaves_the_service_few_rights()
    {
        var analyze = Require.SystemdAnalyze();
        var folder = Directory.CreateTempSubdirectory("gutcms-unit-").FullName;
        try
        {
            // Where there is the program, and an account of its name.
            var unit = Path.Combine(folder, "gutcms.service");
            var text = await File.ReadAllTextAsync(InstalledService.FileOf("gutcms.service"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(unit, text.Replace("/opt/gutcms/GutCms.Web", GutCmsExecutable.FilePath, StringComparison.Ordinal), TestContext.Current.CancellationToken);

            Assert.Equal("", await RunAsync(analyze, "verify", "--man=no", "--recursive-errors=no", unit));
            Assert.Contains("OK", await RunAsync(analyze, "security", "--offline=yes", "--threshold=20", "--no-pager", unit), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>What it printed; it has to succeed.</returns>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await error;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    [GeneratedRegex("(?:GutCms|ConnectionStrings)__[A-Za-z0-9_]*[A-Za-z0-9]")]
    private static partial Regex Setting();

    [GeneratedRegex(@":\d+")]
    private static partial Regex Number();
}
