using System.Net;
using System.Runtime.Versioning;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Faults;

/// <summary>A site in a small file system that fills: readers are served, changes are answered by 503, the site says that it is degraded, and goes on when there is room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private SmallDisk _disk = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_disk.Folder, "data");

    public async ValueTask InitializeAsync()
    {
        _disk = await SmallDisk.MountAsync(48);
        _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        if (OperatingSystem.IsLinux())
        {
            CopyTo(_site.DataDirectory, Data);
        }

        _site.Environment["GutCms__DataDirectory"] = Data;
        _site.Environment["GutCms__Health__MinFreeMegabytes"] = "1";
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (_disk is not null)
        {
            await _disk.DisposeAsync();
        }
    }

    [Fact]
    public async Task Readers_are_served_changes_are_refused_and_all_goes_on_when_there_is_room()
    {
        var host = await _site.StartAsync();
        using var browser = new TestBrowser(host);
        Assert.Equal("{\"status\":\"healthy\"}", await ReadyAsync(host));

        _disk.Fill();
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

        _disk.Free();
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
        _disk.Fill();

        var refused = await _site.RunAsync("backup", "create", Path.Combine(_disk.Folder, "site.zip"));

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["data", "filler"], Directory.EnumerateFileSystemEntries(_disk.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static async Task<string> ReadyAsync(GutCmsHost host)
    {
        using var answer = await host.Client.GetAsync("health/ready", Token);
        var said = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, said);
        return said;
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
}
