using GutCms.TestSupport;

namespace GutCms.Web.Tests.Faults;

/// <summary>A database file that is damaged, cut off, emptied, gone or without its log is noticed when the site starts.</summary>
public sealed class DamagedFileTests : IAsyncLifetime
{
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => DatabaseDump.SqliteFile(_site);

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Pages_that_were_written_over_are_found()
    {
        await using (var file = File.OpenWrite(Database))
        {
            file.Position = file.Length / 2;
            await file.WriteAsync(new byte[64 * 1024], Token);
        }

        await AssertRefusedAsync("is not a usable SQLite database");
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_found()
    {
        await using (var file = File.OpenWrite(Database))
        {
            file.SetLength(file.Length / 2);
        }

        await AssertRefusedAsync("is not a usable SQLite database");
    }

    [Fact]
    public async Task An_empty_file_where_a_site_was_is_no_new_site()
    {
        await using (var file = File.OpenWrite(Database))
        {
            file.SetLength(0);
        }

        await AssertRefusedAsync("gutcms.db is empty. Restore a backup");
        Assert.Equal(0, new FileInfo(Database).Length);
    }

    [Fact]
    public async Task A_file_that_is_gone_where_a_site_was_is_no_new_site()
    {
        File.Delete(Database);

        await AssertRefusedAsync("gutcms.db is not there. Restore a backup");
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_lost_write_ahead_log_is_found_by_the_checkpoint_that_is_ahead()
    {
        _site.Environment["GutCms__SelfCheck__CheckpointEntries"] = "1";
        var first = await _site.StartProcessAsync();
        Assert.Equal(0, (await _site.RunAsync("user", "add", "ada", "--role", "Author")).ExitCode);

        // A start makes a checkpoint of what only the write-ahead log holds; while the first one runs, nobody writes that into the file.
        var second = await _site.StartProcessAsync();
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(
            _site, "SELECT 1 FROM \"AuditEntries\" WHERE \"Action\" = 'audit.checkpoint' AND \"Sequence\" > (SELECT MAX(\"Sequence\") FROM \"AuditEntries\" WHERE \"Action\" = 'user.create')")).Count > 0);
        await second.KillAsync();
        await first.KillAsync();
        Assert.True(new FileInfo(Database + "-wal").Length > 0);
        File.Delete(Database + "-wal");
        File.Delete(Database + "-shm");
        _site.Environment["GutCms__SelfCheck__StopOnLogFault"] = "true";

        var refused = await _site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("LogTruncated", refused.Error, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string message)
    {
        var refused = await _site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
