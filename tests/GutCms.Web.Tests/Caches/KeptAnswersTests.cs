using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Caches;

public sealed class KeptAnswersOnSqliteTests() : KeptAnswersTests(SiteDatabase.Sqlite);

public sealed class KeptAnswersOnPostgreSqlTests() : KeptAnswersTests(SiteDatabase.PostgreSql)
{
    [Fact]
    public async Task What_was_answered_once_asks_nothing_of_the_database()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.PostgreSql, approvals: 1);
        string[] paths = [.. Lists, "", "?q=gut", "series", "api/delivery/articles/early-warning-signs-you-ignore/place"];
        foreach (var path in paths)
        {
            Assert.NotEqual((path, 0), (path, await CountAsync(team.Host, path)));
        }

        foreach (var path in (string[])["articles/gut-health-and-mental-health", "api/delivery/articles/gut-health-and-mental-health"])
        {
            await CountAsync(team.Host, path);
            paths = [.. paths, path];
        }

        foreach (var path in paths)
        {
            Assert.Equal((path, 0), (path, await CountAsync(team.Host, path)));
        }
    }

    [Fact]
    public async Task What_one_node_publishes_and_withdraws_another_one_knows()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.PostgreSql, approvals: 1);
        var other = await team.Site.StartAsync();
        var editor = await team.PersonAsync("editor-0");
        var slug = SampleArticle.NewSlug("node");
        string[] paths = ["api/delivery/articles", "", $"articles/{slug}"];
        var id = await team.SubmittedAsync(slug, approvals: 1);
        await AskAsync(other, paths);

        await editor.DoAsync(id, "publish");
        foreach (var path in paths)
        {
            await Eventually.HoldsAsync(async () => (await BodyAsync(other, path)).Contains(slug, StringComparison.Ordinal) && await CountAsync(other, path) == 0);
        }

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "It names a wrong dose." });
        foreach (var path in paths)
        {
            await Eventually.HoldsAsync(async () => !(await BodyAsync(other, path)).Contains($"{slug}\"", StringComparison.Ordinal));
        }
    }

    /// <summary>Commands to the database while a request is answered.</summary>
    private static Task<int> CountAsync(GutCmsHost host, string path) => CountedCommands.OfAsync(async () =>
    {
        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
    });
}

/// <summary>Lists, searches and pages from memory are what would be made now, and nothing else.</summary>
public abstract class KeptAnswersTests(SiteDatabase database)
{
    protected static readonly string[] Lists = ["api/delivery/articles", "api/delivery/articles?first=2", "api/delivery/articles?q=gut", "api/delivery/series"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_from_memory_are_those_that_were_made_with_everything_that_stands_at_their_head()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        string[] document = ["api/delivery/articles/gut-health-and-mental-health"];
        foreach (var path in Lists.Concat(document).Concat(["", "?q=gut", "series", "articles/gut-health-and-mental-health"]))
        {
            foreach (var coding in (string[])["identity", "gzip", "br"])
            {
                var made = await AnswerAsync(team.Host, HttpMethod.Get, path, ("Accept-Encoding", coding));
                Assert.Equal(200, made.Status);
                Assert.Equal(made, await AnswerAsync(team.Host, HttpMethod.Get, path, ("Accept-Encoding", coding)));
                var tag = made.Head["ETag"];
                var known = await AnswerAsync(team.Host, HttpMethod.Get, path, ("Accept-Encoding", coding), ("If-None-Match", tag));
                Assert.Equal((304, "", tag), (known.Status, known.Body, known.Head["ETag"]));
                Assert.Equal(made.Head["Cache-Control"] + made.Head["Surrogate-Key"], known.Head["Cache-Control"] + known.Head["Surrogate-Key"]);
                Assert.Equal(200, (await AnswerAsync(team.Host, HttpMethod.Get, path, ("Accept-Encoding", coding), ("If-None-Match", "\"another\""))).Status);
            }

            var head = await AnswerAsync(team.Host, HttpMethod.Head, path);
            Assert.Equal((200, ""), (head.Status, head.Body));
        }

        foreach (var path in Lists.Concat(document))
        {
            Assert.Equal(412, (await AnswerAsync(team.Host, HttpMethod.Get, path, ("If-Match", "\"another\""))).Status);
            Assert.Equal(406, (await AnswerAsync(team.Host, HttpMethod.Get, path, ("Accept-Encoding", "identity;q=0, *;q=0"))).Status);

            // Whoever shows a token of a preview is not answered with what everybody gets.
            Assert.Contains((await AnswerAsync(team.Host, HttpMethod.Get, path, ("X-GutCms-Preview-Token", "another"))).Status, (int[])[400, 403]);
        }

        // A path that reads like one with a query is another address.
        Assert.Equal(404, (await AnswerAsync(team.Host, HttpMethod.Get, "%3Fq=gut")).Status);
        Assert.Equal(200, (await AnswerAsync(team.Host, HttpMethod.Get, "api/delivery/articles?q=gut/place")).Status);
        Assert.Equal(404, (await AnswerAsync(team.Host, HttpMethod.Get, "api/delivery/articles%3Fq=gut/place")).Status);
        Assert.Equal(308, (await AnswerAsync(team.Host, HttpMethod.Get, "api/delivery/articles/Gut-Health-and-Mental-Health")).Status);
        Assert.Equal(400, (await AnswerAsync(team.Host, HttpMethod.Get, "api/delivery/articles?first=2&last=3")).Status);
    }

