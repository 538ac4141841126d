using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using GutCms.TestSupport.Editorial;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.ContentManagement;
using OrchardCore.Data.Documents;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>What changed in what readers get, as somebody hears of it who follows: the contract of the light host.</summary>
[Collection<OrchardSites>]
public sealed class ChangesTests(Newsroom newsroom)
{
    private const string Address = "api/delivery/changes";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_comes_first_and_then_nothing()
    {
        var id = await newsroom.PublishedAsync("Among all that there is");
        var mirror = new Mirror(_site.Client);

        var all = await mirror.CatchUpAsync(first: 2);

        var change = Assert.Single(all, change => (string?)change["id"] == id);
        Assert.Equal(
            ("published", "article", "Article", "/articles/among-all-that-there-is", "published"),
            ((string?)change["change"], (string?)change["kind"], (string?)change["type"], (string?)change["url"], (string?)change["reviewStatus"]));
        Assert.Contains(all, other => (string?)other["kind"] == "disclaimer" && (string?)other["id"] == Editorial.DisclaimerId);
        await mirror.CheckAsync();
        Assert.Empty(await mirror.StepAsync());
    }

    [Fact]
    public async Task Each_thing_that_becomes_of_an_article_is_told()
    {
        var mirror = await FollowAsync();

        var id = await newsroom.PublishedAsync("Followed");
        Assert.Equal(["published /articles/followed"], await ToldAsync(mirror));

        await ChangeAsync(id, item => item["Article"]!["Subtitle"] = new JsonObject { ["Text"] = "Another text" }, publish: false);
        Assert.Empty(await ToldAsync(mirror));
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        Assert.Equal(["republished /articles/followed"], await ToldAsync(mirror));

        await ChangeAsync(id, item => item["AutoroutePart"]!["Path"] = "articles/followed-on");
        Assert.Equal(["redirected /articles/followed", "addressChanged /articles/followed-on"], await ToldAsync(mirror));

        await newsroom.Editor.DoAsync(id, "unpublish");
        Assert.Equal(["unpublished /articles/followed-on", "redirected /articles/followed-on"], await ToldAsync(mirror));

        // Its approvals stand.
        await newsroom.Editor.DoAsync(id, "publish");
        Assert.Equal(["published /articles/followed-on"], await ToldAsync(mirror));

        await newsroom.Editor.DoAsync(id, "withdraw", new() { ["reason"] = "The dose was wrong." });
        var withdrawn = Assert.Single(await mirror.CatchUpAsync());
        Assert.Equal(("withdrawn", "The dose was wrong.", "/articles/followed-on"), ((string?)withdrawn["change"], (string?)withdrawn["reason"], (string?)withdrawn["url"]));
        Assert.Null(withdrawn["contentHash"]);
        await mirror.CheckAsync();

        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        await editor.SendAsync("Admin/Addresses", "Admin/Addresses/Release", ("path", "articles/followed"));
        Assert.Equal(["redirectRemoved /articles/followed"], await ToldAsync(mirror));
    }

