using System.Net;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Changes;

public sealed class ChangesOnSqliteTests() : ChangesTests(Provider.Sqlite);

public sealed class ChangesOnPostgreSqlTests() : ChangesTests(Provider.PostgreSql);

/// <summary>What changed in what readers get, as somebody hears of it who follows.</summary>
public abstract class ChangesTests(Provider provider) : ReviewApiTests(provider)
{
    private ReviewPorts Ports => Site.Services.GetRequiredService<ReviewPorts>();

    private IContentStore Store => Site.Services.GetRequiredService<IContentStore>();

    [Fact]
    public async Task Everything_comes_first_and_then_nothing()
    {
        await PublishedAsync("one-more");
        using var client = Site.As(null);
        var mirror = new Mirror(client);

        var all = await mirror.CatchUpAsync(first: 2);

        Assert.All(all, change => Assert.Equal("published", (string?)change["change"]));
        Assert.Equal(["article", "disclaimer", "series"], all.Select(change => (string)change["kind"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("published", (string?)all.Single(change => (string?)change["url"] == "/articles/one-more")["reviewStatus"]);
        Assert.Null(all.First(change => (string?)change["kind"] == "disclaimer")["reviewStatus"]);
        Assert.Contains(all, change => (string?)change["url"] == "/articles/one-more" && (string?)change["slug"] == "one-more" && (string?)change["type"] == "Article");
        await mirror.CheckAsync();
        Assert.Empty(await mirror.StepAsync());
    }

    [Fact]
    public async Task Each_thing_that_becomes_of_an_article_is_told()
    {
        using var client = Site.As(null);
        var mirror = new Mirror(client);
        await mirror.CatchUpAsync();

        var id = await PublishedAsync("followed");
        Assert.Equal(["published /articles/followed"], await ToldAsync(mirror));

        (await EditAsync("author", id, "Another text.")).Expect(200);
        Assert.Empty(await ToldAsync(mirror));
        await PublishAgainAsync(id);
        Assert.Equal(["republished /articles/followed"], await ToldAsync(mirror));

        await MoveAsync(id, "followed-on");
        Assert.Equal(["redirected /articles/followed", "addressChanged /articles/followed-on"], await ToldAsync(mirror));

        (await PullAsync("editor", id, "unpublish")).Expect(200);
        Assert.Equal(["unpublished /articles/followed-on", "redirected /articles/followed-on"], await ToldAsync(mirror));

        // Its approvals stand.
        (await PullAsync("editor", id, "publish")).Expect(200);
        Assert.Equal(["published /articles/followed-on"], await ToldAsync(mirror));

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        var withdrawn = Assert.Single(await mirror.CatchUpAsync());
        Assert.Equal(("withdrawn", "The dose was wrong."), ((string?)withdrawn["change"], (string?)withdrawn["reason"]));
        Assert.Null(withdrawn["contentHash"]);
        await mirror.CheckAsync();

        Assert.True((await new ReleaseAddress(Ports).ExecuteAsync(Site.Person("editor"), "articles/followed", Token)).Succeeded);
        Assert.Equal(["redirectRemoved /articles/followed"], await ToldAsync(mirror));

        // What was withdrawn is not deleted; what was taken down may be.
        var other = await PublishedAsync("forgotten");
        (await PullAsync("editor", other, "unpublish")).Expect(200);
        await ToldAsync(mirror);
        await using (var work = await Store.BeginAsync(Token))
        {
            await work.DeleteAsync(other, Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(["deleted /articles/forgotten"], await ToldAsync(mirror));
    }

    [Fact]
    public async Task Whatever_shows_a_disclaimer_is_told_with_it_and_what_stays_as_it_was_is_not()
    {
        await PublishedAsync("shows-it");
        await PublishedAsync("shows-it-too");
        using var client = Site.As(null);
        var mirror = new Mirror(client);
        await mirror.CatchUpAsync();

        await RewordDisclaimerAsync("<p>For education.</p>");

        var told = await ToldAsync(mirror);
        Assert.Equal("republished ", told[0][..12]);
        Assert.Contains("republished /articles/shows-it", told);
        Assert.Contains("republished /articles/shows-it-too", told);
        Assert.Contains("republished ", told);

        // Every document is written again, with the bytes that it had.
        Assert.True((await new RewriteDelivery(Store, Site.Services.GetRequiredService<IDeliveryRefresh>(), Site.Time).ExecuteAsync(Actor.System, [], Token)).Succeeded);
        Assert.Empty(await mirror.CatchUpAsync());
    }

    [Fact]
    public async Task Build_after_one_change_costs_two_requests()
    {
        for (var number = 0; number < 25; number++)
        {
            await PublishedAsync($"page-{number}");
        }

        using var client = Site.As(null);
        var mirror = new Mirror(client);
        await mirror.CatchUpAsync();
        var before = mirror.Requests;

        await RewordDisclaimerAsync("<p>For education only.</p>");

        var changed = await mirror.StepAsync();
        Assert.True(mirror.IsUpToDate, "What changed did not come at once.");
        var documents = await mirror.GetAsync("api/delivery/documents?ids=" + string.Join(',', changed.Select(change => (string)change["id"]!)));
        Assert.Equal(2, mirror.Requests - before);
        Assert.Equal(changed.Select(change => ((string?)change["id"], (string?)change["kind"], (string?)change["etag"])), documents["items"]!.AsArray().Select(item => ((string?)item!["id"], (string?)item["kind"], (string?)item["etag"])));
        Assert.True(changed.Count > 25, "Not every page shows the disclaimer.");
        var one = documents["items"]!.AsArray().Single(item => (string?)item!["document"]!["slug"] == "page-7")!;
        Assert.True(JsonNode.DeepEquals(one["document"], (await DeliveredAsync("page-7")).Expect(200).Body), "The document is another one than its address answers.");
    }

    [Fact]
    public async Task Documents_are_those_that_are_published()
    {
        var id = await PublishedAsync("here");
        var draft = await DraftAsync("not-here");

        Assert.Equal(id, (string?)Assert.Single((await GetAsync(null, $"api/delivery/documents?ids={draft},{id},{id}")).Expect(200)["items"].AsArray())!["id"]);
        Assert.Equal("urn:gutcms:problem:invalid-query-parameter", (string?)(await GetAsync(null, "api/delivery/documents")).Expect(400)["type"]);
        (await GetAsync(null, "api/delivery/documents?ids=" + string.Join(',', Enumerable.Range(0, 101)))).Expect(400);
        (await GetAsync(null, "api/delivery/documents?ids=a,,b")).Expect(400);
        (await GetAsync(null, "api/delivery/documents?ids=a&first=2")).Expect(400);
    }

    [Theory]
    [InlineData("after=nonsense", "invalid-cursor")]
    [InlineData("after=abc-", "invalid-cursor")]
    [InlineData("after=abc-1-2", "invalid-cursor")]
    [InlineData("after=abc--1", "invalid-cursor")]
    [InlineData("first=0", "invalid-query-parameter")]
    [InlineData("first=1001", "invalid-query-parameter")]
    [InlineData("wait=61", "invalid-query-parameter")]
    [InlineData("since=1", "unknown-query-parameter")]
    public async Task Wrong_question_is_refused(string query, string problem) =>
        Assert.Equal("urn:gutcms:problem:" + problem, (string?)(await GetAsync(null, "api/delivery/changes?" + query)).Expect(400)["type"]);

    [Fact]
    public async Task Token_of_another_database_or_of_a_later_state_is_told_to_begin_anew()
    {
        var now = (string)(await GetAsync(null, "api/delivery/changes?after=now")).Expect(200)["next"]!;
        Assert.Empty((await GetAsync(null, "api/delivery/changes?after=" + now)).Expect(200)["items"].AsArray());

        var parts = now.Split('-');
        foreach (var lost in (string[])[$"another-{parts[1]}", $"{parts[0]}-{long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}"])
        {
            var answer = (await GetAsync(null, "api/delivery/changes?after=" + lost)).Expect(410);
            Assert.Equal("urn:gutcms:problem:changes-lost", (string?)answer["type"]);
            Assert.Contains("anew", (string?)answer["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_removed_is_forgotten_after_a_time_and_who_has_not_heard_of_it_begins_anew()
    {
        var (gone, harmful, other) = (await PublishedAsync("goes"), await PublishedAsync("harmful"), await PublishedAsync("goes-as-well"));
        using var client = Site.As(null);
        var (follower, late) = (new Mirror(client), new Mirror(client));
        await follower.CatchUpAsync();
        await late.CatchUpAsync();
        (await PullAsync("editor", gone, "unpublish")).Expect(200);
        (await PullAsync("editor", harmful, "withdraw", new() { ["reason"] = "Wrong." })).Expect(200);
        await follower.CatchUpAsync();

        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(89));
        (await PullAsync("editor", other, "unpublish")).Expect(200);
        (await GetAsync(null, "api/delivery/changes?after=" + late.Next)).Expect(200);

        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(2));
        (await PullAsync("editor", await PublishedAsync("comes-and-goes"), "unpublish")).Expect(200);

        Assert.Equal("urn:gutcms:problem:changes-lost", (string?)(await GetAsync(null, "api/delivery/changes?after=" + late.Next)).Expect(410)["type"]);
        await follower.CatchUpAsync();
        await follower.CheckAsync();
        var anew = new Mirror(client);
        var all = await anew.CatchUpAsync();
        Assert.Equal(follower.Held, anew.Held);
        Assert.Contains(all, change => (string?)change["change"] == "withdrawn" && (string?)change["id"] == harmful);
        Assert.DoesNotContain(all, change => (string?)change["id"] == gone && (string?)change["change"] != "redirected");
    }

    [Fact]
    public async Task No_cache_answers_without_asking_and_what_is_the_same_is_not_sent_again()
    {
        using var client = Site.As(null);
        using var first = await client.GetAsync("api/delivery/changes", Token);
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/delivery/changes");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        await PublishedAsync("new-bytes");
        using var later = new HttpRequestMessage(HttpMethod.Get, "api/delivery/changes");
        later.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var other = await client.SendAsync(later, Token);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Who_waits_is_answered_when_something_is_published()
    {
        var now = (string)(await GetAsync(null, "api/delivery/changes?after=now")).Expect(200)["next"]!;
        var waiting = GetAsync(null, $"api/delivery/changes?wait=60&after={now}");
        var id = await PublishedAsync("awaited");

        // The clock of the site stands still: nothing but the publication can have ended it.
        Assert.Equal(id, (string?)Assert.Single((await waiting).Expect(200)["items"].AsArray())!["id"]);
    }

    [Fact]
    public async Task Who_waits_hears_of_another_process_and_is_let_go_at_the_end_of_the_time()
    {
        var now = (string)(await GetAsync(null, "api/delivery/changes?after=now")).Expect(200)["next"]!;
        var waiting = GetAsync(null, $"api/delivery/changes?wait=60&after={now}");
        using var other = new EfContentStore(
            Site.Services.GetRequiredService<Database>(), new DeliveryCache(new DeliveryCacheOptions()), Options.Create(new StorageOptions()), Options.Create(new DeliveryChangesOptions()), Site.Time);
        await using (var work = await other.BeginAsync(Token))
        {
            var address = new FormerAddress(DeliveryKind.Article, "of-another-process", "5n33tttcnxh5hrvdqwhxmkq9eb", Site.Time.GetUtcNow().UtcDateTime);
            await work.SaveDocumentAsync(FormerAddress.DocumentKind, FormerAddress.NameOf(address.Kind, address.Key), address.Write(), Token);
            await work.CommitAsync(Token);
        }

        var passed = await PassAsync(waiting);
        Assert.True(passed < TimeSpan.FromSeconds(60), "It was not heard of before the time was over.");
        var told = await waiting;
        Assert.Equal("/articles/of-another-process", (string?)Assert.Single(told.Expect(200)["items"].AsArray())!["url"]);

        waiting = GetAsync(null, $"api/delivery/changes?wait=5&after={(string)told["next"]!}");
        await PassAsync(waiting);
        Assert.Empty((await waiting).Expect(200)["items"].AsArray());
    }

    private async Task<TimeSpan> PassAsync(Task waiting)
    {
        var began = Site.Time.GetUtcNow();
        while (!waiting.IsCompleted)
        {
            await Task.WhenAny(waiting, Task.Delay(20, Token));
            Site.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        return Site.Time.GetUtcNow() - began;
    }

    private static async Task<List<string>> ToldAsync(Mirror mirror)
    {
        var told = (await mirror.CatchUpAsync()).Where(change => (string?)change["kind"] != "series").Select(change => $"{(string?)change["change"]} {(string?)change["url"]}").ToList();
        await mirror.CheckAsync();
        return told;
    }
}
