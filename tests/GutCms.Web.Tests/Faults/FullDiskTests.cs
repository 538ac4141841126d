using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Faults;

/// <summary>A site in a small file system that fills: readers are served, changes are answered by 503, the site says that it is degraded, and goes on when there is room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("gutcms-disk-").FullName;
    private TestSite _site = null!;
    private bool _mounted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Filler => Path.Combine(_disk, "filler");

    private string Data => Path.Combine(_disk, "data");

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || await RunAsync("mount", "-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", _disk) != 0)
        {
            throw Require.Missing("a small file system: only root can mount one.");
        }

        _mounted = true;
        _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        CopyTo(_site.DataDirectory, Data);
        _site.Environment["GutCms__DataDirectory"] = Data;
        _site.Environment["GutCms__Health__MinFreeMegabytes"] = "1";
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (_mounted)
        {
            await RunAsync("umount", "-l", _disk);
        }

        Directory.Delete(_disk);
    }

    [Fact]
    public async Task Readers_are_served_changes_are_refused_and_all_goes_on_when_there_is_room()
    {
        var host = await _site.StartAsync();
        using var browser = new TestBrowser(host);
        Assert.Equal("{\"status\":\"healthy\"}", await ReadyAsync(host));

        Fill();
        await Eventually.HoldsAsync(async () =>
        {
            using var attempt = await browser.SignInAsync("admin", TestSite.AdminPassword);
            Assert.True(attempt.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Found, $"{attempt.StatusCode}");
            Assert.Equal(attempt.StatusCode == HttpStatusCode.ServiceUnavailable, attempt.Headers.RetryAfter is not null);
            return attempt.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        using (var article = await host.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Token))
        {
            Assert.Equal(HttpStatusCode.OK, article.StatusCode);
        }

        // The write that is tried may still find room in the log of the database: that the disk is nearly full is said in any case.
        await Eventually.HoldsAsync(async () => await ReadyAsync(host) is var said && said.Contains("degraded", StringComparison.Ordinal) && said.Contains("MiB are free on the disk", StringComparison.Ordinal));

        File.Delete(Filler);
        await Eventually.HoldsAsync(async () =>
        {
            using var attempt = await browser.SignInAsync("admin", TestSite.AdminPassword);
            return attempt.StatusCode == HttpStatusCode.Found;
        });
        await Eventually.HoldsAsync(async () => await ReadyAsync(host) == "{\"status\":\"healthy\"}");
        await host.StopAsync();
        Assert.Equal(0, (await _site.RunAsync("audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task A_backup_that_finds_no_room_leaves_nothing()
    {
        Fill();

        var refused = await _site.RunAsync("backup", "create", Path.Combine(_disk, "site.zip"));

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["data", "filler"], Directory.EnumerateFileSystemEntries(_disk).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static async Task<string> ReadyAsync(GutCmsHost host)
    {
        using var answer = await host.Client.GetAsync("health/ready", Token);
        var said = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, said);
        return said;
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }

    [SupportedOSPlatform("linux")]
    private static void CopyTo(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Copy(file, copy);
        }
    }

    /// <summary>Takes what room there is, to the last block.</summary>
    private void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[64 * 1024]; block.Length >= 512;)
        {
            try
            {
                file.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }
}
