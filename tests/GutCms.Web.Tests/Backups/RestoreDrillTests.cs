using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Tests.Media;
using SkiaSharp;

namespace GutCms.Web.Tests.Backups;

public sealed class RestoreDrillOnSqliteTests() : RestoreDrillTests(SiteDatabase.Sqlite);

public sealed class RestoreDrillOnPostgresTests() : RestoreDrillTests(SiteDatabase.PostgreSql)
{
    [Fact]
    public async Task A_node_on_another_machine_is_noticed()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.PostgreSql);
        var file = Path.Combine(site.Folder, "site.zip");
        Assert.Equal(0, (await site.RunAsync("backup", "create", file)).ExitCode);
        await site.StartAsync();
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(
            site, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %' AND state = 'idle'")).Count > 0);
        await using var elsewhere = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        elsewhere.Environment["ConnectionStrings__GutCms"] = site.ConnectionString;

        var refused = await elsewhere.RunAsync("backup", "restore", file, "--replace");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Stop all its nodes first", refused.Error, StringComparison.Ordinal);
    }
}

/// <summary>A backup of a site that is being written to, verified, restored into an empty place and served from there.</summary>
public abstract class RestoreDrillTests(SiteDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_readers_get_and_the_log_says_is_the_same_at_the_restored_site()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var slugs = new[] { await PublishedAsync(team), await PublishedAsync(team) };
        var before = await DeliveredAsync(team.Host, slugs);
        var followed = "api/delivery/changes?after=" + (string)JsonNode.Parse(await team.Host.Client.GetStringAsync("api/delivery/changes?after=now", Token))!["next"]!;
        Directory.CreateDirectory(Path.Combine(team.Site.DataDirectory, "look"));
        await File.WriteAllTextAsync(Path.Combine(team.Site.DataDirectory, "look", "mark.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>", Token);
        var uploaded = await UploadAsync(await team.PersonAsync("author-0"));
        var file = Path.Combine(team.Site.Folder, "site.zip");

        var created = await UnderLoadAsync(team, () => team.Site.RunAsync("backup", "create", file));

        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal("", created.Error);
        Assert.Contains("It holds secrets", created.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var verified = await team.Site.RunAsync("backup", "verify", file);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        Assert.Contains("parts are as they were written", verified.Output, StringComparison.Ordinal);
        Assert.Contains("everything is as it was approved and recorded", verified.Output, StringComparison.Ordinal);

        await using var other = await TestSite.CreateAsync(database);
        var restored = await other.RunAsync("backup", "restore", file);
        Assert.True(restored.ExitCode == 0, restored.Error);
        var host = await other.StartAsync();
        Assert.Equal(before, await DeliveredAsync(host, slugs));
        using var gone = await host.Client.GetAsync(followed, Token);
        Assert.Equal(410, (int)gone.StatusCode);
        using var picture = await host.Client.GetAsync("look/mark.svg", Token);
        Assert.Equal(200, (int)picture.StatusCode);
        using var variant = await host.Client.GetAsync($"media/{uploaded}/160.webp", Token);
        Assert.Equal(200, (int)variant.StatusCode);
        Assert.Equal(0, (await other.RunAsync("audit", "verify")).ExitCode);
        var whole = await other.RunAsync("verify");
        Assert.True(whole.ExitCode == 0, whole.Output);
        var note = JsonNode.Parse(Assert.Single(await DatabaseDump.QueryAsync(other, "SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'backup.restore'")))!;
        Assert.Equal("site.zip", (string?)note["file"]);

        // Numbers of rows go on where they were.
        var text = Path.Combine(other.Folder, "more.md");
        await File.WriteAllTextAsync(text, "# More\n\nA paragraph of the restored site.\n", Token);
        var imported = await other.RunAsync("content", "import", text);
        Assert.True(imported.ExitCode == 0, imported.Error);
    }

    [Fact]
    public async Task A_site_that_serves_is_not_replaced()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var file = Path.Combine(site.Folder, "site.zip");
        Assert.Equal(0, (await site.RunAsync("backup", "create", file)).ExitCode);
        var host = await site.StartAsync();

        var refused = await site.RunAsync("backup", "restore", file, "--replace");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("A site serves from", refused.Error, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await host.Client.GetAsync("api/delivery/articles", Token)).StatusCode);
    }

    [Fact]
    public async Task A_site_is_replaced_only_where_that_is_said_and_what_came_after_is_put_aside()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var file = Path.Combine(site.Folder, "site.zip");
        Assert.Equal(0, (await site.RunAsync("backup", "create", file)).ExitCode);
        Assert.Equal(0, (await site.RunAsync("user", "add", "later", "--role", "Author")).ExitCode);
        var checkpoints = Directory.CreateDirectory(Path.Combine(site.DataDirectory, "checkpoints"));
        await File.WriteAllTextAsync(Path.Combine(checkpoints.FullName, "000000009999.jws"), "later", Token);
        var present = await DatabaseDump.ReadAsync(site);

        var refused = await site.RunAsync("backup", "restore", file);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        Assert.Equal(present, await DatabaseDump.ReadAsync(site));

        var restored = await site.RunAsync("backup", "restore", file, "--replace");
        Assert.True(restored.ExitCode == 0, restored.Error);
        Assert.DoesNotContain("later", (await site.RunAsync("user", "list")).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(checkpoints.FullName, "000000009999.jws")));
        Assert.Single(Directory.GetFiles(Path.Combine(Assert.Single(checkpoints.GetDirectories("superseded-*")).FullName)));
        Assert.Equal(0, (await site.RunAsync("verify")).ExitCode);
        if (database == SiteDatabase.Sqlite)
        {
            Assert.Single(Directory.GetFiles(site.DataDirectory, "gutcms.db.before-*Z"));
        }
    }

    /// <summary>Uploads a picture.</summary>
    /// <returns>Its id.</returns>
    private static async Task<string> UploadAsync(EditorialClient author)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/media?name=gut.png") { Content = new ByteArrayContent(TestPictures.Of(SKEncodedImageFormat.Png, 200, 100)) };
        request.Headers.Add("RequestVerificationToken", author.Antiforgery);
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var response = await author.Browser.Client.SendAsync(request, Token);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["sha256"]!;
    }

    private static async Task<string> PublishedAsync(EditorialTeam team)
    {
        var slug = SampleArticle.NewSlug("drill");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        await (await team.PersonAsync("editor-0")).DoAsync(id, "publish");
        return slug;
    }

    /// <summary>Does something while drafts are saved one after the other, some before and some after.</summary>
    private static async Task<T> UnderLoadAsync<T>(EditorialTeam team, Func<Task<T>> act)
    {
        var author = await team.PersonAsync("author-0");
        var (saved, ends) = (0, false);
        var writing = Task.Run(
            async () =>
            {
                while (!Volatile.Read(ref ends))
                {
                    await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("load")));
                    Interlocked.Increment(ref saved);
                }
            },
            Token);
        await Eventually.HoldsAsync(() => writing.IsCompleted || Volatile.Read(ref saved) >= 2);
        var result = await act();
        var then = Volatile.Read(ref saved);
        await Eventually.HoldsAsync(() => writing.IsCompleted || Volatile.Read(ref saved) >= then + 2);
        Volatile.Write(ref ends, true);
        await writing;
        return result;
    }

    private static async Task<List<string>> DeliveredAsync(GutCmsHost host, IEnumerable<string> slugs)
    {
        var all = new List<string>();
        foreach (var path in slugs.Select(slug => $"api/delivery/articles/{slug}").Append("api/delivery/articles/gut-health-and-mental-health"))
        {
            foreach (var coding in new[] { "identity", "gzip", "br" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.AcceptEncoding.ParseAdd(coding);
                using var answer = await host.Client.SendAsync(request, Token);
                Assert.Equal(200, (int)answer.StatusCode);
                all.Add($"{path} {answer.Headers.ETag} {answer.Content.Headers.LastModified:O} {Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync(Token))}");
            }
        }

        return all;
    }
}
