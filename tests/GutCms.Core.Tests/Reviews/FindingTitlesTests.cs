using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A title is shown to whoever may see the version that has it, and found by its own words.</summary>
public sealed class FindingTitlesTests : IContentLists
{
    private readonly MemorySite _site = new();
    private ContentListQuery? _asked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FindTitles Titles => new(_site.Ports, new(_site.Ports, this));

    public Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken)
    {
        _asked = query;
        return Task.FromResult(new ContentListPage(3, [Titled("a", "Schlaf und Darm"), Titled("b", "Darm"), Titled("c", null)], null));
    }

    [Fact]
    public async Task A_reader_is_told_the_live_title_and_an_editor_the_latest()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var json = ContentItemJson.Write(_site.Latest(id));
        (json["DisplayText"], json["TitlePart"]!["Title"]) = ("brain", "brain");
        await _site.SaveAsync(_site.Editor, json);
        var draft = await _site.ArticleInAsync(ReviewState.Draft, title: "draft");

        Assert.Equal(new() { [id] = "gut" }, await FindAsync(_site.Client, id, draft, "nowhere", id));
        Assert.Equal(new() { [id] = "brain", [draft] = "draft" }, await FindAsync(_site.Editor, id, draft, "nowhere"));
    }

    [Theory]
    [InlineData("darm", "a b")]
    [InlineData("DARM schlaf", "a")]
    [InlineData("därm", "a b")]
    [InlineData("Herz", "")]
    [InlineData("darm Herz", "")]
    public async Task Titles_are_found_by_all_of_the_words(string words, string found)
    {
        Assert.Equal(found, string.Join(' ', await Titles.SearchAsync(_site.Editor, words, Token)));
        Assert.Equal((words, ContentListStatus.Latest, 100), (_asked!.Search, _asked.Status, _asked.First));
    }

    [Fact]
    public async Task Nothing_is_looked_for_by_more_words_than_a_title_has()
    {
        Assert.Empty(await Titles.SearchAsync(_site.Editor, new string('a', 201), Token));
        Assert.Null(_asked);
        await Titles.SearchAsync(_site.Editor, new string('a', 200), Token);
        Assert.NotNull(_asked);
    }

    private async Task<Dictionary<string, string>> FindAsync(Actor actor, params string[] ids) => new(await Titles.ExecuteAsync(actor, ids, Token));

    private static ContentItem Titled(string id, string? title) => ContentItemJson.Read(new() { ["ContentType"] = "Article", ["DisplayText"] = title }) with { ContentItemId = id };
}
