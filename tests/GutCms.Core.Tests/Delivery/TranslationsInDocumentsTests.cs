using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Delivery;

/// <summary>Documents say in which languages their text is live.</summary>
public sealed class TranslationsInDocumentsTests : IAsyncDisposable
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];

    private readonly PublishedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Each_document_of_a_set_names_all_languages_of_it()
    {
        await _site.PublishAsync(In("gut", "en", Samples.Article("a")), In("gut", "de", Samples.Article("b")), In("brain", "fr", Samples.Article("c")), Samples.Article("d"));

        const string Expected = """[{"language":"de","id":"b","slug":"b","url":"/articles/b","default":false},{"language":"en","id":"a","slug":"a","url":"/articles/a","default":true}]""";
        Assert.Equal([Expected, Expected, null, null], Ids.Select(id => _site.Json(id)["translations"]?.ToJsonString()));
        Assert.Equal(Expected, _site.Summary("a")["translations"]!.ToJsonString());
        Assert.Equal("a b", _site.Delivered["a"].Document.SurrogateKeys);
        Assert.Equal(["a"], _site.Delivered["b"].DependsOn);
        Assert.Equal(["gut", "gut", "brain", null], Ids.Select(id => _site.Delivered[id].Translations));
    }

    [Fact]
    public async Task What_is_approved_is_the_same_with_and_without_translations()
    {
        await _site.PublishAsync(In("gut", "en", Samples.Article("a")));
        var alone = _site.Json("a");

        await _site.PublishAsync(In("gut", "de", Samples.Article("b")));

        Assert.Equal((string?)alone["contentHash"], (string?)_site.Json("a")["contentHash"]);
        Assert.Equal(alone["content"]!.ToJsonString(), _site.Json("a")["content"]!.ToJsonString());
        Assert.Null(alone["translations"]);
        Assert.Equal(2, _site.Json("a")["translations"]!.AsArray().Count);
    }

    [Fact]
    public async Task Others_of_the_set_are_written_when_one_appears_moves_leaves_or_goes()
    {
        await _site.PublishAsync(In("gut", "en", Samples.Article("a")), In("brain", "en", Samples.Article("x")));

        await _site.PublishAsync(In("gut", "de", Samples.Article("b")));
        Assert.Equal(["b", "a"], _site.Written);

        await _site.PublishAsync(In("gut", "de", Samples.Article("b", title: "Another title")));
        Assert.Equal(["b"], _site.Written);

        await _site.PublishAsync(In("gut", "de", Samples.Article("b", slug: "moved")));
        Assert.Equal(["b", "a"], _site.Written);
        Assert.Contains("/articles/moved", _site.Json("a")["translations"]!.ToJsonString(), StringComparison.Ordinal);

        await _site.PublishAsync(In("brain", "de", Samples.Article("b", slug: "moved")));
        Assert.Equal(["a", "b", "x"], _site.Written.Order(StringComparer.Ordinal));
        Assert.Null(_site.Json("a")["translations"]);
        Assert.NotNull(_site.Json("x")["translations"]);

        await _site.UnpublishAsync("b");
        Assert.Equal(["x"], _site.Written);
        Assert.Null(_site.Json("x")["translations"]);
    }

    [Fact]
    public async Task A_text_that_names_no_set_is_the_first_one_of_its_own()
    {
        _site.SetDefinitions(DefinitionJson.Merge(_site.Definitions, JsonNode.Parse(
            """{ "ContentTypes": [ { "Name": "Article", "DisplayName": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart", "Name": "LocalizationPart" } ] } ] }""")!.AsObject()));
        await _site.PublishAsync(Samples.Article("a"));

        await _site.PublishAsync(In("a", "de", Samples.Article("b")));
        Assert.Equal(["b", "a"], _site.Written);
        Assert.Equal(_site.Json("a")["translations"]!.ToJsonString(), _site.Json("b")["translations"]!.ToJsonString());

        await _site.UnpublishAsync("a");
        Assert.Equal(["b"], _site.Written);
        Assert.Null(_site.Json("b")["translations"]);
    }

    [Fact]
    public async Task Series_name_their_languages_too()
    {
        await _site.PublishAsync(In("guts", "en", Samples.Series("s")), In("guts", "de", Samples.Series("t")));

        Assert.Equal(["t", "s"], _site.Json("s")["translations"]!.AsArray().Select(each => (string)each!["id"]!));
        Assert.Equal(["t", "s"], _site.Summary("t")["translations"]!.AsArray().Select(each => (string)each!["id"]!));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_name_of_a_set_that_no_index_holds_counts_as_none(int characters, bool counts)
    {
        var set = new string('g', characters);
        await _site.PublishAsync(In(set, "en", Samples.Article("a")), In(set, "de", Samples.Article("b")));

        Assert.Equal(counts, _site.Json("a")["translations"] is not null);
    }

    private static ContentItem In(string set, string language, ContentItem item)
    {
        item.Parts["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = set, ["Culture"] = language };
        return item;
    }
}
