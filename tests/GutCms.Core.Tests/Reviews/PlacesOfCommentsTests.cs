using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What can be commented on beside blocks, who resolves what is said, and how many threads are open.</summary>
public sealed class PlacesOfCommentsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Title_subtitle_excerpt_order_and_disclaimer_can_be_commented_on_and_nothing_that_is_not_there()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        foreach (var place in FieldPlaces.All)
        {
            var thread = await CommentAsync(_site.Reviewer, id, CommentAnchor.Whole(place));
            Assert.Equal(new AnchorResolution(AnchorState.Exact, 0, 0), AnchorResolver.Resolve(CommentAnchor.FromJson(thread.Anchor!), _site.Latest(id)));
        }

        var unknown = await new AddComment(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, null, "Hm.", CommentAnchor.Whole("#slug").ToJson()), Token);
        Assert.Equal(("$.anchor", RefusalKind.Invalid), (Assert.Single(unknown.Refusal!.Faults).Path, unknown.Refusal.Kind));
    }

    [Fact]
    public async Task Words_of_a_title_are_found_again_and_kept_when_they_are_gone()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var title = _site.Latest(id).DisplayText!;
        var anchor = QuoteFinder.Find(_site.Latest(id), FieldPlaces.Title, title, 0);
        Assert.Equal((FieldPlaces.Title, title), (anchor?.BlockId, anchor?.Quote));
        Assert.Null(QuoteFinder.Find(_site.Latest(id), FieldPlaces.Order, title, 0));
        Assert.Null(QuoteFinder.Find(_site.Latest(id), FieldPlaces.Subtitle, title, 0));
        var thread = await CommentAsync(_site.Reviewer, id, anchor!);

        var json = ContentItemJson.Write(_site.Latest(id));
        json["TitlePart"]!["Title"] = "Nothing of that";
        await _site.SaveAsync(_site.Author, json);

        var place = (await DeskAsync(_site.Reviewer, id)).Places[thread.ThreadId];
        Assert.Equal((FieldPlaces.Title, title, AnchorState.Orphaned), (place.BlockId, place.Quote, place.Resolution.State));
    }

    [Fact]
    public async Task References_can_be_commented_on_each()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["References"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "ContentItems": [{ "ContentItemId": "4s7cyn3z6yd3x1fmxvz1dqk9wn", "ContentType": "Reference", "DisplayText": "A", "TitlePart": { "Title": "A. 2020." } }] }""");
        await _site.SaveAsync(_site.Author, json);

        Assert.Equal(["4s7cyn3z6yd3x1fmxvz1dqk9wn"], (await DeskAsync(_site.Reviewer, id)).References.Select(source => source.ContentItemId));
    }

    [Fact]
    public async Task Author_resolves_what_the_author_began_and_nothing_that_others_say()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var asked = Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        var own = Deeds.Done(await _site.CommentAsync(_site.Author, id));

        var refusal = (await _site.ResolveAsync(_site.Author, id, asked.ThreadId)).Refusal!;
        Assert.Equal((RefusalKind.Conflict, Rules.ReviewersMustResolve), (refusal.Kind, Assert.Single(refusal.UnmetRules).Rule));
        Assert.False(_site.State.Threads.Single(thread => thread.ThreadId == asked.ThreadId).IsResolved);
        Assert.Equal([own.ThreadId], (await _site.ViewAsync(id, _site.Author)).MayResolve);
        Assert.Equal(2, (await _site.ViewAsync(id, _site.Reviewer2)).MayResolve.Count);

        Deeds.Done(await _site.ResolveAsync(_site.Author, id, own.ThreadId));
        Assert.True(Deeds.Done(await _site.ResolveAsync(_site.Reviewer2, id, asked.ThreadId)).IsResolved);
        Assert.False(Deeds.Done(await new ReopenComment(_site.Ports).ExecuteAsync(_site.Author, new(id, asked.ThreadId), Token)).IsResolved);
    }

    [Fact]
    public async Task Queue_counts_the_threads_that_are_open()
    {
        var (id, other) = (await _site.ArticleInAsync(ReviewState.InReview), await _site.ArticleInAsync(ReviewState.InReview, title: "mind"));
        var thread = Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        async Task<IReadOnlyDictionary<string, int>> CountAsync() => Deeds.Done(await new ListOpenReviews(_site.Ports).ExecuteAsync(_site.Editor, new(), Token)).OpenThreads;

        Assert.Equal([(id, 2)], (await CountAsync()).Select(count => (count.Key, count.Value)));
        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, thread.ThreadId));
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, other));
        Assert.Equal([(id, 1), (other, 1)], (await CountAsync()).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key == other));
    }

    private async Task<CommentThread> CommentAsync(Actor actor, string id, CommentAnchor anchor) =>
        Deeds.Done(await new AddComment(_site.Ports).ExecuteAsync(actor, new(id, null, "Hm.", anchor.ToJson()), Token));

    private async Task<GetReviewText.Result> DeskAsync(Actor actor, string id) => Deeds.Done(await new ReadDesk(_site.Ports).ExecuteAsync(actor, new(id), Token)).Text;
}
