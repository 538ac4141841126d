using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using SkiaSharp;

namespace GutCms.Web.Tests.Media;

public sealed class PicturesOfArticlesOnSqliteTests() : PicturesOfArticlesTests(SiteDatabase.Sqlite);

public sealed class PicturesOfArticlesOnPostgresTests() : PicturesOfArticlesTests(SiteDatabase.PostgreSql);

/// <summary>Pictures of articles from the upload to the reader: nothing of them is shown that was not approved.</summary>
public abstract class PicturesOfArticlesTests(SiteDatabase database) : IAsyncLifetime
{
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
    public async Task Readers_get_the_pictures_that_were_approved_with_the_text()
    {
        var (author, editor) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("editor-0"));
        var (head, figure) = (await UploadAsync(author, 400), await UploadAsync(author, 200));
        var article = Article("pictured", head, "A gut", figure, null);
        var id = await author.DraftAsync(article);

        // A draft may lack the alternative text; what is submitted may not.
        var (status, refused) = await author.PullAsync(id, "submit");
        Assert.True(status == 409, refused.ToJsonString());
        article["ContentItemId"] = id;
        article["Body"]!["ContentItems"]![1]!["FigurePart"]!["Picture"]!["MediaTexts"] = new JsonArray("Villi");
        var (saved, body) = await author.PostAsync("api/content?draft=true", article, (await author.ReviewAsync(id)).Tag);
        Assert.True(saved == 200, body.ToJsonString());
        await author.DoAsync(id, "submit");
        await (await Team.PersonAsync("reviewer-0")).DoAsync(id, "approve");
        await editor.DoAsync(id, "publish");

        var slug = ((string)article["AutoroutePart"]!["Path"]!).Split('/')[^1];
        var (document, _) = await author.GetAsync($"api/delivery/articles/{slug}");
        var sha = (string)head["sha256"]!;
        Assert.Equal($"{sha}/original.png", (string?)document["content"]!["picture"]!["path"]);
        Assert.Equal(("A gut", $"/media/{sha}/original.png", 400, 100), ((string?)document["picture"]!["alt"], (string?)document["picture"]!["src"], (int)document["picture"]!["width"]!, (int)document["picture"]!["height"]!));
        Assert.Equal("Villi", (string?)Assert.Single(document["figures"]!.AsArray())!["alt"]);
        // The point that has to be seen moves the crops, in the list too, and each is served.
        var (looked, tag) = await author.GetAsync("api/media/" + sha);
        var (moved, said) = await author.PostAsync("api/media/" + sha, new JsonObject { ["fileName"] = (string)looked["fileName"]!, ["alt"] = "A gut", ["focusX"] = 10, ["focusY"] = 20 }, tag);
        Assert.True(moved == 200, said.ToJsonString());
        var (cropped, _) = await author.GetAsync($"api/delivery/articles/{slug}");
        Assert.Equal((string?)document["contentHash"], (string?)cropped["contentHash"]);
        Assert.NotEqual(document["picture"]!["crops"]!.ToJsonString(), cropped["picture"]!["crops"]!.ToJsonString());
        foreach (var source in cropped["picture"]!["crops"]!.AsObject().SelectMany(crop => ((string)crop.Value!).Split(", ")).Select(source => source.Split(' ')[0]))
        {
            Assert.Contains("-10-20.webp", source, StringComparison.Ordinal);
            Assert.Equal(200, await author.StatusAsync(source.TrimStart('/')));
        }

        foreach (var source in ((string)document["picture"]!["srcset"]!).Split(", ").Select(source => source.Split(' ')[0]).Append((string)document["jsonLd"]!["image"]!["url"]!))
        {
            Assert.Equal(200, await author.StatusAsync(source.TrimStart('/')));
        }

        var (list, _) = await author.GetAsync("api/delivery/articles");
        Assert.Contains(list["items"]!.AsArray(), row => (string?)row!["picture"]?["alt"] == "A gut");

