using System.IO.Compression;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Backups;

public sealed class RefusedBackupsOnSqliteTests() : RefusedBackupsTests(SiteDatabase.Sqlite);

public sealed class RefusedBackupsOnPostgresTests() : RefusedBackupsTests(SiteDatabase.PostgreSql);

/// <summary>Whatever is not the whole backup of a version that this one knows is refused in words, and nothing is changed by trying.</summary>
public abstract class RefusedBackupsTests(SiteDatabase database) : IAsyncLifetime
{
    private TestSite _site = null!;
    private string _file = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _file = Path.Combine(_site.Folder, "site.zip");
        Assert.Equal(0, (await _site.RunAsync("backup", "create", _file)).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_byte_that_differs_is_found()
    {
        var bytes = await File.ReadAllBytesAsync(_file, Token);

        // In the middle of the longest part; a single bit of what is compressed.
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_file, bytes, Token);

        await AssertRefusedAsync("damaged");
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_found()
    {
        await using (var file = File.OpenWrite(_file))
        {
            file.SetLength(file.Length * 9 / 10);
        }

        await AssertRefusedAsync("is no backup, or was cut off or damaged");
    }

    [Fact]
    public async Task A_file_of_another_kind_is_no_backup()
    {
        await File.WriteAllTextAsync(_file, "a text", Token);

        await AssertRefusedAsync("is no backup");
    }

    [Fact]
    public async Task A_part_that_is_missing_is_named()
    {
        await using (var archive = await ZipFile.OpenAsync(_file, ZipArchiveMode.Update, Token))
        {
            archive.Entries.First(entry => entry.FullName.StartsWith("database/", StringComparison.Ordinal)).Delete();
        }

        await AssertRefusedAsync("its manifest and its parts do not name the same (database/");
    }

    [Fact]
    public async Task A_later_form_is_left_to_a_later_version()
    {
        await ChangeManifestAsync(manifest => manifest["form"] = 2);

        await AssertRefusedAsync("its form is 2, and this version reads 1");
    }

    [Fact]
    public async Task A_newer_database_is_left_to_a_newer_version()
    {
        await ChangeManifestAsync(manifest => manifest["database"]!["migrations"]!.AsArray().Add("20990101000000_Later"));

        await AssertRefusedAsync("unknown migrations: 20990101000000_Later");
    }

    [Fact]
    public async Task Another_kind_of_database_is_not_mistaken()
    {
        var other = database == SiteDatabase.Sqlite ? "postgresql" : "sqlite";
        await ChangeManifestAsync(manifest => manifest["database"]!["kind"] = other);
        await using var empty = await TestSite.CreateAsync(database);

        var restored = await empty.RunAsync("backup", "restore", _file);

        Assert.Equal(1, restored.ExitCode);
        Assert.Contains($"of the kind {other}", restored.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_when_the_former_site_is_gone_already_brings_it_back()
    {
        var before = await DatabaseDump.ReadAsync(_site);
        await ChangeManifestAsync(manifest =>
        {
            if (database == SiteDatabase.Sqlite)
            {
                manifest["database"]!["lastHash"] = "sha256:" + new string('0', 64);
            }
            else
            {
                manifest["database"]!["tables"]!.AsArray()[^1]!["columns"]!.AsArray().RemoveAt(0);
            }
        });

        var refused = await _site.RunAsync("backup", "restore", _file, "--replace");

        Assert.Equal(1, refused.ExitCode);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(before, await DatabaseDump.ReadAsync(_site));
        Assert.Empty(Directory.GetFileSystemEntries(_site.DataDirectory, "*restored*"));
    }

    [Fact]
    public async Task A_place_without_a_site_is_not_backed_up_and_gets_none()
    {
        await using var empty = await TestSite.CreateAsync(database);

        var refused = await empty.RunAsync("backup", "create", Path.Combine(empty.Folder, "nothing.zip"));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("There is no site to back up", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(empty.Folder));
        Assert.False(File.Exists(DatabaseDump.SqliteFile(empty)));
    }

    [Fact]
    public async Task A_file_that_exists_is_not_written_over()
    {
        var refused = await _site.RunAsync("backup", "create", _file);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("exists already", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_was_altered_before_its_backup_is_found_by_its_verification()
    {
        const string altered = "UPDATE \"AuditEntries\" SET \"ActorName\" = 'somebody else' WHERE \"Sequence\" = 3";
        await DatabaseDump.ExecuteAsync(
            _site,
            database == SiteDatabase.PostgreSql
                ? "SET session_replication_role = replica; " + altered
                : string.Concat((await DatabaseDump.QueryAsync(_site, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEntries'")).Select(trigger => $"DROP TRIGGER \"{trigger}\"; ")) + altered);
        var file = Path.Combine(_site.Folder, "altered.zip");
        Assert.Equal(0, (await _site.RunAsync("backup", "create", file)).ExitCode);

        var verified = await _site.RunAsync("backup", "verify", file);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("fault LogBroken", verified.Output, StringComparison.Ordinal);
    }

    /// <summary>Neither verb takes it, and the place to which it was to be restored stays empty.</summary>
    private async Task AssertRefusedAsync(string message)
    {
        await using var empty = await TestSite.CreateAsync(database);
        foreach (var refused in new[] { await _site.RunAsync("backup", "verify", _file), await empty.RunAsync("backup", "restore", _file) })
        {
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(message, refused.Error, StringComparison.Ordinal);
            Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.False(File.Exists(DatabaseDump.SqliteFile(empty)));
        if (database == SiteDatabase.PostgreSql)
        {
            Assert.Empty(await DatabaseDump.CountAsync(empty));
        }
    }

    private async Task ChangeManifestAsync(Action<JsonNode> change)
    {
        await using var archive = await ZipFile.OpenAsync(_file, ZipArchiveMode.Update, Token);
        var entry = archive.GetEntry("manifest.json")!;
        JsonNode manifest;
        await using (var stream = await entry.OpenAsync(Token))
        {
            manifest = (await JsonNode.ParseAsync(stream, cancellationToken: Token))!;
        }

        change(manifest);
        entry.Delete();
        await using var changed = await archive.CreateEntry("manifest.json").OpenAsync(Token);
        await changed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()), Token);
    }
}