    [Fact]
    public async Task Deletion_is_told_of_what_is_live_and_of_what_was_taken_down()
    {
        var (live, down) = (await newsroom.PublishedAsync("Deleted while live"), await newsroom.PublishedAsync("Deleted when down"));
        await newsroom.Editor.DoAsync(down, "unpublish");
        var mirror = await FollowAsync();

        using var response = await newsroom.Administrator.DeleteAsync($"api/content/{live}", Cancellation);
        response.EnsureSuccessStatusCode();
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            await manager.RemoveAsync(await manager.GetAsync(down, VersionOptions.Latest));
        });

        Assert.Equal(["deleted /articles/deleted-when-down", "deleted /articles/deleted-while-live"], (await ToldAsync(mirror)).Where(told => told.StartsWith("deleted", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_given_up_is_not_told()
    {
        var mirror = await FollowAsync();

        await WriteAddressAsync("given-up", commit: false);
        Assert.Empty(await mirror.CatchUpAsync());

        await WriteAddressAsync("kept", commit: true);
        Assert.Equal("/articles/kept", (string?)Assert.Single(await mirror.CatchUpAsync())["url"]);
    }

    [Theory]
    [InlineData("after=nonsense", "invalid-cursor")]
    [InlineData("first=0", "invalid-query-parameter")]
    [InlineData("since=1", "unknown-query-parameter")]
    public async Task Wrong_question_is_refused(string query, string problem)
    {
        using var response = await _site.Client.GetAsync($"{Address}?{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:" + problem, await ProblemAsync(response));
    }

    [Fact]
    public async Task Token_of_another_database_or_of_a_later_state_is_told_to_begin_anew()
    {
        var now = await NowAsync();
        var parts = now.Split('-');

        foreach (var lost in (string[])[$"another-{parts[1]}", $"{parts[0]}-9{parts[1]}"])
        {
            using var response = await _site.Client.GetAsync($"{Address}?after={lost}", Cancellation);
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            Assert.Equal("urn:gutcms:problem:changes-lost", await ProblemAsync(response));
        }

        using var known = await _site.Client.GetAsync($"{Address}?after={now}", Cancellation);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    [Fact]
    public async Task What_was_removed_is_forgotten_after_a_time_and_who_has_not_heard_of_it_begins_anew()
    {
        var (gone, harmful, other) = (await newsroom.PublishedAsync("Goes"), await newsroom.PublishedAsync("Harmful"), await newsroom.PublishedAsync("Goes as well"));
        var (follower, late) = (await FollowAsync(), await FollowAsync());
        await newsroom.Editor.DoAsync(gone, "unpublish");
        await newsroom.Editor.DoAsync(harmful, "withdraw", new() { ["reason"] = "Wrong." });
        await follower.CatchUpAsync();

        await AgeAsync([gone, harmful], days: 89);
        await newsroom.Editor.DoAsync(other, "unpublish");
        using (var heard = await _site.Client.GetAsync($"{Address}?after={late.Next}", Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
        }

        await AgeAsync([gone, harmful], days: 91);
        await newsroom.Editor.DoAsync(await newsroom.PublishedAsync("Comes and goes"), "unpublish");

        using var lost = await _site.Client.GetAsync($"{Address}?after={late.Next}", Cancellation);
        Assert.Equal(HttpStatusCode.Gone, lost.StatusCode);
        await follower.CatchUpAsync();
        await follower.CheckAsync();
        var anew = new Mirror(_site.Client);
        var all = await anew.CatchUpAsync();
        Assert.Equal(follower.Held, anew.Held);
        Assert.Contains(all, change => (string?)change["change"] == "withdrawn" && (string?)change["id"] == harmful);
        Assert.DoesNotContain(all, change => (string?)change["id"] == gone && (string?)change["change"] != "redirected");
    }

    [Fact]
    public async Task Who_waits_is_answered_when_something_is_published_here()
    {
        var waiting = _site.Client.GetFromJsonAsync<JsonObject>($"{Address}?wait=60&after={await NowAsync()}", Cancellation);

        var id = await newsroom.PublishedAsync("Awaited");

        Assert.Equal(id, (string?)Assert.Single((await waiting)!["items"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task Who_waits_hears_of_another_node_and_is_let_go_at_the_end_of_the_time()
    {
        var waiting = _site.Client.GetFromJsonAsync<JsonObject>($"{Address}?wait=60&after={await NowAsync()}", Cancellation);

        // Whoever writes so tells this node nothing: it has memory of its own.
        await WriteAddressAsync("of-another-node", commit: true, new DeliveryCache(new DeliveryCacheOptions()));

        Assert.Equal("/articles/of-another-node", (string?)Assert.Single((await waiting)!["items"]!.AsArray())!["url"]);
        var nothing = await _site.Client.GetFromJsonAsync<JsonObject>($"{Address}?wait=1&after={await NowAsync()}", Cancellation);
        Assert.Empty(nothing!["items"]!.AsArray());
    }

    [Fact]
    public async Task Site_from_before_changes_were_written_down_tells_all_that_there_is()
    {
        var (id, down) = (await newsroom.PublishedAsync("There before"), await newsroom.PublishedAsync("Withdrawn before"));
        await ChangeAsync(id, item => item["AutoroutePart"]!["Path"] = "articles/there-before-and-moved");
        await newsroom.Editor.DoAsync(down, "withdraw", new() { ["reason"] = "Wrong before." });
        var before = await FollowAsync();

        await _site.InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<ISession>();
            foreach (var change in await session.Query<GutCmsChange, GutCmsChangeIndex>(GutCmsDelivery.Collection).ListAsync())
            {
                session.Delete(change, GutCmsDelivery.Collection);
            }
        });
        Assert.Empty(await new Mirror(_site.Client).CatchUpAsync());
        await MarkAsync(isWhole: false);

        // The process ends before it is committed: nobody is told that there is nothing.
        await _site.InScopeAsync(async services =>
        {
            await services.GetRequiredService<FirstChanges>().WriteAsync();
            await services.GetRequiredService<ISession>().CancelAsync();
        });
        await IsNotReadyAsync(Address);
        await IsNotReadyAsync($"{Address}?after=now");
        await _site.InScopeAsync(services => services.GetRequiredService<FirstChanges>().WriteAsync());

        var after = new Mirror(_site.Client);
        var told = await after.CatchUpAsync();
        await after.CheckAsync();
        Assert.Equal(before.Held, after.Held);
        Assert.Contains(told, change => (string?)change["change"] == "withdrawn" && (string?)change["reason"] == "Wrong before." && (string?)change["url"] == "/articles/withdrawn-before");

        // Once is enough, and what was done twice changes nothing.
        await _site.InScopeAsync(services => services.GetRequiredService<FirstChanges>().WriteAsync());
        await MarkAsync(isWhole: false);
        await _site.InScopeAsync(services => services.GetRequiredService<FirstChanges>().WriteAsync());
        Assert.Empty(await after.CatchUpAsync());
    }

    [Fact]
    public async Task What_was_not_written_down_is_at_the_next_start()
    {
        var id = await newsroom.PublishedAsync("Unknown until the start");
        await ForgetAsync(id);
        await MarkAsync(isWhole: false);

        await _site.RestartAsync("Default");

        var mirror = new Mirror(_site.Client);
        Assert.Contains(await mirror.CatchUpAsync(), change => (string?)change["id"] == id && (string?)change["change"] == "published");
        await mirror.CheckAsync();
    }

    [Fact]
    public async Task What_is_taken_down_is_told_though_nothing_was_known_of_it()
    {
        var id = await newsroom.PublishedAsync("Unknown until taken down");
        var mirror = await FollowAsync();
        await ForgetAsync(id);

        await newsroom.Editor.DoAsync(id, "unpublish");

        // Its address was not known either, and is told after it.
        Assert.Equal("unpublished /articles/unknown-until-taken-down", (await ToldAsync(mirror))[0]);
    }

    private async Task<Mirror> FollowAsync()
    {
        var mirror = new Mirror(_site.Client);
        await mirror.CatchUpAsync();
        return mirror;
    }

    /// <summary>Makes a change as if it had never been written down.</summary>
    private Task ForgetAsync(string id) => _site.InScopeAsync(async services =>
    {
        var session = services.GetRequiredService<ISession>();
        session.Delete(await session.Query<GutCmsChange, GutCmsChangeIndex>(index => index.Subject == id, GutCmsDelivery.Collection).FirstOrDefaultAsync(), GutCmsDelivery.Collection);
    });

    /// <summary>Says whether everything is written down.</summary>
    private Task MarkAsync(bool isWhole) => _site.InScopeAsync(async services =>
    {
        var records = services.GetRequiredService<Records>();
        var history = await records.FindAsync<ChangeHistory>(ChangeHistory.Kind, ChangeHistory.Key);
        await records.SaveAsync(ChangeHistory.Kind, ChangeHistory.Key, history! with { IsWhole = isWhole });
    });

    private async Task IsNotReadyAsync(string address)
    {
        using var response = await _site.Client.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:unavailable", await ProblemAsync(response));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private async Task<string> NowAsync() => (string)(await _site.Client.GetFromJsonAsync<JsonObject>($"{Address}?after=now", Cancellation))!["next"]!;

    private async Task ChangeAsync(string id, Action<JsonObject> change, bool publish = true)
    {
        var item = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/content/{id}", Cancellation);
        change(item!);
        await newsroom.Author.SaveDraftAsync(item!);
        if (publish)
        {
            await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
            await newsroom.Editor.DoAsync(id, "publish");
        }
    }

    /// <summary>Makes changes look as if they had been written so long ago.</summary>
    private Task AgeAsync(string[] ids, int days) => _site.InScopeAsync(async services =>
    {
        var session = services.GetRequiredService<ISession>();
        foreach (var id in ids)
        {
            var change = await session.Query<GutCmsChange, GutCmsChangeIndex>(index => index.Subject == id, GutCmsDelivery.Collection).FirstOrDefaultAsync();
            change.ChangedUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days);
            await session.SaveAsync(change, collection: GutCmsDelivery.Collection);
        }
    });

    /// <summary>Has readers sent on to an item that there is not.</summary>
    private Task WriteAddressAsync(string slug, bool commit, DeliveryCache? cache = null) => _site.InScopeAsync(async services =>
    {
        var session = services.GetRequiredService<ISession>();
        var delivery = new DeliveryChanges(session, services.GetRequiredService<IDocumentStore>(), cache ?? services.GetRequiredService<DeliveryCache>());
        var records = services.GetRequiredService<Records>();
        var address = new FormerAddress(DeliveryKind.Article, slug, Editorial.IdOf(slug), DateTime.UnixEpoch);
        await records.SaveAsync(RecordKinds.Document(FormerAddress.DocumentKind), FormerAddress.NameOf(address.Kind, address.Key), address.Write());
        await new ChangeWriter(session, delivery, records, TimeProvider.System, services.GetRequiredService<IOptions<DeliveryChangesOptions>>()).AddressChangesAsync(address);
        if (!commit)
        {
            await session.CancelAsync();
        }
    });

    /// <summary>What became of articles, and where. What stands around them in a series is told as well, and not looked at here.</summary>
    private static async Task<List<string>> ToldAsync(Mirror mirror)
    {
        var told = (await mirror.CatchUpAsync()).Where(change => (string?)change["kind"] == "article").Select(change => $"{(string?)change["change"]} {(string?)change["url"]}").ToList();
        await mirror.CheckAsync();
        return told;
    }

    private static async Task<string?> ProblemAsync(HttpResponseMessage response) => (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["type"];
}
