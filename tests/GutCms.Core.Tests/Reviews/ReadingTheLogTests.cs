using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The log is read page by page, of one item by whoever may read its drafts, as a whole by whoever may read the log.</summary>
public sealed class ReadingTheLogTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        var seen = new List<long>();
        string? after = null;
        do
        {
            var page = Deeds.Done(await new ListAuditEntries(_site.Ports).ExecuteAsync(_site.Administrator, new AuditQuery { First = 3 }, Token, after));
            seen.AddRange(page.Entries.Select(entry => entry.Sequence));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(_site.State.Audit.Select(entry => entry.Sequence).Reverse(), seen);
    }

    [Fact]
    public async Task A_cursor_of_other_conditions_is_none()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var list = new ListAuditEntries(_site.Ports);
        var page = Deeds.Done(await list.ExecuteAsync(_site.Administrator, new AuditQuery { First = 3 }, Token));

        await Assert.ThrowsAsync<BadCursorException>(() => list.ExecuteAsync(_site.Administrator, id, new AuditQuery { First = 3 }, Token, page.Next));
    }

    [Fact]
    public async Task Entries_of_an_item_are_for_those_who_read_its_drafts_and_all_for_those_who_read_the_log()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var list = new ListAuditEntries(_site.Ports);

        Assert.All(Deeds.Done(await list.ExecuteAsync(_site.Author, id, new AuditQuery(), Token)).Entries, entry => Assert.Equal(id, entry.ContentItemId));
        Deeds.Refused(await list.ExecuteAsync(_site.Client, id, new AuditQuery(), Token), RefusalKind.NotFound);
        Deeds.Refused(await list.ExecuteAsync(_site.Author, new AuditQuery(), Token), RefusalKind.Forbidden, Rules.MustHavePermission);
    }
}
