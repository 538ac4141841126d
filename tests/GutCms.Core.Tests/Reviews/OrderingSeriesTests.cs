using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class OrderingSeriesTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Saves_a_new_version_with_the_position_and_voids_the_approvals()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);

        var result = await OrderAsync(_site.Editor, id, 3);

        Assert.True(result.Refusals.IsEmpty, string.Join(' ', result.Refusals.Values.SelectMany(refusal => refusal.Faults).Select(fault => fault.ToString())));
        Assert.Equal([id], result.Saved);
        Assert.Equal(3, ItemMeaning.PositionOf(_site.Latest(id)));
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.Equal("Address, series or Hot Articles were changed.", (await _site.ViewAsync(id)).History[0].Decisions[0].VoidReason);
    }

    [Fact]
    public async Task Leaves_alone_what_has_the_position_already()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await OrderAsync(_site.Editor, id, 3);
        var before = _site.Latest(id).ContentItemVersionId;

        Assert.Empty((await OrderAsync(_site.Editor, id, 3)).Saved);
        Assert.Equal(before, _site.Latest(id).ContentItemVersionId);
    }

    [Fact]
    public async Task Leaves_what_is_withdrawn_as_it_is_and_orders_the_rest()
    {
        var withdrawn = await _site.ArticleInAsync(ReviewState.Withdrawn);
        var other = await _site.ArticleInAsync(ReviewState.Draft, title: "other");
        var version = _site.Latest(withdrawn).ContentItemVersionId;

        var result = await new OrderSeries(_site.Ports, new SaveContent(_site.Ports)).ExecuteAsync(
            _site.Editor, [new(withdrawn, ExpectedTag.Of((await _site.ViewAsync(withdrawn)).Tag), 2), new(other, ExpectedTag.Of((await _site.ViewAsync(other)).Tag), 1)], Token);

        Assert.Equal([other], result.Saved);
        Assert.Equal((RefusalKind.Conflict, ReviewState.Withdrawn), (result.Refusals[withdrawn].Kind, result.Refusals[withdrawn].CurrentState));
        Assert.Equal((version, ReviewState.Withdrawn), (_site.Latest(withdrawn).ContentItemVersionId, await _site.StateAsync(withdrawn)));
    }

    [Fact]
    public async Task Is_refused_to_whoever_may_not_edit()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.Forbidden, (await OrderAsync(_site.Reviewer, id, 1)).Refusals[id].Kind);
        Assert.Null(ItemMeaning.PositionOf(_site.Latest(id)));
    }

    [Fact]
    public async Task Is_refused_when_the_article_has_changed_since()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var tag = (await _site.ViewAsync(id)).Tag;
        await _site.EditAsync(_site.Author, id, "Changed.");

        var result = await new OrderSeries(_site.Ports, new SaveContent(_site.Ports)).ExecuteAsync(_site.Editor, [new(id, ExpectedTag.Of(tag), 1)], Token);

        Assert.Equal(RefusalKind.Stale, result.Refusals[id].Kind);
    }

    private async Task<OrderSeries.Result> OrderAsync(Actor actor, string id, int position) =>
        await new OrderSeries(_site.Ports, new SaveContent(_site.Ports)).ExecuteAsync(actor, [new(id, ExpectedTag.Of((await _site.ViewAsync(id)).Tag), position)], Token);
}