        var page = await author.Browser.Client.GetStringAsync($"articles/{slug}", Token);
        Assert.Contains($"src=\"/media/{sha}/original.png\"", page, StringComparison.Ordinal);
        Assert.Contains($"srcset=\"/media/{sha}/160.webp 160w, /media/{sha}/320.webp 320w\"", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"Villi\"", page, StringComparison.Ordinal);
        Assert.Contains($"/media/{sha}/320.jpg\"", page, StringComparison.Ordinal);
        Assert.Contains("og:image:width\" content=\"320\"", page, StringComparison.Ordinal);
        Assert.Contains("A caption.", page, StringComparison.Ordinal);

        var query = new JsonObject { ["query"] = $"{{ article(where: {{path: \"articles/{slug}\"}}) {{ picture {{ src alt width license }} body {{ contentItems {{ ... on Figure {{ picture {{ alt height }} }} }} }} }} }}" };
        var (answered, data) = await author.PostAsync("api/graphql", query, null);
        Assert.True(answered == 200, data.ToJsonString());
        var asked = data["data"]!["article"]![0]!;
        Assert.Equal(("A gut", 400), ((string?)asked["picture"]!["alt"], (int)asked["picture"]!["width"]!));
        Assert.Equal(("Villi", 100), ((string?)asked["body"]!["contentItems"]![1]!["picture"]!["alt"], (int)asked["body"]!["contentItems"]![1]!["picture"]!["height"]!));

        // Another picture is another text.
        article["FigurePart"]!["Picture"]!["Paths"] = new JsonArray((string)figure["path"]!);
        Assert.Equal(200, (await author.PostAsync("api/content?draft=true", article, (await author.ReviewAsync(id)).Tag)).Status);
        Assert.Equal(409, (await editor.PullAsync(id, "publish")).Status);
        Assert.Equal((string?)document["contentHash"], (string?)(await author.GetAsync($"api/delivery/articles/{slug}")).Body["contentHash"]);
        var desk = await (await Team.PersonAsync("reviewer-0")).Browser.Client.GetStringAsync($"admin/review/{id}", Token);
        Assert.Contains($"src=\"/media/{(string)figure["path"]!}\"", desk, StringComparison.Ordinal);
        Assert.Contains("Picture of the earlier text", desk, StringComparison.Ordinal);

