using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class ContentStoreOnSqliteTests() : ContentStoreTests(Provider.Sqlite);

public sealed class ContentStoreOnPostgreSqlTests() : ContentStoreTests(Provider.PostgreSql);

/// <summary>What a unit of work writes is what another one reads.</summary>
public abstract class ContentStoreTests(Provider provider) : StorageTests(provider)
{
    private static readonly Actor Editor = new("4editor", "editor");

    [Fact]
    public async Task Returns_a_version_exactly_as_it_was_written()
    {
        var article = Article("gut", position: 2.50);
        await Storage.Store.AddAsync("recipe", article);

        var stored = await Storage.Store.FindOneAsync("gut", VersionSelector.Latest);

        Assert.NotNull(stored);
        Assert.Equal(article with { Parts = stored.Item.Parts }, stored.Item);
        Assert.Equal(article.Parts.ToJsonString(), stored.Item.Parts.ToJsonString());
        Assert.Equal((1, "recipe", false), (stored.VersionNumber, stored.Origin, stored.PublishedByPerson));
        Assert.Equal(DateTimeKind.Utc, stored.Item.ModifiedUtc!.Value.Kind);
    }

    [Fact]
    public async Task A_new_draft_takes_the_latest_flag_and_leaves_the_published_version()
    {
        await Storage.Store.AddAsync(Article("gut"));
        await Storage.Store.AddAsync(Article("gut", version: 2, published: false));

        Assert.Equal(Id("gutv2"), (await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.Item.ContentItemVersionId);
        Assert.Equal(Id("gutv1"), (await Storage.Store.FindOneAsync("gut", VersionSelector.Published))!.Item.ContentItemVersionId);
        Assert.Equal(2, (await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.VersionNumber);
    }

    [Fact]
    public async Task The_later_of_two_versions_in_one_call_is_the_latest()
    {
        await Storage.Store.AddAsync(Article("gut"), Article("gut", version: 2));

        var stored = await Storage.Store.FindOneAsync("gut", VersionSelector.Published);
        Assert.Equal((Id("gutv2"), 2), (stored!.Item.ContentItemVersionId, stored.VersionNumber));
    }

    [Fact]
    public async Task Finds_only_items_that_have_the_version_asked_for()
    {
        await Storage.Store.AddAsync(Article("live"), Article("draft", published: false));
        await using var work = await Storage.Store.ReadAsync(Token);

        Assert.Equal([Id("live")], (await work.FindAsync([Id("live"), Id("draft"), Id("none")], VersionSelector.Published, Token)).Keys);
        Assert.Equal(2, (await work.FindAsync([Id("live"), Id("draft"), Id("none")], VersionSelector.Latest, Token)).Count);
        Assert.Empty(await work.FindAsync([], VersionSelector.Latest, Token));
    }

    [Fact]
    public async Task Finds_the_latest_and_published_versions_of_sets_of_translations_by_an_index()
    {
        await Storage.Store.AddAsync(In("gut", Article("one")), In("gut", Article("two", published: false)), In("brain", Article("three")), Article("four"));
        await Storage.Store.AddAsync(In("brain", Article("one", version: 2, published: false)), In("gut", Article("two", version: 2, published: false)));
        await using var work = await Storage.Store.ReadAsync(Token);

        Assert.Equal([Id("onev1"), Id("twov2")], (await work.FindTranslationsAsync(["gut", "none"], Token)).Select(item => item.ContentItemVersionId).Order());
        Assert.Equal(4, (await work.FindTranslationsAsync(["gut", "brain"], Token)).Count);
        Assert.Empty(await work.FindTranslationsAsync([], Token));
        Assert.Equal("1", await Storage.TextAsync(Storage.Database.FilePath is not null
            ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'IX_ContentVersions_LocalizationSet'"
            : "SELECT COUNT(*) FROM pg_indexes WHERE indexname = 'IX_ContentVersions_LocalizationSet'"));

        static ContentItem In(string set, ContentItem item)
        {
            var parts = item.Parts.DeepClone().AsObject();
            parts["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = set };
            return item with { Parts = parts };
        }
    }

    [Fact]
    public async Task Tells_deleted_items_from_those_that_never_were()
    {
        await Storage.Store.AddAsync(Article("kept"), Article("gone"));
        await using (var change = await Storage.Store.BeginAsync(Token))
        {
            await change.DeleteAsync(Id("gone"), Token);
            await change.CommitAsync(Token);
        }

        await using var work = await Storage.Store.ReadAsync(Token);
        Assert.Equal([Id("gone")], await work.FindDeletedAsync([Id("kept"), Id("gone"), Id("never")], Token));
    }

    [Fact]
    public async Task Knows_which_item_a_version_and_a_path_belong_to()
    {
        await Storage.Store.AddAsync(Article("gut", path: "articles/Gut-Health"));
        await using var work = await Storage.Store.ReadAsync(Token);

        Assert.Equal(new Dictionary<string, string> { [Id("gutv1")] = Id("gut") }, await work.FindVersionOwnersAsync([Id("gutv1"), Id("gutv2")], Token));
        Assert.Equal(
            new Dictionary<string, string> { ["ARTICLES/gut-health"] = Id("gut") }, await work.FindPathOwnersAsync(["ARTICLES/gut-health", "articles/other"], Token));
    }

    [Fact]
    public async Task An_item_holds_the_paths_of_its_latest_and_of_its_published_version()
    {
        await Storage.Store.AddAsync(Article("gut", path: "articles/old"));
        await Storage.Store.AddAsync(Article("gut", version: 2, published: false, path: "articles/new"));
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            Assert.Equal(2, (await work.FindPathOwnersAsync(["articles/old", "articles/new"], Token)).Count);
            await work.SetPublishedVersionAsync(Id("gut"), Id("gutv2"), Monday, Editor, Token);
            Assert.Equal(["articles/new"], (await work.FindPathOwnersAsync(["articles/old", "articles/new"], Token)).Keys);
            await work.CommitAsync(Token);
        }

        await Storage.Store.AddAsync(Article("other", path: "articles/old"));
    }

    [Fact]
    public async Task Two_items_can_exchange_their_paths_in_one_call()
    {
        await Storage.Store.AddAsync(Article("one", path: "a"), Article("two", path: "b"));
        await Storage.Store.AddAsync(Article("one", version: 2, path: "b"), Article("two", version: 2, path: "a"));

        await using var work = await Storage.Store.ReadAsync(Token);
        Assert.Equal(new Dictionary<string, string> { ["a"] = Id("two"), ["b"] = Id("one") }, await work.FindPathOwnersAsync(["a", "b"], Token));
    }

    [Fact]
    public async Task Refuses_a_path_that_another_item_holds_and_keeps_nothing()
    {
        await Storage.Store.AddAsync(Article("one", path: "articles/Taken"));
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await Assert.ThrowsAsync<ContentConflictException>(() => work.AddVersionsAsync([Article("two", path: "articles/taken")], null, Token));
            await Assert.ThrowsAsync<InvalidOperationException>(() => work.CommitAsync(Token));
        }

        Assert.Null(await Storage.Store.FindOneAsync("two", VersionSelector.Latest));
    }

    [Fact]
    public async Task Refuses_a_version_id_that_is_taken()
    {
        await Storage.Store.AddAsync(Article("one"));
        await using var work = await Storage.Store.BeginAsync(Token);

        await Assert.ThrowsAsync<ContentConflictException>(() =>
            work.AddVersionsAsync([Article("two") with { ContentItemVersionId = Id("onev1") }], null, Token));
    }

    [Fact]
    public async Task Refuses_to_change_the_type_of_an_item()
    {
        await Storage.Store.AddAsync(Series("one"));
        await using var work = await Storage.Store.BeginAsync(Token);

        await Assert.ThrowsAsync<ContentConflictException>(() => work.AddVersionsAsync([Article("one", version: 2)], null, Token));
    }

    [Fact]
    public async Task Undoes_everything_when_disposed_without_a_commit()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.AddVersionsAsync([Article("gut")], null, Token);
            await work.SaveDocumentAsync("settings", "site", [], Token);
            await work.WriteDeliveryAsync([Record("gut")], Token);
        }

        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Empty(await read.FindAsync([Id("gut")], VersionSelector.Latest, Token));
        Assert.Null(await read.GetDocumentAsync("settings", "site", Token));
        Assert.Empty(await read.FindDeliveryStampsAsync([Id("gut")], Token));
    }

    [Fact]
    public async Task Refuses_writes_when_opened_for_reading()
    {
        await using var work = await Storage.Store.ReadAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await work.AddVersionsAsync([Article("gut")], null, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await work.SaveDefinitionsAsync(Definitions, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await work.WriteDeliveryAsync([Record("gut")], Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.CommitAsync(Token));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            EfUnitOfWork.ContextOf(work).Database.ExecuteSqlRawAsync("DELETE FROM \"Documents\"", Token));
    }

    [Fact]
    public async Task Reads_one_moment_of_the_database()
    {
        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Empty(await read.FindAsync([Id("gut")], VersionSelector.Latest, Token));

        await Storage.Store.AddAsync(Article("gut"));

        Assert.Empty(await read.FindAsync([Id("gut")], VersionSelector.Latest, Token));
    }

    [Fact]
    public async Task Lists_items_in_the_order_of_their_first_appearance()
    {
        await Storage.Store.AddAsync([.. Enumerable.Range(0, 1203).Select(i => Article($"z{9999 - i}")), Series("gut")]);
        await Storage.Store.AddAsync(Article("z9999", version: 2, published: false));
        await using var work = await Storage.Store.ReadAsync(Token);

        var articles = await work.ListAsync("Article", VersionSelector.Latest, Token).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 1203).Select(i => Id($"z{9999 - i}")), articles.Select(version => version.Item.ContentItemId));
        Assert.Equal(2, articles[0].VersionNumber);
        Assert.Equal(1204, (await work.ListAsync(null, VersionSelector.Published, Token).ToListAsync()).Count);
        Assert.Equal([.. articles.Select(version => version.Item.ContentItemId).Append(Id("gut")).Order(StringComparer.Ordinal)], await work.ListPublishedIdsAsync(Token).ToListAsync());
    }

    [Fact]
    public async Task Can_be_asked_while_it_streams()
    {
        await Storage.Store.AddAsync(Article("one"), Article("two"));
        await using var work = await Storage.Store.ReadAsync(Token);

        await foreach (var version in work.ListAsync(null, VersionSelector.Latest, Token))
        {
            Assert.Single(await work.FindAsync([version.Item.ContentItemId], VersionSelector.Latest, Token));
        }
    }

    [Fact]
    public async Task Publishes_and_unpublishes_on_behalf_of_a_person_or_the_system()
    {
        await Storage.Store.AddAsync("recipe", Article("gut"));
        await Storage.Store.AddAsync(Article("gut", version: 2, published: false));
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SetPublishedVersionAsync(Id("gut"), Id("gutv2"), Monday.AddDays(1), Editor, Token);
            await work.CommitAsync(Token);
        }

        var published = await Storage.Store.FindOneAsync("gut", VersionSelector.Published);
        Assert.Equal((Id("gutv2"), Monday.AddDays(1), true), (published!.Item.ContentItemVersionId, published.Item.PublishedUtc, published.PublishedByPerson));

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SetPublishedVersionAsync(Id("gut"), null, null, Actor.System, Token);
            await work.CommitAsync(Token);
        }

        Assert.Null(await Storage.Store.FindOneAsync("gut", VersionSelector.Published));
        var latest = await Storage.Store.FindOneAsync("gut", VersionSelector.Latest);
        Assert.Equal((false, null, false), (latest!.Item.Published, latest.Item.PublishedUtc, latest.PublishedByPerson));
    }

    [Fact]
    public async Task Refuses_to_publish_a_version_of_another_item()
    {
        await Storage.Store.AddAsync(Article("one"), Article("two"));
        await using var work = await Storage.Store.BeginAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.SetPublishedVersionAsync(Id("one"), Id("twov1"), Monday, Editor, Token));
    }

    [Fact]
    public async Task Remembers_whether_a_person_or_a_recipe_published_last()
    {
        await Storage.Store.AddAsync("recipe", Article("gut"));
        await Storage.Store.AddAsync(Article("gut", version: 2));
        Assert.True((await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.PublishedByPerson);

        await Storage.Store.AddAsync("recipe", Article("gut", version: 3, published: false));
        Assert.True((await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.PublishedByPerson);

        await Storage.Store.AddAsync("recipe", Article("gut", version: 4));
        Assert.False((await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.PublishedByPerson);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hash_is_that_of_today_whatever_was_made_already(bool byTheSame)
    {
        var article = Article("gut");
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SaveDefinitionsAsync(Definitions, Token);
            await work.SaveDocumentAsync("settings", "site", new JsonObject { ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de" } }, Token);
            var texts = new ProjectedTexts(byTheSame ? await work.GetDefinitionsAsync(Token) : ContentDefinitions.Empty, byTheSame ? "de" : "fr");
            Assert.Equal(byTheSame, texts.Of(article, null).Hash == Hash(article, null));
            await work.AddVersionsAsync([article], "recipe", texts, Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(Hash(article, null), await StoredHashAsync("gutv1"));
    }

    [Fact]
    public async Task Stores_the_hash_of_the_medical_content_with_the_published_disclaimer()
    {
        var article = Article("gut", disclaimer: "notice");
        var disclaimer = Disclaimer("notice");
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SaveDefinitionsAsync(Definitions, Token);
            await work.SaveDocumentAsync("settings", "site", new JsonObject { ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de" } }, Token);
            await work.AddVersionsAsync([article, disclaimer], "recipe", Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(Hash(article, disclaimer), await StoredHashAsync("gutv1"));

        var changed = Disclaimer("notice", version: 2, html: "<p>Other.</p>");
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.AddVersionsAsync([changed], null, Token);
            await work.SetPublishedVersionAsync(Id("gut"), Id("gutv1"), Monday, Editor, Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(Hash(article, changed), await StoredHashAsync("gutv1"));
    }

    [Fact]
    public async Task Keeps_the_first_import_mark_of_a_version_and_hash()
    {
        var mark = new ImportedMark(Id("gutv1"), "sha256:1", "recipe", Monday);
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.MarkImportedAsync([mark, mark with { Recipe = "twice" }], Token);
        await work.MarkImportedAsync([mark with { Recipe = "again" }, mark with { VersionId = Id("gutv2") }], Token);

        var marks = await work.FindImportedMarksAsync([Id("gutv1"), Id("none")], Token);
        Assert.Equal(new Dictionary<string, ImportedMark> { [Id("gutv1")] = mark }, marks);

        await work.MarkImportedAsync([mark with { ContentHash = "sha256:2", ImportedUtc = Monday.AddDays(1) }], Token);
        Assert.Equal("sha256:2", (await work.FindImportedMarksAsync([Id("gutv1")], Token))[Id("gutv1")].ContentHash);
    }

    [Fact]
    public async Task Finds_the_items_whose_published_version_refers_to_another()
    {
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.SaveDefinitionsAsync(Definitions, Token);
        await work.AddVersionsAsync(
            [Series("series"), Article("one", series: "series", disclaimer: "notice"), Article("two", series: "series"), Article("draft", series: "series", published: false)], null, Token);
        await work.AddVersionsAsync([Article("two", version: 2)], null, Token);

        Assert.Equal([Id("one")], await work.FindReferrersAsync([Id("series")], null, Token));
        Assert.Equal([Id("one")], await work.FindReferrersAsync([Id("series"), Id("notice")], "Article.Disclaimer", Token));
        Assert.Empty(await work.FindReferrersAsync([Id("series")], "Article.HotArticles", Token));
    }

    [Fact]
    public async Task Lists_the_published_articles_of_a_series_by_position()
    {
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.SaveDefinitionsAsync(Definitions, Token);
        await work.AddVersionsAsync(
            [
                Article("none", series: "series"), Article("ten", series: "series", position: 10), Article("two", series: "series", position: 2.5, path: "articles/deep/Two"),
                Article("late", series: "series", position: 10) with { PublishedUtc = Monday.AddDays(1) }, Article("draft", series: "series", published: false), Article("other"),
            ],
            null, Token);

        Assert.Equal(
            [
                new SeriesMember(Id("two"), "two", "two", 2.5m), new SeriesMember(Id("ten"), "ten", "ten", 10m), new SeriesMember(Id("late"), "late", "late", 10m),
                new SeriesMember(Id("none"), "none", "none", null),
            ],
            await work.ListSeriesMembersAsync(Id("series"), Token));
    }

    [Fact]
    public async Task Saves_small_documents_by_kind_and_name()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.SaveDocumentAsync("role", "b", new JsonObject { ["n"] = 1.50m }, Token);
            await work.SaveDocumentAsync("role", "a", [], Token);
            await work.SaveDocumentAsync("role", "B", [], Token);
            await work.SaveDocumentAsync("role", "b", new JsonObject { ["n"] = 2 }, Token);
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => work.SaveDocumentAsync(new string('k', 65), "a", [], Token));
            await work.CommitAsync(Token);
        }

        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Equal(["B", "a", "b"], (await read.ListDocumentsAsync("role", Token)).Keys);
        Assert.Equal("""{"n":2}""", (await read.GetDocumentAsync("role", "b", Token))!.ToJsonString());
        Assert.Null(await read.GetDocumentAsync("Role", "b", Token));
    }

    [Fact]
    public async Task Saves_definitions_as_a_whole()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            Assert.Equal(ContentDefinitions.Empty, await work.GetDefinitionsAsync(Token));
            await work.SaveDefinitionsAsync(Definitions, Token);
            await work.CommitAsync(Token);
        }

        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Equal(DefinitionJson.Write(Definitions).ToJsonString(), DefinitionJson.Write(await read.GetDefinitionsAsync(Token)).ToJsonString());
    }

    private static string Hash(ContentItem article, ContentItem? disclaimer) => MedicalContent.Hash(MedicalContent.Project(article, disclaimer, Definitions, "de"));

    private async Task<string?> StoredHashAsync(string version) =>
        await Storage.TextAsync($"SELECT \"ContentHash\" FROM \"ContentVersions\" WHERE \"ContentItemVersionId\" = '{Id(version)}'");
}
