using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class ListingVersionsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ListVersions List => new(_site.Ports);

    [Theory]
    [InlineData(false, "1 2 | 3 4 | 5")]
    [InlineData(true, "5 4 | 3 2 | 1")]
    public async Task Come_page_by_page_from_either_end(bool newestFirst, string expected)
    {
        var id = await WithVersionsAsync(5);
        var pages = new List<string>();
        string? after = null;
        int? previous = null;
        do
        {
            var page = Deeds.Done(await List.ExecuteAsync(_site.Editor, new(id, newestFirst, after, 2), Token));
            Assert.Equal((5, previous), (page.Total, page.Previous?.Number));
            pages.Add(string.Join(' ', page.Versions.Select(version => version.Number)));
            (after, previous) = (page.Next, page.Versions[^1].Number);
        }
        while (after is not null);

        Assert.Equal(expected, string.Join(" | ", pages));
    }

    [Fact]
    public async Task A_page_goes_on_where_it_ended_though_a_version_was_written_meanwhile()
    {
        var id = await WithVersionsAsync(4);
        var first = Deeds.Done(await List.ExecuteAsync(_site.Editor, new(id, NewestFirst: true, null, 2), Token));
        await _site.EditAsync(_site.Author, id, "Once more.");

        Assert.Equal([2, 1], Deeds.Done(await List.ExecuteAsync(_site.Editor, new(id, NewestFirst: true, first.Next, 2), Token)).Versions.Select(version => version.Number));
    }

    [Fact]
    public async Task A_cursor_belongs_to_one_item_and_one_order()
    {
        var (one, other) = (await WithVersionsAsync(3), await WithVersionsAsync(3));
        var next = Deeds.Done(await List.ExecuteAsync(_site.Editor, new(one, First: 1), Token)).Next;

        await Assert.ThrowsAsync<BadCursorException>(() => List.ExecuteAsync(_site.Editor, new(other, After: next), Token));
        await Assert.ThrowsAsync<BadCursorException>(() => List.ExecuteAsync(_site.Editor, new(one, NewestFirst: true, next), Token));
        Assert.Equal([2, 3], Deeds.Done(await List.ExecuteAsync(_site.Editor, new(one, After: next), Token)).Versions.Select(version => version.Number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_page_has_1_to_100_versions(int first) => Deeds.Refused(await List.ExecuteAsync(_site.Editor, new(await WithVersionsAsync(1), First: first), Token), RefusalKind.Invalid);

    [Fact]
    public async Task Some_are_found_by_their_ids_where_the_item_has_them_and_may_be_seen()
    {
        var (id, other) = (await WithVersionsAsync(3), await WithVersionsAsync(1));
        var versions = Deeds.Done(await List.ExecuteAsync(_site.Editor, new(id), Token)).Versions;
        string[] asked = [versions[2].VersionId, versions[0].VersionId, _site.Latest(other).ContentItemVersionId];

        Assert.Equal([1, 3], Deeds.Done(await List.FindAsync(_site.Editor, id, asked, Token)).Versions.Select(version => version.Number));
        Deeds.Refused(await List.FindAsync(Actor.Anonymous, id, asked, Token), RefusalKind.NotFound);
    }

    private async Task<string> WithVersionsAsync(int count)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft, title: "versions-" + GutCms.Core.Content.Items.ContentIds.New());
        for (var number = 2; number <= count; number++)
        {
            await _site.EditAsync(_site.Author, id, $"Text {number}.");
        }

        return id;
    }
}
