using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class QueueForRolesTests
{
    private const int Waiting = 103;

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_review_for_the_role_is_on_one_of_the_pages()
    {
        var expected = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < Waiting; number++)
        {
            expected.Add(await _site.ArticleInAsync(ReviewState.InReview, title: $"text-{number}"));
        }

        var found = new List<string>();
        string? after = null;
        do
        {
            var page = Deeds.Done(await ListAsync(_site.Reviewer, after));
            Assert.Equal(Waiting, page.Total);
            found.AddRange(page.Reviews.Select(review => review.ContentItemId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Waiting, found.Count);
        Assert.True(expected.SetEquals(found));
    }

    [Fact]
    public async Task No_review_is_passed_over_or_shown_twice_when_others_are_decided_meanwhile()
    {
        for (var number = 0; number < 6; number++)
        {
            await _site.ArticleInAsync(ReviewState.InReview, title: $"text-{number}");
        }

        var all = Deeds.Done(await ListAsync(_site.Reviewer, null)).Reviews.Select(review => review.ContentItemId).ToList();
        var first = Deeds.Done(await ListAsync(_site.Reviewer, null, 3));
        foreach (var decided in first.Reviews)
        {
            Deeds.Done(await _site.ApproveAsync(_site.Reviewer, decided.ContentItemId));
        }

        var second = Deeds.Done(await ListAsync(_site.Reviewer, first.Next, 3));

        Assert.Equal(all[3..], second.Reviews.Select(review => review.ContentItemId));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Is_empty_for_a_role_that_decides_nothing()
    {
        await _site.ArticleInAsync(ReviewState.InReview);

        Assert.Equal((0, null), (Deeds.Done(await ListAsync(_site.Editor, null)).Total, (string?)null));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("next")]
    public async Task Knows_no_cursor_but_its_own(string after) => await Assert.ThrowsAsync<BadCursorException>(() => ListAsync(_site.Reviewer, after));

    private Task<Outcome<ReviewQueuePage>> ListAsync(Actor actor, string? after, int first = 50) =>
        new ListOpenReviews(_site.Ports).ExecuteAsync(actor, new(After: after, First: first) { ForOwnRoles = true }, Token);
}