        // What is live is not deleted, and what lies there is compared.
        Assert.Equal(409, (await author.PostAsync($"api/media/{sha}", null, (await author.GetAsync($"api/media/{sha}")).Tag, HttpMethod.Delete)).Status);
        var file = Path.Combine(Team.Site.DataDirectory, "media", sha + ".png");
        var whole = await Team.Site.RunAsync("verify");
        Assert.True(whole.ExitCode == 0, whole.Output);
        await File.WriteAllBytesAsync(file, TestPictures.Of(SKEncodedImageFormat.Png, 401, 100), Token);
        var altered = await Team.Site.RunAsync("verify");
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("PictureAltered", altered.Output, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains("PictureMissing", (await Team.Site.RunAsync("verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_ratios_come_with_a_start_and_leave_texts_approved_and_addresses_served()
    {
        var author = await Team.PersonAsync("author-0");
        var head = await UploadAsync(author, 400);
        var article = Article("cropped", head, "A gut", head, "Villi");
        var id = await author.DraftAsync(article);
        await author.DoAsync(id, "submit");
        await (await Team.PersonAsync("reviewer-0")).DoAsync(id, "approve");
        await (await Team.PersonAsync("editor-0")).DoAsync(id, "publish");
        var (slug, root) = (((string)article["AutoroutePart"]!["Path"]!).Split('/')[^1], $"media/{(string)head["sha256"]!}");
        var (before, _) = await author.GetAsync($"api/delivery/articles/{slug}");

        // A hundred pixels high: narrower ones would be smaller than any width.
        Assert.Equal(["16x9"], CropsOf(before));
        Assert.Equal(404, await author.StatusAsync($"{root}/160-2x1-50-50.webp"));

        Team.Site.Environment["GutCms__Media__CropRatios"] = "2x1";
        await Team.RestartAsync();
        author = await Team.PersonAsync("author-0");
        await Eventually.HoldsAsync(async () => CropsOf((await author.GetAsync($"api/delivery/articles/{slug}")).Body) is ["2x1"]);

        var (after, _) = await author.GetAsync($"api/delivery/articles/{slug}");
        Assert.Equal((string?)before["contentHash"], (string?)after["contentHash"]);
        Assert.Equal((string?)before["review"]!["status"], (string?)after["review"]!["status"]);
        Assert.Equal("2x1", (string?)Assert.Single((await author.GetAsync("api/" + root)).Body["media"]!["crops"]!.AsArray())!["ratio"]);
        Assert.Equal(200, await author.StatusAsync($"{root}/160-2x1-50-50.webp"));
        Assert.Equal(404, await author.StatusAsync($"{root}/160-3x1-50-50.webp"));
        foreach (var source in before["picture"]!["crops"]!.AsObject().SelectMany(crop => ((string)crop.Value!).Split(", ")).Select(source => source.Split(' ')[0]))
        {
            Assert.Equal(200, await author.StatusAsync(source.TrimStart('/')));
        }

        var whole = await Team.Site.RunAsync("verify");
        Assert.True(whole.ExitCode == 0, whole.Output);
    }

    [Fact]
    public async Task Only_pictures_of_the_library_are_taken_by_the_api_and_by_recipes()
    {
        var author = await Team.PersonAsync("author-0");
        var known = await UploadAsync(author, 100);
        foreach (var foreign in new[] { "../look/logo.png", "https://elsewhere.example/gut.png", $"{new string('0', 64)}/original.png", ((string)known["path"]!).Replace(".png", ".jpg", StringComparison.Ordinal) })
        {
            var article = Article("foreign", known, "A gut", known, "Villi");
            article["Body"]!["ContentItems"]![1]!["FigurePart"]!["Picture"]!["Paths"] = new JsonArray(foreign);
            var (status, problem) = await author.PostAsync("api/content?draft=true", article, null);
            Assert.Equal(400, status);
            Assert.EndsWith("Body.ContentItems[1].FigurePart.Picture.Paths[0]", Assert.Single(problem["errors"]!.AsObject()).Key, StringComparison.Ordinal);
            var run = await RunAsync(article);
            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("Paths[0]", run.Output + run.Error, StringComparison.Ordinal);
        }

        var taken = await RunAsync(Article("known", known, "A gut", known, "Villi"));
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Error);
    }

    private async Task<CommandResult> RunAsync(JsonObject article)
    {
        var item = (JsonObject)article.DeepClone();
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"], item["Published"]) = (NewId(), NewId(), true, false);
        var recipe = Path.Combine(Team.Site.Folder, $"{Guid.NewGuid():N}.recipe.json");
        await File.WriteAllTextAsync(recipe, new JsonObject { ["name"] = "pictures", ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(item) }) }.ToJsonString(), Token);
        return await Team.Site.RunAsync("recipe", "run", recipe);
    }

    private static List<string> CropsOf(JsonObject document) => [.. document["picture"]!["crops"]!.AsObject().Select(crop => crop.Key)];

    private static string NewId() => GutCms.Core.Content.Items.ContentIds.New();

    private static JsonObject Article(string name, JsonObject head, string alt, JsonObject figure, string? figureAlt)
    {
        var article = SampleArticle.Create(SampleArticle.NewSlug(name));
        article["FigurePart"] = Part(head, alt);
        article["FigurePart"]!["Caption"] = new JsonObject { ["Text"] = "A caption." };
        article["Body"]!["ContentItems"]!.AsArray().Add(new JsonObject { ["ContentItemId"] = NewId(), ["ContentType"] = "Figure", ["DisplayText"] = "", ["FigurePart"] = Part(figure, figureAlt) });
        return article;
    }

    private static JsonObject Part(JsonObject picture, string? alt) =>
        new() { ["Picture"] = new JsonObject { ["Paths"] = new JsonArray((string)picture["path"]!), ["MediaTexts"] = alt is null ? [] : new JsonArray(alt) } };

    private static async Task<JsonObject> UploadAsync(EditorialClient client, int width)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/media?name={width}.png")
        {
            Content = new ByteArrayContent(TestPictures.Of(SKEncodedImageFormat.Png, width, 100)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
        };
        request.Headers.Add("RequestVerificationToken", client.Antiforgery);
        using var response = await client.Browser.Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
