using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Whatever changes what a decision rests on changes the tag: who saw the item before is told to look again.</summary>
public sealed class TagOfAnItemTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Has_32_digits() => Assert.Matches("^[0-9a-f]{32}$", await TagAsync(await _site.ArticleInAsync(ReviewState.Draft)));

    [Fact]
    public async Task Is_that_of_the_item_without_a_run_once_that_is_closed_and_with_it_when_another_is()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var run = _site.State.Reviews.Single(run => run.ContentItemId == id);
        var stand = new ItemStand(id, _site.NowUtc, true, new("version", "sha256:text", "sha256:presentation")) { Review = run };
        var closed = run with { ClosedUtc = _site.NowUtc };

        Assert.Null(stand.With(closed).Review);
        Assert.Equal(run, stand.With(closed with { ReviewId = "another" }).Review);
        Assert.Equal("newer", stand.With(run with { ReviewId = "newer" }).Review?.ReviewId);
        Assert.Equal((run, run.ReviewId), (stand.With(run with { Purpose = ReviewPurpose.Renewal }).Review, stand.With(run with { Purpose = ReviewPurpose.Renewal }).Renewal?.ReviewId));
    }

    [Fact]
    public async Task Is_another_after_everything_that_happens_to_an_item_but_a_comment()
    {
        var panel = Enumerable.Range(1, 4).Select(number => _site.AddPerson("panellist" + number, "Panellist")).ToList();
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 12, "Stages": [ { "Name": "Panel", "Role": "Panellist", "Approvals": 3 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var seen = new HashSet<string> { await TagAsync(id) };

        Assert.Equal((await _site.EditAsync(_site.Author, id, "Another text.")).Tag, await NewAsync());
        await ChangesAsync(_site.SubmitAsync(_site.Author, id));
        await ChangesAsync(_site.AssignAsync(_site.Editor, id, panel[0], panel[1]));
        await AllApproveAsync();
        await ChangesAsync(_site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        await ChangesAsync(_site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(2)));
        await ChangesAsync(_site.PublishAsync(_site.Editor, id));
        foreach (var confirming in new[] { panel[..3], panel[1..] })
        {
            foreach (var person in confirming)
            {
                _site.NowUtc = _site.NowUtc.AddDays(1);
                await ChangesAsync(_site.RenewAsync(person, id));
            }
        }

        await ChangesAsync(_site.WithdrawAsync(_site.Editor, id));
        _site.NowUtc = _site.NowUtc.AddDays(1);
        await ChangesAsync(_site.SubmitAsync(_site.Author, id));
        await AllApproveAsync();
        await ChangesAsync(_site.PublishAsync(_site.Editor, id));
        await ChangesAsync(_site.WithdrawAsync(_site.Editor, id));

        async Task AllApproveAsync()
        {
            foreach (var person in panel[..3])
            {
                await ChangesAsync(_site.ApproveAsync(person, id));
            }
        }

        // What the trigger says is there is what a look at the item finds.
        async Task ChangesAsync(Task<Outcome<TriggerResult>> happening) => Assert.Equal(Deeds.Done(await happening).Tag, await NewAsync());

        async Task<string> NewAsync()
        {
            var tag = await TagAsync(id);
            Assert.True(seen.Add(tag), "The tag is one that was there before.");
            return tag;
        }
    }

    [Fact]
    public async Task Stays_when_somebody_comments()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var before = await TagAsync(id);
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));

        Assert.Equal(before, await TagAsync(id));
    }

    [Fact]
    public async Task An_older_one_is_refused_after_another_reviewer_decided()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var before = await _site.ViewAsync(id);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Deeds.Refused(await SecondAsync(before.Tag), RefusalKind.Stale);
        Deeds.Done(await SecondAsync(await TagAsync(id)));

        Task<Outcome<TriggerResult>> SecondAsync(string tag) => new Decide(_site.Ports).ExecuteAsync(
            _site.Reviewer2, new(id, ExpectedTag.Of(tag), true, before.ContentHash, before.Presentation.Hash(), new SignatureInput(MemorySite.Password)), TestContext.Current.CancellationToken);
    }

    private async Task<string> TagAsync(string id) => (await _site.ViewAsync(id)).Tag;
}
