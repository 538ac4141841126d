using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>An editor is opened for whoever may write, with one look at the store.</summary>
public sealed class OpeningEditorsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Item_and_how_it_stands_are_of_one_moment()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var before = _site.Store.Reads;

        var opened = Deeds.Done(await new OpenEditor(_site.Ports).ExecuteAsync(_site.Author, id, null, Token));

        Assert.Equal(before + 1, _site.Store.Reads);
        Assert.Equal(ReviewState.InReview, opened.Review!.State);
        Assert.Equal(opened.Review.VersionId, (string?)opened.Json["ContentItemVersionId"]);
        Assert.Equal("Article", opened.Type.Name);
    }

    [Fact]
    public async Task Earlier_version_is_opened_beside_how_the_latest_stands()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var first = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "Another text.");

        var opened = Deeds.Done(await new OpenEditor(_site.Ports).ExecuteAsync(_site.Author, id, first, Token));

        Assert.Equal(first, (string?)opened.Json["ContentItemVersionId"]);
        Assert.Equal(_site.Latest(id).ContentItemVersionId, opened.Review!.VersionId);
    }

    [Fact]
    public async Task Who_may_read_but_not_write_is_refused_and_to_others_there_is_nothing()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var stranger = _site.AddPerson("stranger", "Author");

        Deeds.Refused(await new OpenEditor(_site.Ports).ExecuteAsync(_site.Reviewer, id, null, Token), RefusalKind.Forbidden);
        Deeds.Refused(await new OpenEditor(_site.Ports).ExecuteAsync(stranger, id, null, Token), RefusalKind.NotFound);
        Deeds.Refused(await new OpenEditor(_site.Ports).ExecuteAsync(_site.Author, "4y2b6hsv7vwh9tqbrq1f8b2c4d", null, Token), RefusalKind.NotFound);
    }
}
