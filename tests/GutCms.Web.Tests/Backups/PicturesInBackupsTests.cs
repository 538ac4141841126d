using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Backups;
using GutCms.Web.Features.Buckets;
using GutCms.Web.Tests.Media;
using SkiaSharp;

namespace GutCms.Web.Tests.Backups;

/// <summary>Pictures that lie in a bucket are in backups like those that lie in a folder, and come back to wherever the restored site keeps its own.</summary>
public sealed class PicturesInBackupsTests : IAsyncLifetime
{
    private S3Server _bucket = null!;
    private EditorialTeam? _team;

    private EditorialTeam Team => _team!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bucket = await S3Server.StartAsync();
        _team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        _bucket.Use(_team.Site, "one/");
        await _team.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_team is not null)
        {
            await _team.DisposeAsync();
        }

        await _bucket.DisposeAsync();
    }

    [Fact]
    public async Task They_go_from_a_bucket_to_a_folder_and_to_another_bucket_and_from_a_folder_to_a_bucket()
    {
        var shown = await PublishedAsync();
        Assert.Equal(200, await (await Team.PersonAsync("author-0")).StatusAsync($"media/{shown}/160.webp"));
        var file = await CreateAsync(Team.Site, "site.zip", "1 pictures of the library");
        await using (var archive = await ZipFile.OpenReadAsync(file, Token))
        {
            var part = Assert.Single(archive.Entries, entry => entry.FullName.StartsWith("media/", StringComparison.Ordinal));
            Assert.Equal($"media/{shown}.png", part.FullName);
            await using var bytes = await part.OpenAsync(Token);
            Assert.Equal(shown, Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, Token)));
        }

        var verified = await Team.Site.RunAsync("backup", "verify", file);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        Assert.Equal("", verified.Error);

        await using var onDisk = await RestoredAsync(file, null, shown);
        Assert.True(File.Exists(Path.Combine(onDisk.DataDirectory, "media", shown + ".png")));
        await using var elsewhere = await RestoredAsync(file, "two/", shown);
        Assert.False(Directory.Exists(Path.Combine(elsewhere.DataDirectory, "media")));
        await using var back = await RestoredAsync(await CreateAsync(onDisk, "again.zip", "1 pictures of the library"), "three/", shown);
        foreach (var prefix in new[] { "one/", "two/", "three/" })
        {
            using var bucket = _bucket.Open(prefix);
            Assert.Equal([shown + ".png"], await bucket.ListStoredAsync(Token).ToListAsync(Token));
        }
    }

    [Fact]
    public async Task What_the_bucket_lost_or_altered_before_is_told_of_a_backup()
    {
        var (lost, altered) = (await UploadAsync(210), await UploadAsync(220));
        using (var bucket = _bucket.Open("one/"))
        {
            await bucket.RemoveAsync(lost, Token);
            await bucket.SaveAsync(altered + ".png", "x"u8.ToArray(), Token);
        }

        var unused = await CreateAsync(Team.Site, "unused.zip", "1 pictures of the library");
        var told = await Team.Site.RunAsync("backup", "verify", unused);
        Assert.True(told.ExitCode == 0, told.Output + told.Error);
        Assert.Contains($"warning: The library knows the picture {lost}.png (210.png), and the backup does not hold it.", told.Error, StringComparison.Ordinal);
        Assert.Contains($"warning: The picture {altered}.png (220.png) is not the one that was uploaded", told.Error, StringComparison.Ordinal);

        // Other bytes do not come back under the name of a picture.
        await using (var other = await TestSite.CreateAsync(SiteDatabase.Sqlite))
        {
            var restored = await other.RunAsync("backup", "restore", unused);
            Assert.True(restored.ExitCode == 0, restored.Error);
            Assert.False(File.Exists(Path.Combine(other.DataDirectory, "media", altered + ".png")));
        }

        var shown = await PublishedAsync();
        using (var bucket = _bucket.Open("one/"))
        {
            await bucket.RemoveAsync(shown, Token);
        }

        var refused = await Team.Site.RunAsync("backup", "verify", await CreateAsync(Team.Site, "shown.zip", "1 pictures of the library"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("PictureMissing", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_into_the_folder_of_the_site_is_copied_into_its_bucket()
    {
        _bucket.Use(Team.Site, "backups/", "Backup");
        var refused = await Team.Site.RunAsync("backup", "create");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("GutCms:Backup:S3:Bucket needs GutCms:Backup:Folder", refused.Error, StringComparison.Ordinal);

        Team.Site.Environment["GutCms__Backup__Folder"] = "backups";
        var created = await Team.Site.RunAsync("backup", "create");
        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Contains("It is in the bucket pictures too.", created.Output, StringComparison.Ordinal);
        using var bucket = new Bucket(_bucket.Place<BackupBucketOptions>("backups/"));
        var copy = Assert.Single(await bucket.ListAsync("", deep: true, Token).ToListAsync(Token));
        Assert.Equal(Assert.Single(Directory.GetFiles(Path.Combine(Team.Site.DataDirectory, "backups"), "*.zip").Select(Path.GetFileName)), copy.Name);
    }

    [Fact]
    public async Task Nothing_is_made_or_restored_while_the_bucket_is_away()
    {
        await UploadAsync(200);
        var file = await CreateAsync(Team.Site, "site.zip", "1 pictures of the library");
        await _bucket.StopAsync();

        var missing = Path.Combine(Team.Site.Folder, "missing.zip");
        var created = await Team.Site.RunAsync("backup", "create", missing);
        Assert.Equal(1, created.ExitCode);
        Assert.Contains("The pictures cannot be read", created.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(missing));

        await using var other = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        _bucket.Use(other, "two/");
        var restored = await other.RunAsync("backup", "restore", file);
        Assert.Equal(1, restored.ExitCode);
        Assert.Contains("cannot be kept, so nothing was restored", restored.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(other.DataDirectory, "gutcms.db")));
    }

    private static async Task<string> CreateAsync(TestSite site, string name, string says)
    {
        var file = Path.Combine(site.Folder, name);
        var created = await site.RunAsync("backup", "create", file);
        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Contains(says, created.Output, StringComparison.Ordinal);
        return file;
    }

    /// <summary>A site of its own that comes of a backup, is whole, and shows a picture.</summary>
    private async Task<TestSite> RestoredAsync(string file, string? prefix, string shown)
    {
        var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        if (prefix is not null)
        {
            _bucket.Use(site, prefix);
        }

        var restored = await site.RunAsync("backup", "restore", file);
        Assert.True(restored.ExitCode == 0, restored.Error);
        var whole = await site.RunAsync("verify");
        Assert.True(whole.ExitCode == 0, whole.Output);
        var host = await site.StartAsync();
        using var picture = await host.Client.GetAsync($"media/{shown}/original.png", Token);
        Assert.Equal(200, (int)picture.StatusCode);
        return site;
    }

    /// <summary>Publishes an article that shows a picture.</summary>
    /// <returns>Id of the picture.</returns>
    private async Task<string> PublishedAsync()
    {
        var (author, shown) = (await Team.PersonAsync("author-0"), await UploadAsync(200));
        var article = SampleArticle.Create(SampleArticle.NewSlug("pictured"));
        article["FigurePart"] = new JsonObject { ["Picture"] = new JsonObject { ["Paths"] = new JsonArray($"{shown}/original.png"), ["MediaTexts"] = new JsonArray("A gut") } };
        var id = await author.DraftAsync(article);
        await author.DoAsync(id, "submit");
        await (await Team.PersonAsync("reviewer-0")).DoAsync(id, "approve");
        await (await Team.PersonAsync("editor-0")).DoAsync(id, "publish");
        return shown;
    }

    private async Task<string> UploadAsync(int width)
    {
        var author = await Team.PersonAsync("author-0");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/media?name={width}.png") { Content = new ByteArrayContent(TestPictures.Of(SKEncodedImageFormat.Png, width, 100)) };
        request.Headers.Add("RequestVerificationToken", author.Antiforgery);
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var response = await author.Browser.Client.SendAsync(request, Token);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["sha256"]!;
    }
}
