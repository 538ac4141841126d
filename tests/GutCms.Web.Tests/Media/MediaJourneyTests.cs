using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using SkiaSharp;

namespace GutCms.Web.Tests.Media;

public sealed class MediaJourneyOnSqliteTests() : MediaJourneyTests(SiteDatabase.Sqlite);

public sealed class MediaJourneyOnPostgresTests() : MediaJourneyTests(SiteDatabase.PostgreSql);

/// <summary>Pictures by the API: uploaded, described, served, used, deleted.</summary>
public abstract class MediaJourneyTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Api = "api/media";

    private EditorialTeam? _team;

    private EditorialTeam Team => _team!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _team = await EditorialTeam.StartAsync(database, approvals: 1);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_team is not null)
        {
            await _team.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_picture_is_uploaded_described_found_and_deleted_by_whoever_may()
    {
        var (author, reviewer) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("reviewer-0"));
        var sent = TestPictures.OfCamera(800, 400);
        Assert.Equal(403, (await UploadAsync(reviewer, sent, "gut.png")).Status);
        var (status, picture) = await UploadAsync(author, sent, "C:\\pictures\\gut.png");
        Assert.True(status == 201, picture.ToJsonString());
        Assert.Equal(("gut.png", "image/jpeg", 400, 800, false), ((string?)picture["fileName"], (string?)picture["mediaType"], (int)picture["width"]!, (int)picture["height"]!, (bool)picture["ready"]!));
        var id = (string)picture["sha256"]!;
        var (again, same) = await UploadAsync(author, sent, "other.jpg");
        Assert.Equal((200, "gut.png", id), (again, (string?)same["fileName"], (string?)same["sha256"]));

        // It lacks an alternative text until somebody writes one.
        Assert.Equal(1, (int)(await reviewer.GetAsync(Api + "?lacking=true")).Body["total"]!);
        var (_, tag) = await author.GetAsync($"{Api}/{id}");
        var said = new JsonObject { ["alt"] = "A gut with its Villi", ["credit"] = "Ann Author", ["focusX"] = 20, ["focusY"] = 80 };
        Assert.Equal(428, (await author.PostAsync($"{Api}/{id}", said, null)).Status);
        Assert.Equal(403, (await reviewer.PostAsync($"{Api}/{id}", said, tag)).Status);
        Assert.Equal(404, (await author.PostAsync($"{Api}/{new string('0', 64)}", said, tag)).Status);
        var (wrong, faults) = await author.PostAsync($"{Api}/{id}", new JsonObject { ["alt"] = "A gut", ["decorative"] = true, ["focusX"] = 101, ["caption"] = "two\nlines" }, tag);
        Assert.Equal(400, wrong);
        Assert.Equal(["alt", "caption", "focusX"], faults["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal));
        var (done, described) = await author.PostAsync($"{Api}/{id}", said, tag);
        Assert.True(done == 200, described.ToJsonString());
        Assert.True((bool)described["ready"]!);
        Assert.Equal(412, (await author.PostAsync($"{Api}/{id}", said, tag)).Status);
        Assert.Equal(0, (int)(await reviewer.GetAsync(Api + "?lacking=true")).Body["total"]!);
        Assert.Equal(id, (string?)Assert.Single((await reviewer.GetAsync(Api + "?q=with%20its%20villi")).Body["items"]!.AsArray())!["sha256"]);
        Assert.Empty((await reviewer.GetAsync(Api + "?q=100%25")).Body["items"]!.AsArray());
        Assert.Equal(400, await author.StatusAsync(Api + "?title=gut"));

        // One page after the other, the latest first.
        for (var width = 10; width < 13; width++)
        {
            Assert.Equal(201, (await UploadAsync(author, TestPictures.Of(SKEncodedImageFormat.Png, width, 10), $"{width}.png")).Status);
        }

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var (page, _) = await reviewer.GetAsync($"{Api}?first=3{(cursor is null ? "" : "&after=" + cursor)}");
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["sha256"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal((4, 4, id), (ids.Count, ids.Distinct().Count(), ids[^1]));

        var (_, current) = await author.GetAsync($"{Api}/{id}");
        Assert.Equal(428, await DeleteAsync(author, id, null));
        Assert.Equal(412, await DeleteAsync(author, id, tag));
        Assert.Equal(403, await DeleteAsync(reviewer, id, current));
        Assert.Equal(204, await DeleteAsync(author, id, current));
        Assert.Equal(404, await author.StatusAsync($"{Api}/{id}"));
        Assert.Equal(404, await author.StatusAsync($"media/{id}/original.jpg"));
        Assert.Equal(3, Directory.GetFileSystemEntries(Path.Combine(Team.Site.DataDirectory, "media")).Length);
        var actions = await DatabaseDump.QueryAsync(Team.Site, "SELECT \"Action\" FROM \"AuditEntries\" WHERE \"Action\" LIKE 'media.%' ORDER BY \"Sequence\"");
        Assert.Superset(new HashSet<string> { "media.upload", "media.upload.refused", "media.change", "media.change.refused", "media.delete", "media.delete.refused" }, actions.ToHashSet());
    }

    [Fact]
    public async Task What_an_address_shows_never_changes_and_there_are_only_those_of_the_list()
    {
        var author = await Team.PersonAsync("author-0");
        var id = (string)(await UploadAsync(author, TestPictures.OfCamera(800, 400), "gut.jpg")).Body["sha256"]!;
        using var stranger = new TestBrowser(Team.Host);

        foreach (var (name, type) in new[] { ("original.jpg", "image/jpeg"), ("320.webp", "image/webp"), ("320.png", "image/png"), ("320-16x9-50-50.jpg", "image/jpeg") })
        {
            using var answer = await stranger.Client.GetAsync($"media/{id}/{name}", Token);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, name);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain(TestPictures.Secret, Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync(Token)), StringComparison.Ordinal);
            using var conditional = new HttpRequestMessage(HttpMethod.Get, $"media/{id}/{name}") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            using var unchanged = await stranger.Client.SendAsync(conditional, Token);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            using var head = await stranger.Client.SendAsync(new(HttpMethod.Head, $"media/{id}/{name}"), Token);
            Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        }

        // The picture is 400 wide. What is kept is the site's own account's.
        foreach (var name in new[] { "480.webp", "321.webp", "320.avif", "original.png", "320-16x9-51-50.jpg", "320-5x4-50-50.jpg", "..%2f..%2fgutcms.db" })
        {
            using var answer = await stranger.Client.GetAsync($"media/{id}/{name}", Token);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, name);
        }

        var folder = Path.Combine(Team.Site.DataDirectory, "media");
        Assert.Equal(["320-16x9-50-50.jpg", "320.png", "320.webp"], Directory.GetFiles(Path.Combine(folder, id)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        // Another focus has addresses of its own; those that were given out go on.
        var (_, tag) = await author.GetAsync($"{Api}/{id}");
        Assert.Equal(200, (await author.PostAsync($"{Api}/{id}", new JsonObject { ["decorative"] = true, ["focusX"] = 51 }, tag)).Status);
        Assert.Equal(200, await author.StatusAsync($"media/{id}/320-16x9-51-50.jpg"));
        Assert.Equal(200, await author.StatusAsync($"media/{id}/320-16x9-50-50.jpg"));
        Assert.Equal(404, await author.StatusAsync($"media/{id}/160-16x9-50-50.jpg"));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called()
    {
        Team.Site.Environment["GutCms__Media__MaxMegabytes"] = "1";
        await Team.RestartAsync();
        var author = await Team.PersonAsync("author-0");
        foreach (var (status, type, bytes) in new (int, string, byte[])[]
        {
            (415, "unsupported-media-type", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")),
            (415, "unsupported-media-type", []),
            (422, "unprocessable-content", TestPictures.Of(SKEncodedImageFormat.Png, 100, 100)[..60]),
            (422, "unprocessable-content", TestPictures.Claiming(60_000, 60_000)),
            (422, "unprocessable-content", TestPictures.Moving()),
            (413, "content-too-large", new byte[1_000_001]),
        })
        {
            var (answered, problem) = await UploadAsync(author, bytes, "gut.png");
            Assert.True(status == answered, problem.ToJsonString());
            Assert.Equal("urn:gutcms:problem:" + type, (string?)problem["type"]);
        }

        Assert.False(Directory.Exists(Path.Combine(Team.Site.DataDirectory, "media")));
    }

    [Fact]
    public async Task Only_what_the_library_knows_is_shown_and_an_upload_mends_a_damaged_file()
    {
        var author = await Team.PersonAsync("author-0");
        var sent = TestPictures.Of(SKEncodedImageFormat.Png, 400, 300);
        var id = (string)(await UploadAsync(author, sent, "gut.png")).Body["sha256"]!;
        var folder = Path.Combine(Team.Site.DataDirectory, "media");
        var file = Path.Combine(folder, id + ".png");
        var nobodys = new string('0', 64);
        File.Copy(file, Path.Combine(folder, nobodys + ".png"));
        Assert.Equal(200, await author.StatusAsync($"media/{id}/original.png"));
        Assert.Equal(404, await author.StatusAsync($"media/{nobodys}/original.png"));

        var whole = await File.ReadAllBytesAsync(file, Token);
        await File.WriteAllBytesAsync(file, TestPictures.Of(SKEncodedImageFormat.Png, 401, 300), Token);
        Assert.Equal(500, await author.StatusAsync($"media/{id}/160.webp"));
        Assert.Equal(200, (await UploadAsync(author, sent, "gut.png")).Status);
        Assert.Equal(whole, await File.ReadAllBytesAsync(file, Token));
        Assert.Equal(200, await author.StatusAsync($"media/{id}/160.webp"));
    }

    [Fact]
    public async Task A_picture_stays_while_something_shows_it_and_once_it_was_approved()
    {
        var recipe = Path.Combine(Team.Site.Folder, "picture.recipe.json");
        await File.WriteAllTextAsync(
            recipe,
            """
            { "name": "picture", "steps": [ { "name": "ContentDefinition", "ContentParts": [ { "Name": "Article", "Settings": {},
              "ContentPartFieldDefinitionRecords": [ { "FieldName": "MediaField", "Name": "Picture", "Settings": {} } ] } ] } ] }
            """,
            Token);
        var run = await Team.Site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);
        var (author, editor) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("editor-0"));
        var (shown, approved) = ((await UploadAsync(author, TestPictures.Of(SKEncodedImageFormat.Png, 20, 20), "shown.png")).Body, (await UploadAsync(author, TestPictures.Of(SKEncodedImageFormat.Png, 30, 20), "approved.png")).Body);
        var draft = await author.DraftAsync(With(shown, "shown"));
        var live = await author.DraftAsync(With(approved, "approved"));
        await author.DoAsync(live, "submit");
        await (await Team.PersonAsync("reviewer-0")).DoAsync(live, "approve");
        await editor.DoAsync(live, "publish");

        var (used, tag) = await author.GetAsync($"{Api}/{(string?)shown["sha256"]}");
        Assert.Equal(draft, (string?)Assert.Single(used["uses"]!.AsArray())!["contentItemId"]);
        var (status, problem) = await SendAsync(author, HttpMethod.Delete, $"{Api}/{(string?)shown["sha256"]}", null, tag);
        Assert.Equal(409, status);
        Assert.Contains("shown", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(1, (int)(await (await Team.PersonAsync("author-1")).GetAsync($"{Api}/{(string?)shown["sha256"]}")).Body["hiddenUses"]!);

        foreach (var id in new[] { draft, live })
        {
            if (id == live)
            {
                await editor.DoAsync(live, "unpublish");
            }

            Assert.Equal(200, (await editor.PostAsync($"api/content/{id}", null, (await editor.ReviewAsync(id)).Tag, HttpMethod.Delete)).Status);
        }

        Assert.Equal(204, await DeleteAsync(author, (string)shown["sha256"]!, tag));
        var (kept, why) = await SendAsync(author, HttpMethod.Delete, $"{Api}/{(string?)approved["sha256"]}", null, tag);
        Assert.Equal(409, kept);
        Assert.Contains("approved", (string?)why["detail"], StringComparison.Ordinal);
    }

    private static JsonObject With(JsonObject picture, string name)
    {
        var article = SampleArticle.Create(SampleArticle.NewSlug(name));
        article["Article"]!["Picture"] = new JsonObject { ["Paths"] = new JsonArray((string)picture["path"]!), ["MediaTexts"] = new JsonArray("A picture") };
        return article;
    }

    private static async Task<(int Status, JsonObject Body)> UploadAsync(EditorialClient client, byte[] bytes, string name) =>
        await SendAsync(client, HttpMethod.Post, $"{Api}?name={Uri.EscapeDataString(name)}", bytes, null);

    private static async Task<int> DeleteAsync(EditorialClient client, string id, string? tag) => (await SendAsync(client, HttpMethod.Delete, $"{Api}/{id}", null, tag)).Status;

    private static async Task<(int Status, JsonObject Body)> SendAsync(EditorialClient client, HttpMethod method, string path, byte[]? bytes, string? tag)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("RequestVerificationToken", client.Antiforgery);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (bytes is not null)
        {
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        }

        using var response = await client.Browser.Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }
}
