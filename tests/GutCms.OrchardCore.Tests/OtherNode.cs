using System.Diagnostics;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>A second process of a site: the program <c>GutCms.OrchardCore.Web</c> on the folder and with the settings of the first.</summary>
internal sealed class OtherNode : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private OtherNode(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="site">The first process, which has set the site up.</param>
    /// <param name="settings">Settings of the site beside those in its folder.</param>
    public static async Task<OtherNode> StartAsync(OrchardSite site, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(Find()) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = site.Folder };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        (start.Environment["ASPNETCORE_URLS"], start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["ASPNETCORE_CONTENTROOT"]) = ("http://127.0.0.1:0", "Production", site.Folder);
        var process = new Process { StartInfo = start };
        var (output, error) = ProcessOutput.Attach(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var line = await output.WaitForAsync(line => line.Contains(Listening, StringComparison.Ordinal));
            return new(process, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim() + "/"));
        }
        catch (EndOfStreamException)
        {
            process.Dispose();
            throw new InvalidOperationException($"The second node ended instead of serving.\n{output.Text}{error.Text}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // artifacts/bin/<test project>/<configuration>/ -> artifacts/bin/GutCms.OrchardCore.Web/<configuration>/
    private static string Find()
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, "GutCms.OrchardCore.Web", own.Name, OperatingSystem.IsWindows() ? "GutCms.OrchardCore.Web.exe" : "GutCms.OrchardCore.Web");
    }
}
