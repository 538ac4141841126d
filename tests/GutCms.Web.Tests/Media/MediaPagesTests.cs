using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using SkiaSharp;

namespace GutCms.Web.Tests.Media;

public sealed class MediaPagesOnSqliteTests() : MediaPagesTests(SiteDatabase.Sqlite);

public sealed class MediaPagesOnPostgresTests() : MediaPagesTests(SiteDatabase.PostgreSql);

/// <summary>The library as people see it, without a script.</summary>
public abstract partial class MediaPagesTests(SiteDatabase database)
{
    private const string Here = "admin/media";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_uploaded_described_and_deleted_by_forms()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var (author, reviewer) = ((await team.PersonAsync("author-0")).Browser, (await team.PersonAsync("reviewer-0")).Browser);
        Assert.Contains("There are no pictures", await author.Client.GetStringAsync(Here, Token), StringComparison.Ordinal);
        Assert.DoesNotContain("multipart/form-data", await reviewer.Client.GetStringAsync(Here, Token), StringComparison.Ordinal);

        using (var none = await SendAsync(author, Here))
        {
            Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
            Assert.Contains("Choose a file.", await none.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        using (var refused = await SendAsync(author, Here, ("gut.png", "<svg/>"u8.ToArray())))
        {
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
            Assert.Contains("gut.png: This is no picture", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        }

        using (var forbidden = await SendAsync(reviewer, Here, ("gut.png", TestPictures.Of(SKEncodedImageFormat.Png, 200, 100))))
        {
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }

        using var uploaded = await SendAsync(author, Here, ("gut.png", TestPictures.Of(SKEncodedImageFormat.Png, 200, 100)));
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var picture = uploaded.Headers.Location!.ToString().TrimStart('/');
        Assert.StartsWith(Here + "/", picture, StringComparison.Ordinal);
        Assert.Contains("No alternative text", await author.Client.GetStringAsync(Here, Token), StringComparison.Ordinal);
        using (var many = await SendAsync(author, Here, ("a.png", TestPictures.Of(SKEncodedImageFormat.Png, 201, 100)), ("b.png", TestPictures.Of(SKEncodedImageFormat.Png, 202, 100))))
        {
            Assert.Equal("/" + Here, many.Headers.Location?.ToString());
        }

        var said = new Dictionary<string, string> { ["fileName"] = "Gut", ["alt"] = "A gut", ["decorative"] = "true", ["focusX"] = "30", ["focusY"] = "40" };
        using (var both = await author.SendFormAsync(picture, said))
        {
            Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
            var page = await both.Content.ReadAsStringAsync(Token);
            Assert.Contains("A decorative picture has no alternative text", page, StringComparison.Ordinal);
            Assert.Contains("value=\"A gut\"", page, StringComparison.Ordinal);
        }

        said.Remove("decorative");
        (await author.SendFormAsync(picture, said)).Dispose();
        var shown = await author.Client.GetStringAsync(picture, Token);
        Assert.Contains("alt=\"A gut\"", shown, StringComparison.Ordinal);
        Assert.Contains("160-16x9-30-40.webp", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("btn-danger", await reviewer.Client.GetStringAsync(picture, Token), StringComparison.Ordinal);
        Assert.Contains("A gut", await reviewer.Client.GetStringAsync(Here + "?q=gut", Token), StringComparison.Ordinal);
        Assert.Contains("No picture is like that", await reviewer.Client.GetStringAsync(Here + "?q=liver", Token), StringComparison.Ordinal);

        (await author.SendFormAsync(picture, new Dictionary<string, string>(), picture + "?handler=Delete")).Dispose();
        using var gone = await author.Client.GetAsync(picture, Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_script_is_told_what_became_of_each_file()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var author = (await team.PersonAsync("author-0")).Browser;

        using var uploaded = await SendAsync(author, Here + "?handler=One", "file", ("gut.png", TestPictures.Of(SKEncodedImageFormat.Png, 200, 100)));
        Assert.StartsWith("/" + Here, (string?)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync(Token))!["address"], StringComparison.Ordinal);
        using var refused = await SendAsync(author, Here + "?handler=One", "file", ("gut.png", "no picture"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.StartsWith("This is no picture", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Token))!["fault"], StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(TestBrowser browser, string action, params (string Name, byte[] Bytes)[] files) => SendAsync(browser, action, "files", files);

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, string action, string field, params (string Name, byte[] Bytes)[] files)
    {
        // Whoever may not upload has the token of another form.
        var token = FormToken().Match(await browser.Client.GetStringAsync("admin", Token)).Groups["token"].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, field, name);
        }

        return await browser.Client.PostAsync(action, form, Token);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
