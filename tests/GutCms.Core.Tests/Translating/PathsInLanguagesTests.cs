using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Translating;

namespace GutCms.Core.Tests.Translating;

/// <summary>A slug names one text, whatever its language: who would take it is told whose it is and which one is free, and an address that the program makes is one that is free.</summary>
public sealed class PathsInLanguagesTests
{
    private readonly MemorySite _site = new();

    public PathsInLanguagesTests() => _site.Store.State = _site.State with
    {
        Definitions = DefinitionJson.Merge(_site.State.Definitions, JsonNode.Parse(
            """{ "ContentTypes": [ { "Name": "Article", "DisplayName": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }""")!.AsObject()),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("de", "articles/gut-brain", "articles/gut-brain-de")]
    [InlineData("de-AT", "articles/gut-brain", "articles/gut-brain-de-at")]
    [InlineData("de", "ratgeber/gut-brain", "ratgeber/gut-brain-de")]
    [InlineData("en", "articles/gut-brain", "articles/gut-brain-2")]
    [InlineData("en", "guides/gut-brain", "guides/gut-brain-2")]
    [InlineData(null, "guides/gut-brain", "guides/gut-brain-2")]
    public async Task A_slug_that_another_text_has_is_refused_with_whose_it_is_and_one_that_is_free(string? language, string path, string free)
    {
        var holder = (await _site.SaveAsync(_site.Author, Article("Gut and brain", "en", "articles/gut-brain"))).Item.ContentItemId;

        var refusal = Deeds.Refused(await TryAsync(_site.Editor, Article("Darm und Hirn", language, path)), RefusalKind.Conflict, Rules.PathMustBeFree);

        Assert.Contains($"'{holder}'", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith($"That item is “Gut and brain”, in the language 'en'. Free is '{free}'.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(free, ItemMeaning.PathOf((await _site.SaveAsync(_site.Editor, Article("Darm und Hirn", language, free))).Item));
    }

    [Fact]
    public async Task What_is_offered_is_free_by_its_end_too()
    {
        await _site.SaveAsync(_site.Author, Article("one", "en", "articles/gut-brain"));
        await _site.SaveAsync(_site.Author, Article("two", "de", "ratgeber/gut-brain-de"));
        await _site.SaveAsync(_site.Author, Article("three", "de", "articles/gut-brain-2"));

        var refusal = Deeds.Refused(await TryAsync(_site.Editor, Article("four", "de", "articles/gut-brain")), RefusalKind.Conflict, Rules.PathMustBeFree);

        Assert.EndsWith("Free is 'articles/gut-brain-3'.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_other_text_is_not_told_what_it_is_called()
    {
        await _site.SaveAsync(_site.Author, Article("Not to be known", "en", "articles/gut-brain"));

        var refusal = Deeds.Refused(await TryAsync(_site.AddPerson("newcomer", "Author"), Article("mine", "de", "articles/gut-brain")), RefusalKind.Conflict, Rules.PathMustBeFree);

        Assert.DoesNotContain("Not to be known", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Free is 'articles/gut-brain-de'.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("articles/gut", "articles/gut-de")]
    [InlineData("guides/gut", "articles/gut-de")]
    [InlineData("guides/brain", "articles/gut")]
    public async Task A_translation_without_a_path_has_that_of_its_title_with_its_language_where_that_is_taken(string sourcePath, string path)
    {
        var source = (await _site.SaveAsync(_site.Editor, Article("gut", "en", sourcePath))).Item.ContentItemId;

        var german = Deeds.Done(await new BeginTranslation(_site.Ports).ExecuteAsync(_site.Editor, new(source, "de"), Token)).Item;

        Assert.Equal(path, ItemMeaning.PathOf(german));
    }

    [Fact]
    public async Task An_item_keeps_its_own_path_at_every_save()
    {
        var item = (await _site.SaveAsync(_site.Editor, Article("gut", "de", "articles/gut-brain"))).Item;
        var pathless = Article("gut", "de", "");
        pathless.Remove("AutoroutePart");
        pathless["ContentItemId"] = item.ContentItemId;

        Assert.Equal("articles/gut-brain", ItemMeaning.PathOf((await _site.SaveAsync(_site.Editor, pathless)).Item));
    }

    private Task<Outcome<SavedContent>> TryAsync(Actor actor, JsonObject json) => new SaveContent(_site.Ports).ExecuteAsync(actor, new(json, Deeds.NoTag), Token);

    private static JsonObject Article(string title, string? language, string path)
    {
        var json = Deeds.Article(title, null);
        json["AutoroutePart"] = new JsonObject { ["Path"] = path };
        json["LocalizationPart"] = new JsonObject { ["Culture"] = language };
        return json;
    }
}
