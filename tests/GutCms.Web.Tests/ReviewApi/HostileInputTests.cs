using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class HostileInputOnSqliteTests() : HostileInputTests(Provider.Sqlite);

public sealed class HostileInputOnPostgreSqlTests() : HostileInputTests(Provider.PostgreSql);

/// <summary>Input that no client sends by accident is a 400 that says what is wrong, never a 500, and changes nothing.</summary>
public abstract class HostileInputTests(Provider provider) : ReviewApiTests(provider)
{
    private static readonly (string What, string Body)[] Bodies =
    [
        ("comments", """{"text":"a\u0000b"}"""),
        ("comments", """{"text":"a\ud800b"}"""),
        ("comments", """{"text":null}"""),
        ("comments", """{"te\u0000xt":"a"}"""),
        ("comments", """{"text":"a","text":"b"}"""),
        ("comments", """{"text":"a","anchor":{"blockId":"\u0000","quote":"q","prefix":"","suffix":"","start":0,"length":1}}"""),
        ("comments", """{"text":"a","anchor":{"blockId":"b","quote":"q","prefix":"","suffix":"","start":-1,"length":1}}"""),
        ("comments", """{"text":"a","anchor":{"blockId":"b","quote":"q","prefix":"","suffix":"","start":0,"length":2}}"""),
        ("comments", """{"text":"a","anchor":{"blockId":"b","quote":"q","prefix":"","suffix":"","start":0,"length":1,"html":"x"}}"""),
        ("comments", """{"text":"a","anchor":[]}"""),
        ("comments", """["text"]"""),
        ("comments", "{\"text\":"),
        ("assign", """{"assignees":[null]}"""),
        ("assign", """{"assignees":["\u0000"]}"""),
        ("assign", """{"dueUtc":"0001-01-01T00:00:00+14:00"}"""),
        ("assign", """{"dueUtc":"2027-01-01T00:00:00"}"""),
        ("withdraw", """{"reason":"\u0000"}"""),
        ("approve", """{"contentHash":"x","signature":{"password":null}}"""),
        ("approve", """{"contentHash":"x","signature":{"password":"right","passwort":"x"}}"""),
    ];

    [Fact]
    public async Task A_body_that_is_not_as_it_should_be_is_refused()
    {
        var id = await DraftAsync("hostile");
        (await PullAsync("author", id, "submit")).Expect(200);
        var before = await ReviewAsync(id);

        foreach (var (what, body) in Bodies)
        {
            var answer = await SendRawAsync($"api/review/{id}/{what}", Encoding.UTF8.GetBytes(body), before.Tag!);
            Assert.True(answer.Status == 400, $"{what} {body}: {answer.Status} {answer.Body?.ToJsonString()}");
        }

        Assert.Equal(before.Body!.ToJsonString(), (await ReviewAsync(id)).Body!.ToJsonString());
    }

    [Fact]
    public async Task Content_that_cannot_be_stored_is_refused()
    {
        var article = Article("unstorable").ToJsonString();
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes(article.Replace("\"Introduction\"", @"""Intro\u0000duction""", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(article.Replace("\"Introduction\"", @"""Intro\ud800duction""", StringComparison.Ordinal)),
            [.. "{\"ContentType\":\"Article\",\"DisplayText\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)),
        ];

        foreach (var body in bodies)
        {
            Assert.Equal(400, (await SendRawAsync("api/content?draft=true", body, "\"x\"")).Status);
        }

        Assert.Equal(0, (int)(await GetAsync("editor", "api/content?status=draft&q=unstorable")).Expect(200)["total"]!);
    }

    [Fact]
    public async Task A_query_that_is_not_as_it_should_be_is_refused_and_an_id_that_is_none_is_not_found()
    {
        string[] refused =
        [
            "api/content?q=%00", "api/content?contentType=%00", "api/content?after=%00", "api/content?first=1&first=2", "api/review/queue?stage=%00",
            "api/review/queue?assignee=%00", "api/review/queue?after=none", "api/audit?item=%00", "api/audit?actor=%00", "api/audit?action=%00",
            "api/audit?from=yesterday", "api/audit?after=-1", "api/delivery/articles?q=%00",
        ];
        string[] missing = ["api/review/%0D%0AInjected", "api/review/%ED%A0%80", "api/content/%27%20OR%201=1--", "api/content/..%2f..%2fetc%2fpasswd", "api/content/{}?version=latest"];

        Assert.All(await StatusesAsync(refused), answer => Assert.Equal((answer.Path, 400), answer));
        Assert.All(await StatusesAsync(missing), answer => Assert.Equal((answer.Path, 404), answer));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_the_limit()
    {
        using var client = Site.As("author");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = new ByteArrayContent(new byte[30_000_001]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;

        using var answer = await client.SendAsync(request, Token);

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        Assert.Equal((413, "urn:gutcms:problem:content-too-large"), ((int)answer.StatusCode, (string?)problem["type"]));
        Assert.Contains("30000000", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_is_none_is_refused()
    {
        var id = await DraftAsync("tagged");

        foreach (var tag in new[] { "\"\"", "\"a\", \"b\"", "a" })
        {
            (await PostAsync("author", $"api/review/{id}/submit", tag: tag)).Expect(400);
        }
    }

    [Fact]
    public async Task Deeply_nested_markup_is_cut_down()
    {
        var deep = Article("deep", string.Concat(Enumerable.Repeat("<b><div>", 10_000)) + "Deep.");

        var saved = (await PostAsync("author", "api/content?draft=true", deep)).Expect(200);

        Assert.Contains("Deep.", (string?)saved["Body"]["ContentItems"]![0]!["HtmlBodyPart"]!["Html"], StringComparison.Ordinal);
    }

    private async Task<List<(string Path, int Status)>> StatusesAsync(string[] paths)
    {
        var answers = new List<(string, int)>();
        foreach (var path in paths)
        {
            answers.Add((path, (await GetAsync("administrator", path)).Status));
        }

        return answers;
    }

    private async Task<Answer> SendRawAsync(string path, byte[] body, string tag)
    {
        using var client = Site.As("editor");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new Answer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString());
    }
}
