using System.Diagnostics;
using System.Globalization;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Caches;

/// <summary>A real Varnish in front of a site, on a free port of the loopback address, with the configuration of docs/webhooks.md. Skips the test where there is none.</summary>
internal sealed class VarnishInFront : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private VarnishInFront(Process process, string folder, Uri address)
    {
        (_process, _folder) = (process, folder);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <summary>A reader behind the cache.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one in front of a site, and waits until it listens.</summary>
    /// <param name="site">Address of the site.</param>
    /// <param name="mayPurge">Address from which it takes purges.</param>
    public static async Task<VarnishInFront> StartAsync(Uri site, string mayPurge)
    {
        var varnish = Require.Varnish();
        var folder = Directory.CreateTempSubdirectory("gutcms-varnish-").FullName;
        var configuration = Path.Combine(folder, "site.vcl");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $$"""
            vcl 4.1;
            backend default { .host = "{{site.Host}}"; .port = "{{site.Port}}"; }
            {{Documented().Replace("192.0.2.10", mayPurge, StringComparison.Ordinal)}}
            """));
        var port = NginxInFront.FreePort();
        var start = new ProcessStartInfo(varnish, ["-F", "-j", "none", "-n", Path.Combine(folder, "work"), "-a", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "-f", configuration, "-s", "malloc,8m"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        await NginxInFront.ListensAsync(process, port);
        return new(process, folder, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Documented()
    {
        const string Begin = "```vcl\n";
        var text = File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "webhooks.md")).ReplaceLineEndings("\n");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
