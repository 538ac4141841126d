using System.Diagnostics;
using GutCms.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace GutCms.Browser.Tests.Samples;

/// <summary>The sample site (samples/reader), built from a running site and served.</summary>
internal sealed class ReaderSite : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _server;

    private ReaderSite(string folder, WebApplication server) => (_folder, _server) = (folder, server);

    /// <summary>Where it is served.</summary>
    public Uri Address => WebServers.AddressOf(_server);

    /// <summary>Builds it. Skips the running test where Node.js or its packages are missing.</summary>
    public static async Task<ReaderSite> BuildAsync(Uri site)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-reader-").FullName;
        await BuildAsync(site, folder);
        return new(folder, await WebServers.ServeAsync(folder));
    }

    /// <summary>Builds it once more where it is served.</summary>
    public Task RebuildAsync(Uri site) => BuildAsync(site, _folder);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task BuildAsync(Uri site, string folder)
    {
        var node = Require.Node();
        var sample = Path.Combine(GutCmsExecutable.RepositoryRoot, "samples", "reader");
        var eleventy = Path.Combine(sample, "node_modules", "@11ty", "eleventy", "cmd.cjs");
        if (!File.Exists(eleventy) || !File.Exists(Path.Combine(sample, "node_modules", "@gutcms", "client", "dist", "index.js")))
        {
            throw Require.Missing("The sample site: run npm ci and npm run build in packages/client, and npm ci in samples/reader.");
        }

        var start = new ProcessStartInfo(node, [eleventy, "--quiet", "--output", folder]) { WorkingDirectory = sample, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GUTCMS_SITE"] = site.AbsoluteUri;
        start.Environment["GUTCMS_CACHE"] = Path.Combine(folder, ".cache", "gutcms.json");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
    }
}
