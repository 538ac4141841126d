using GutCms.Core.Content;
using GutCms.Core.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A version is read under its own item only: whoever may see one item sees nothing of another through it.</summary>
public sealed class VersionsOfOthersTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task A_draft_is_not_read_through_an_item_that_one_may_see()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var secret = await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "secret");
        var another = _site.AddPerson("another", "Author");
        var own = (await _site.SaveAsync(another, Deeds.Article("own", disclaimer))).Item;

        Assert.Equal(own.ContentItemVersionId, (await ReadAsync(another, own.ContentItemId, own.ContentItemVersionId)).Value?.Item.ContentItemVersionId);
        Deeds.Refused(await ReadAsync(another, own.ContentItemId, _site.Latest(secret).ContentItemVersionId), RefusalKind.NotFound);
        Deeds.Refused(await ReadAsync(_site.Editor, own.ContentItemId, _site.Latest(secret).ContentItemVersionId), RefusalKind.NotFound);
    }

    private Task<Outcome<ContentView>> ReadAsync(Actor actor, string id, string versionId) =>
        new GetContent(_site.Ports).ExecuteAsync(actor, new(id, VersionSelector.Latest, versionId), TestContext.Current.CancellationToken);
}
