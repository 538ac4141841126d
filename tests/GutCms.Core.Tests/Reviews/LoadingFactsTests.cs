using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a decision rests on is read as it is at that moment, of one item or many.</summary>
public sealed class LoadingFactsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_are_found_once_however_often_they_are_asked_for()
    {
        var (first, second) = (await _site.ArticleInAsync(ReviewState.Published), await _site.ArticleInAsync(ReviewState.Draft, title: "second"));
        await using var work = await _site.Store.ReadAsync(Token);

        var facts = await ReviewFactsLoader.LoadAsync(work, _site, _site.NowUtc, [first, "nowhere", second, first], Token);

        Assert.Equal([first, second], facts.Keys);
        Assert.Equal((ReviewState.Published, ReviewState.Draft), (facts[first].LatestState, facts[second].LatestState));
        Assert.Equal((await _site.ViewAsync(first)).Tag, facts[first].Tag);
    }

    [Fact]
    public async Task Texts_are_made_anew_once_types_or_language_are_others()
    {
        await using var work = await _site.Store.BeginAsync(Token);
        var first = await MedicalText.LoadAsync(work, Token);

        await work.SaveDefinitionsAsync(DefinitionJson.Merge(first.Definitions, JsonNode.Parse("""{ "ContentTypes": [ { "Name": "Leaflet" } ] }""")!.AsObject()), Token);
        var second = await MedicalText.LoadAsync(work, Token);
        Assert.NotNull(second.Definitions.FindType("Leaflet"));

        await work.SaveDocumentAsync(SiteDocuments.Settings, SiteDocuments.Site, new() { ["Language"] = "de", ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de" } }, Token);
        Assert.Equal(("en", "de"), (second.SiteLanguage, (await MedicalText.LoadAsync(work, Token)).SiteLanguage));
    }
}
