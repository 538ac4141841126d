using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Editorial;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class EditorialListsOnSqliteTests() : EditorialListsTests(Provider.Sqlite);

public sealed class EditorialListsOnPostgreSqlTests() : EditorialListsTests(Provider.PostgreSql);

/// <summary>What editors find among drafts and live texts, and how much a disclaimer concerns.</summary>
public abstract class EditorialListsTests(Provider provider) : StorageTests(provider)
{
    private static readonly EditorialSight Sight = new(["Article", "Series", "Disclaimer"], [], "4ada", Monday);

    private EditorialLists Lists => new(Storage.Database);

    [Fact]
    public async Task Finds_drafts_by_the_words_of_their_title_and_text()
    {
        await Storage.Store.AddAsync(Draft("soup", title: "Sjögren and the gut", html: "<p>Take <em>mag</em>nesium &amp; sleep.</p>"), Draft("tea"));

        foreach (var search in new[] { "sjogren", "GUT", "magnesium", "magn", "sleep magnesium", "gut sle", "articles/soup" })
        {
            Assert.Equal(["soup"], await FindAsync(search));
        }

        foreach (var search in new[] { "gnesium", "gut liver", "Html", "ContentItemIds", "em" })
        {
            Assert.Empty(await FindAsync(search));
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("'; --")]
    public async Task Finds_nothing_without_a_word(string search)
    {
        await Storage.Store.AddAsync(Draft("soup"));

        Assert.Empty(await FindAsync(search));
    }

    [Fact]
    public async Task Finds_live_articles_as_they_are_delivered_and_whatever_else_is_live_by_its_text()
    {
        await PublishAsync(Article("soup"), "The gut talks.");
        await Storage.Store.AddAsync(Series("talks"), Disclaimer("notice", html: "<p>It talks to nobody.</p>"));

        Assert.Equal(["notice", "soup", "talks"], (await FindAsync("talks")).Order());
    }

    [Fact]
    public async Task Finds_an_item_by_its_latest_version_alone_while_it_is_edited_published_and_taken_down()
    {
        await PublishAsync(Article("soup"), "oldest");

        await Storage.Store.AddAsync(Draft("soup", version: 2, html: "<p>newest</p>"));
        Assert.Equal(["soup"], await FindAsync("newest"));
        Assert.Empty(await FindAsync("oldest"));

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SetPublishedVersionAsync(Id("soup"), Id("soupv2"), Monday, Actor.System, Token);
            await work.WriteDeliveryAsync([Record("soup", text: "delivered")], Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(["soup"], await FindAsync("delivered"));
        Assert.Empty(await FindAsync("newest"));

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SetPublishedVersionAsync(Id("soup"), null, null, Actor.System, Token);
            await work.RemoveDeliveryAsync([Id("soup")], Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(["soup"], await FindAsync("newest"));
        Assert.Empty(await FindAsync("delivered"));

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.DeleteAsync(Id("soup"), Token);
            await work.CommitAsync(Token);
        }

        Assert.Empty(await FindAsync("newest"));
    }

    [Fact]
    public async Task Keeps_nothing_of_a_save_that_was_not_committed()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.AddVersionsAsync([Draft("soup")], null, Token);
        }

        Assert.Empty(await FindAsync("soup"));
    }

    [Fact]
    public async Task Lists_page_by_page_what_was_written_last_first()
    {
        await Storage.Store.AddAsync(Draft("a", title: "c"), Draft("b", title: "a"), Draft("c", title: "b"));

        var first = await Lists.ListAsync(Sight, new(), EditorialOrder.Modified, null, 2, Token);
        var second = await Lists.ListAsync(Sight, new(), EditorialOrder.Modified, first.Next, 2, Token);
        var titles = await Lists.ListAsync(Sight, new(), EditorialOrder.Title, null, 10, Token);

        Assert.Equal(["c", "b"], Names(first));
        Assert.Equal(["a"], Names(second));
        Assert.Equal((3, 3, null), (first.Total, second.Total, second.Next));
        Assert.Equal(["b", "c", "a"], Names(titles));
    }

