using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The tag of an item is one, whether it was read alone or with many.</summary>
public sealed class TagsOfItemsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_those_that_a_look_at_each_item_says()
    {
        var ids = new List<string>();
        foreach (var state in Enum.GetValues<ReviewState>())
        {
            ids.Add(await _site.ArticleInAsync(state, title: "text-" + state.ToName().ToLowerInvariant()));
        }

        var disclaimer = await _site.PublishedDisclaimerAsync();
        ids.Add(await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "scheduled"));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, ids[^1], _site.NowUtc.AddDays(1)));
        ids.Add(disclaimer);

        await using var work = await _site.Ports.Store.ReadAsync(Token);
        var found = await TagsOfItems.FindAsync(work, Attempt.Now(_site.Ports), [.. ids, "nowhere"], Token);

        Assert.Equal(ids, found.Keys);
        foreach (var id in ids)
        {
            Assert.Equal(((await _site.ViewAsync(id, _site.Administrator)).Tag, _site.Latest(id).ContentItemVersionId), (found[id].Tag, found[id].Item.ContentItemVersionId));
        }
    }
}
