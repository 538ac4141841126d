using System.Security.Cryptography;
using GutCms.Core.Verification;
using GutCms.Web.Features.Backups;
using GutCms.Web.Features.Buckets;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Media;
using GutCms.Web.Storage.Backup;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.Media;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Backups;

/// <summary>Backups that the site makes by itself: when, how many are kept, and what is said when they do not come about.</summary>
public sealed class ScheduledBackupsTests : StorageTests, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gutcms_test_").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 6, 0, 0, TimeSpan.Zero));
    private readonly BackupOptions _options = new() { Folder = "backups", EveryHours = 24, Keep = 2, KeepDays = 3, AlarmHours = 30 };
    private readonly BackupState _state = new();
    private BackupBucketOptions _bucket = new();

    public ScheduledBackupsTests()
        : base(Provider.Sqlite)
    {
    }

    private string Folder => Path.Combine(_root, "backups");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task One_is_made_when_it_is_due_and_old_ones_go_but_for_the_newest()
    {
        var backups = Backups();

        Assert.True(await backups.StepAsync(Token));
        Assert.Equal(["gutcms-20261130T060000Z.zip"], Names());
        _time.Advance(TimeSpan.FromHours(23));
        Assert.False(await backups.StepAsync(Token));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(await backups.StepAsync(Token));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(await backups.StepAsync(Token));
        Assert.Equal(3, Names().Count);

        // Three are younger than three days. After a pause of ten only the newest two are kept, whatever their age.
        _time.Advance(TimeSpan.FromDays(10));
        Assert.True(await backups.StepAsync(Token));
        Assert.Equal(["gutcms-20261202T060000Z.zip", "gutcms-20261212T060000Z.zip"], Names());
        await using var newest = await BackupReader.OpenAsync(Path.Combine(Folder, Names()[^1]), Token);
        await newest.CheckAsync(Token);
    }

    [Fact]
    public async Task Two_sites_that_share_the_folder_make_one_between_them()
    {
        Assert.True(await Backups().StepAsync(Token));
        Assert.False(await Backups().StepAsync(Token));
        _time.Advance(TimeSpan.FromDays(1));
        using (new FileStream(Path.Combine(Folder, ".backup-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.False(await Backups().StepAsync(Token));
        }

        Assert.True(await Backups().StepAsync(Token));
    }

    [Fact]
    public async Task Each_is_copied_into_the_bucket_and_as_much_is_kept_there()
    {
        Assert.True(await Backups().StepAsync(Token));
        await using var server = await S3Server.StartAsync();
        _bucket = server.Place<BackupBucketOptions>("site/");
        using var bucket = new Bucket(_bucket);
        await bucket.PutAsync("notes.txt", "x"u8.ToArray(), "text/plain", Token);

        // The one from before the bucket was named, too.
        var backups = Backups();
        Assert.False(await backups.StepAsync(Token));
        Assert.Equal([.. Names(), "notes.txt"], await NamesOfAsync(bucket));
        await using (var copy = (await bucket.FindAsync(Names()[0], Token))!)
        {
            Assert.Equal(await SHA256.HashDataAsync(copy, Token), SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, Names()[0]), Token)));
        }

        for (var day = 0; day < 3; day++)
        {
            _time.Advance(TimeSpan.FromDays(5));
            Assert.True(await backups.StepAsync(Token));
        }

        Assert.Equal(2, Names().Count);
        Assert.Equal([.. Names(), "notes.txt"], await NamesOfAsync(bucket));

        await server.StopAsync();
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(await backups.StepAsync(Token));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync());
        Assert.Equal("gutcms-20261216T060000Z.zip", Names()[^1]);
    }

    [Fact]
    public async Task None_is_made_where_no_folder_is_named()
    {
        _options.Folder = null;

        Assert.False(await Backups().StepAsync(Token));

        Assert.Null(_state.Last);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_later_and_an_old_backup_is_an_alarm()
    {
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());
        await File.WriteAllTextAsync(Folder, "no folder", Token);
        var backups = Backups();

        Assert.False(await backups.StepAsync(Token));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync());
        File.Delete(Folder);
        Assert.False(await backups.StepAsync(Token));
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.True(await backups.StepAsync(Token));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());

        _time.Advance(TimeSpan.FromHours(30));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync());
    }

    private static async Task<List<string>> NamesOfAsync(Bucket bucket) => [.. (await bucket.ListAsync("", deep: true, Token).Select(kept => kept.Name).ToListAsync(Token)).Order(StringComparer.Ordinal)];

    private async Task<HealthStatus> HealthAsync() => (await new BackupHealth(_state, Options.Create(_options), _time).CheckHealthAsync(new(), Token)).Status;

    private List<string> Names() => [.. Directory.GetFiles(Folder, "*.zip").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private ScheduledBackups Backups()
    {
        var data = new DataDirectory(Options.Create(new SiteOptions { DataDirectory = _root }), new Surroundings());
        var create = new CreateBackup(
            new SqliteBackup((SqliteDatabase)Storage.Database, 30, _time), Storage.Migrator, data, new MediaFolder(Options.Create(new MediaOptions()), data), new NoCheckpoints(), Storage.Store, _time, NullLogger<CreateBackup>.Instance);
        var folder = new BackupFolder(Options.Create(_options), data);
        return new(create, folder, new BackupCopies(folder, Options.Create(_bucket), Options.Create(_options), _time, NullLogger<BackupCopies>.Instance), _state, Options.Create(_options), _time, NullLogger<ScheduledBackups>.Instance);
    }

    private sealed class NoCheckpoints : ICheckpointKeeper
    {
        public string Place => "nowhere";

        public Task<IReadOnlyList<KeptCheckpoint>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<KeptCheckpoint>>([]);

        public Task<bool> KeepAsync(string name, string jws, CancellationToken cancellationToken) => Task.FromResult(false);
    }

    private sealed class Surroundings : IWebHostEnvironment
    {
        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = "/";

        public string EnvironmentName { get; set; } = "";

        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