    [Fact]
    public async Task Tells_states_and_asks_only_for_what_may_be_seen()
    {
        await PublishAsync(Article("live"), "");
        await Storage.Store.AddAsync(Draft("mine") with { Owner = "4me" }, Draft("other"));

        Assert.Equal(["live"], Names(await Lists.ListAsync(Sight, new(State: ReviewState.Published), EditorialOrder.Due, null, 10, Token)));
        Assert.Empty(Names(await Lists.ListAsync(Sight, new(State: ReviewState.Imported), EditorialOrder.Title, null, 10, Token)));
        Assert.Equal(["other", "mine"], Names(await Lists.ListAsync(Sight, new(State: ReviewState.Draft), EditorialOrder.Modified, null, 10, Token)));
        Assert.Equal(["mine"], Names(await Lists.ListAsync(Sight with { ContentTypes = [], OwnTypes = ["Article"], UserId = "4me" }, new(), EditorialOrder.Modified, null, 10, Token)));
        foreach (var state in new[] { ReviewState.InReview, ReviewState.Approved, ReviewState.ChangesRequested, ReviewState.ReviewDue, ReviewState.Withdrawn })
        {
            Assert.Empty((await Lists.ListAsync(Sight, new(State: state), EditorialOrder.Modified, null, 10, Token)).Rows);
        }
    }

    [Fact]
    public async Task What_is_live_and_due_is_told_whoever_wrote_it_and_whatever_is_being_written_since()
    {
        await PublishAsync(Article("due"), "");
        await PublishAsync(Article("within"), "");
        await Storage.Store.AddAsync(Draft("due", version: 2, title: "Written anew"));
        await Storage.ExecuteAsync($"UPDATE \"ContentItems\" SET \"LiveDueUtc\" = {Monday.Ticks} WHERE \"ContentItemId\" = '{Id("due")}'");
        var queries = new DashboardQueries(Storage.Database);
        var reader = new EditorialSight([], ["Article"], "4me", Monday) { LiveTypes = ["Article"], IsPartial = true };

        foreach (var sight in new[] { Sight, reader })
        {
            var due = await queries.ListReviewDueAsync(sight, 5, Token);
            Assert.Equal((1, "due", ReviewState.ReviewDue, "articles/due"), (due.Total, due.Rows[0].Title, due.Rows[0].State, due.Rows[0].LivePath));
            Assert.Equal(["due", "within"], (await queries.ListPublishedAsync(sight, 5, Token)).Select(row => row.Title!).Order());
        }

        Assert.Empty(await queries.ListPublishedAsync(reader with { LiveTypes = [] }, 5, Token));
        Assert.Empty((await queries.ListReviewDueAsync(reader with { LiveTypes = [] }, 5, Token)).Rows);
        Assert.False(reader.HoldsDraftsOf((await queries.ListReviewDueAsync(reader, 5, Token)).Rows[0]));
        var listed = Assert.Single((await Lists.ListAsync(Sight, new(State: ReviewState.ReviewDue), EditorialOrder.Modified, null, 10, Token)).Rows);
        Assert.Equal(("Written anew", ReviewState.Draft, ReviewState.ReviewDue), (listed.Title, listed.State, listed.LiveState));
    }

    [Fact]
    public async Task Knows_which_texts_cite_nothing()
    {
        await Storage.Store.AddAsync(Draft("cites", html: "<p>x</p>", cites: true), Draft("uncited", html: "<p>x</p>"), Draft("empty"));

        Assert.Equal(["uncited"], Names(await Lists.ListAsync(Sight, new(WithoutReferences: true), EditorialOrder.Modified, null, 10, Token)));
    }