    [Fact]
    public async Task What_is_published_and_withdrawn_is_seen_at_once()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        var word = "kept" + Guid.NewGuid().ToString("N")[..12];
        var slug = SampleArticle.NewSlug(word);
        string[] paths = ["api/delivery/articles", $"api/delivery/articles?q={word}", "", $"?q={word}"];
        await AskAsync(team.Host, paths);
        var id = await team.SubmittedAsync(slug, approvals: 1);
        await editor.DoAsync(id, "publish");
        foreach (var path in paths.Append($"articles/{slug}").Append($"api/delivery/articles/{slug}"))
        {
            Assert.Contains(slug, await BodyAsync(team.Host, path), StringComparison.Ordinal);
            Assert.Contains(slug, await BodyAsync(team.Host, path), StringComparison.Ordinal);
        }

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "It names a wrong dose." });

        foreach (var path in paths.Append($"articles/{slug}"))
        {
            Assert.DoesNotContain($"{slug}\"", await BodyAsync(team.Host, path), StringComparison.Ordinal);
            Assert.DoesNotContain("talks to the brain", await BodyAsync(team.Host, $"articles/{slug}"), StringComparison.Ordinal);
        }

        Assert.Equal(410, (await AnswerAsync(team.Host, HttpMethod.Get, $"articles/{slug}")).Status);
        Assert.Equal(410, (await AnswerAsync(team.Host, HttpMethod.Get, $"api/delivery/articles/{slug}")).Status);
    }

    [Fact]
    public async Task Page_of_an_article_says_where_it_stands_in_its_series_also_when_another_one_joined()
    {
        const string First = "early-warning-signs-you-ignore";
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        var document = await BodyAsync(team.Host, $"api/delivery/articles/{First}");
        var alone = await AnswerAsync(team.Host, HttpMethod.Get, $"articles/{First}");
        Assert.DoesNotContain("rel=\"next\"", await BodyAsync(team.Host, $"articles/{First}"), StringComparison.Ordinal);

        var slug = SampleArticle.NewSlug("joins");
        var id = await team.SubmittedAsync(slug, approvals: 1, series: (string?)JsonNode.Parse(document)!["series"]!["id"]);
        await editor.DoAsync(id, "publish");

        var page = await BodyAsync(team.Host, $"articles/{First}");
        Assert.Contains("Part 1 of 2", page, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/articles/{slug}\"", page, StringComparison.Ordinal);
        Assert.NotEqual(alone.Head["ETag"], (await AnswerAsync(team.Host, HttpMethod.Get, $"articles/{First}", ("If-None-Match", alone.Head["ETag"]))).Head["ETag"]);
        Assert.Contains("Part 2 of 2", await BodyAsync(team.Host, $"articles/{slug}"), StringComparison.Ordinal);
        Assert.Equal(document, await BodyAsync(team.Host, $"api/delivery/articles/{First}"));
        Assert.Equal(slug, (string?)JsonNode.Parse(await BodyAsync(team.Host, $"api/delivery/articles/{First}/place"))!["next"]!["slug"]);
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_gets_a_page_of_their_own_and_leaves_none_for_others()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        using (var own = await editor.Browser.Client.GetAsync("series", Token))
        {
            Assert.True(own.Headers.CacheControl!.Private);
        }

        var read = await AnswerAsync(team.Host, HttpMethod.Get, "series");
        Assert.StartsWith("public", read.Head["Cache-Control"], StringComparison.Ordinal);
        using var again = await editor.Browser.Client.GetAsync("series", Token);
        Assert.True(again.Headers.CacheControl!.Private);
    }

    protected static async Task AskAsync(GutCmsHost host, string[] paths)
    {
        foreach (var path in paths.Concat(paths))
        {
            await BodyAsync(host, path);
        }
    }

    protected static async Task<string> BodyAsync(GutCmsHost host, string path)
    {
        using var response = await host.Client.GetAsync(path, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private static async Task<Answer> AnswerAsync(GutCmsHost host, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request, Token);
        var head = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not "Date").OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new((int)response.StatusCode, head, Convert.ToHexString(await response.Content.ReadAsByteArrayAsync(Token)));
    }

    private sealed record Answer(int Status, IReadOnlyDictionary<string, string> Head, string Body)
    {
        public bool Equals(Answer? other) => other?.ToString() == ToString();

        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        public override string ToString() => $"{Status} {string.Join("; ", Head.Select(header => $"{header.Key}: {header.Value}"))} {Body}";
    }
}
