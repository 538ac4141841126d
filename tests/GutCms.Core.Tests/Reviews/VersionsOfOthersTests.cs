using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
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

    [Fact]
    public async Task A_draft_is_neither_restored_nor_compared_nor_commented_through_an_item_that_one_may_edit()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var secret = await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "secret");
        var (own, version, thread) = (
            await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "own"), _site.Latest(secret).ContentItemVersionId, Deeds.Done(await _site.CommentAsync(_site.Author, secret)).ThreadId);
        var before = _site.Latest(own).ContentItemVersionId;

        Deeds.Refused(await _site.RestoreAsync(_site.Editor, own, version), RefusalKind.NotFound);
        Deeds.Refused(await CompareAsync(new(own, version)), RefusalKind.NotFound);
        Deeds.Refused(await CompareAsync(new(own, null, version)), RefusalKind.NotFound);
        Deeds.Refused(await new GetReviewText(_site.Ports).ExecuteAsync(_site.Editor, new(own, FromVersionId: version), TestContext.Current.CancellationToken), RefusalKind.NotFound);
        Deeds.Refused(await _site.CommentAsync(_site.Editor, own, thread), RefusalKind.NotFound);
        Deeds.Refused(await _site.ResolveAsync(_site.Editor, own, thread), RefusalKind.NotFound);

        Assert.Equal(before, _site.Latest(own).ContentItemVersionId);
        Assert.False(Assert.Single(_site.State.Threads).IsResolved);
        Deeds.Done(await _site.RestoreAsync(_site.Editor, own, before));
        Deeds.Done(await CompareAsync(new(own, before)));
    }

    private Task<Outcome<CompareVersions.Result>> CompareAsync(CompareVersions.Request request) =>
        new CompareVersions(_site.Ports).ExecuteAsync(_site.Editor, request, TestContext.Current.CancellationToken);

    private Task<Outcome<ContentView>> ReadAsync(Actor actor, string id, string versionId) =>
        new GetContent(_site.Ports).ExecuteAsync(actor, new(id, VersionSelector.Latest, versionId), TestContext.Current.CancellationToken);
}