    [Fact]
    public async Task Counts_and_lists_what_shows_a_disclaimer_by_the_version_that_is_live()
    {
        await using (var begin = await Storage.Store.BeginAsync(Token))
        {
            await begin.SaveDefinitionsAsync(Definitions, Token);
            await begin.CommitAsync(Token);
        }

        await Storage.Store.AddAsync(Disclaimer("notice"), Disclaimer("other"));
        await Storage.Store.AddAsync(Article("shows", disclaimer: "notice"), Article("changed", disclaimer: "notice"), Draft("draft", disclaimer: "notice"), Article("not", disclaimer: "other"));
        await Storage.Store.AddAsync(Draft("changed", version: 2, disclaimer: "other"));

        await using var work = await Storage.Store.ReadAsync(Token);
        var uses = await work.FindDisclaimerUsesAsync(Id("notice"), [Id("draft"), Id("nowhere")], Token);

        Assert.Equal(2, await Lists.CountDisclaimerUsesAsync(Id("notice"), Token));
        Assert.Equal(0, await Lists.CountDisclaimerUsesAsync(Id("shows"), Token));
        Assert.Equal([Id("changed"), Id("draft"), Id("shows")], uses.Keys.Order());
        Assert.Equal(new DisclaimerUse(Id("changed"), "Article", "changed", "articles/changed", LatestIsLive: false, Id("changedv1"), Id("notice")), uses[Id("changed")]);
        Assert.Equal((null, null), (uses[Id("draft")].LiveVersionId, uses[Id("draft")].LiveDisclaimerId));
        Assert.Equal((await DisclaimerUses.ReadAsync(work, Id("notice"), [Id("draft"), Id("nowhere")], Token)).Values.OrderBy(use => use.ContentItemId), uses.Values.OrderBy(use => use.ContentItemId));
    }

    [Fact]
    public async Task Finds_what_was_told_by_the_rules_of_another_version()
    {
        await Storage.Store.AddAsync(Draft("soup", html: "<p>x</p>"));
        await PublishAsync(Article("live"), "delivered");
        await using (var connection = await Storage.Database.OpenAsync(Token))
        {
            using var session = new SqlSession(connection);
            await Storage.Database.ClearSearchAsync(session, SearchTable.Delivery, Token);
            await Storage.Database.ClearSearchAsync(session, SearchTable.Editorial, Token);
        }

        Assert.Empty(await FindAsync("soup"));
        Assert.False(await Storage.Migrator.IsUpToDateAsync(Token));
        await Storage.Migrator.MigrateAsync(Token);

        Assert.Equal(["soup"], await FindAsync("soup"));
        Assert.Equal(["live"], await FindAsync("delivered"));
        Assert.Equal(["soup"], Names(await Lists.ListAsync(Sight, new(WithoutReferences: true), EditorialOrder.Modified, null, 10, Token)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("UPDATE \"ContentVersions\" SET \"Json\" = '{}'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("UPDATE \"ContentVersions\" SET \"Uncited\" = FALSE"));
    }

    [Fact]
    public async Task Finds_what_people_type_as_readers_do()
    {
        await Storage.Store.AddAsync(Draft("a", title: "Łódź", html: "<p>in&shy;flammation, omega-3</p>"), Draft("b", title: "睡眠不足", html: "<p>Entzündungen</p>"));

        foreach (var (typed, right) in new[] { ("lodz inflam", "a"), ("omega3", "a"), ("inflamation", "a"), ("眠不", "b"), ("entzuendung", "b"), ("inflammation 睡", ""), ("inflamation 睡", ""), ("…", "") })
        {
            Assert.Equal((typed, right), (typed, string.Join(' ', await FindAsync(typed))));
        }
    }

    private static IEnumerable<string> Names(EditorialPage page) => page.Rows.Select(row => row.ContentItemId.TrimEnd('0'));

    private static ContentItem Draft(string name, int version = 1, string? title = null, string? html = null, string? disclaimer = null, bool cites = false)
    {
        var item = Article(name, version, published: false, title: title, disclaimer: disclaimer);
        if (html is not null)
        {
            item.Parts["Body"] = Bag("Section", new JsonObject { ["HtmlBodyPart"] = new JsonObject { ["Html"] = html } });
            item.Parts["References"] = cites ? Bag("Reference", new JsonObject { ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = "10.1000/x" } } }) : new JsonObject { ["ContentItems"] = new JsonArray() };
        }

        return item;
    }

    private static JsonObject Bag(string type, JsonObject block)
    {
        block["ContentItemId"] = Id("block");
        block["ContentType"] = type;
        return new JsonObject { ["ContentItems"] = new JsonArray(block) };
    }

    private async Task PublishAsync(ContentItem item, string text)
    {
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.AddVersionsAsync([item], "recipe", Token);
        await work.WriteDeliveryAsync([Record(item.ContentItemId.TrimEnd('0'), text: text)], Token);
        await work.CommitAsync(Token);
    }

    private async Task<IReadOnlyList<string>> FindAsync(string search) =>
        [.. Names(await Lists.ListAsync(Sight, new(Search: search), EditorialOrder.Modified, null, 10, Token))];
}
