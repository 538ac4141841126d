using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A take-down that is to come, and what taking down means for a publication that is to come.</summary>
public sealed class SchedulingTakeDownsTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task What_is_due_is_taken_down_and_what_is_not_stays()
    {
        var (first, second) = (await LiveAsync("first"), await LiveAsync("second"));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, first, _site.NowUtc.AddHours(1)));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, second, _site.NowUtc.AddHours(2)));
        Assert.Equal(0, (await _site.TakeDownDueAsync()).TakenDown);

        _site.NowUtc = _site.NowUtc.AddHours(1);
        Assert.Equal((1, 0), Counted(await _site.TakeDownDueAsync()));

        Assert.Null((await _site.ViewAsync(first)).Published);
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(first));
        Assert.NotNull((await _site.ViewAsync(second)).Published);
        Assert.Equal([second], _site.State.TakeDowns.Keys);
        var entry = _site.State.Audit.Last(entry => entry.Action == "content.unpublish");
        Assert.Equal((_site.Editor.UserName, ""), ((string?)entry.Details["scheduledBy"], entry.ActorId));
    }

    [Fact]
    public async Task It_is_known_of_what_is_not_live_yet()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(2)));

        Assert.Equal(_site.NowUtc.AddHours(2), (await _site.ViewAsync(id)).TakeDown?.AtUtc);
    }

    [Fact]
    public async Task It_goes_with_the_publication_that_it_was_to_follow_and_others_are_told()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(2)));

        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, null));

        Assert.Empty(_site.State.TakeDowns);
        var entry = _site.State.Audit.Last(entry => entry.Action == "content.take-down.cancel");
        Assert.Equal((id, "The publication before it was cancelled."), (entry.ContentItemId, (string?)entry.Details["reason"]));
        var told = _site.State.Outbox.Last(message => message.Event == ReviewEvents.TakeDownScheduled);
        Assert.Equal((id, true, null), (told.ContentItemId, told.Data.ContainsKey("atUtc"), (string?)told.Data["atUtc"]));
    }

    [Fact]
    public async Task It_is_moved_and_cancelled_and_the_approval_stays()
    {
        var id = await LiveAsync("gut");
        var before = (await _site.ViewAsync(id)).Published!.Certificate;
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(5)));
        Assert.Equal(_site.NowUtc.AddHours(5), (await _site.ViewAsync(id)).TakeDown!.AtUtc);

        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, null));

        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal((0, 0), Counted(await _site.TakeDownDueAsync()));
        Assert.Equal(before, (await _site.ViewAsync(id)).Published!.Certificate);
        Assert.Equal(["content.take-down.schedule", "content.take-down.schedule", "content.take-down.cancel"], _site.State.Audit.Where(entry => entry.Action.Contains("take-down")).Select(entry => entry.Action));
    }

    [Fact]
    public async Task It_is_about_whatever_is_live_by_then()
    {
        var id = await LiveAsync("gut");
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddDays(2)));
        await _site.EditAsync(_site.Author, id, "Twice a day.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal((1, 0), Counted(await _site.TakeDownDueAsync()));
        Assert.Null((await _site.ViewAsync(id)).Published);
    }

    [Fact]
    public async Task It_goes_with_what_was_live()
    {
        var id = await LiveAsync("gut");
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
        Deeds.Done(await _site.UnpublishAsync(_site.Editor, id));
        Assert.Empty(_site.State.TakeDowns);
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal((0, 0), Counted(await _site.TakeDownDueAsync()));
        Assert.NotNull((await _site.ViewAsync(id)).Published);
    }

    [Fact]
    public async Task What_is_to_become_live_can_be_taken_down_after_it_and_not_before()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved, title: "campaign");
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(2)));
        foreach (var tooEarly in new[] { _site.NowUtc.AddDays(1), _site.NowUtc.AddDays(2) })
        {
            Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Editor, id, tooEarly), RefusalKind.Conflict, Rules.TakeDownMustFollowPublication);
        }

        Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Author, id, _site.NowUtc.AddDays(4)), RefusalKind.Forbidden, Rules.MustHavePermission);
        var done = Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddDays(4)));
        Assert.Equal((ReviewState.Approved, (await _site.ViewAsync(id)).Tag), (done.State, done.Tag));
        Assert.Equal(_site.NowUtc.AddDays(4), (await _site.ViewAsync(id)).TakeDown!.AtUtc);
        Deeds.Refused(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(4)), RefusalKind.Conflict, Rules.TakeDownMustFollowPublication);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(3)));

        _site.NowUtc = _site.NowUtc.AddDays(3);
        Assert.Equal((1, 0), ((await _site.RunDueAsync()).Published, Counted(await _site.TakeDownDueAsync()).Item1));
        Assert.NotNull((await _site.ViewAsync(id)).Published);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal((1, 0), Counted(await _site.TakeDownDueAsync()));
        Assert.Null((await _site.ViewAsync(id)).Published);
        Assert.Empty(_site.State.TakeDowns);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("edited")]
    [InlineData("refused")]
    public async Task A_take_down_goes_with_the_publication_that_it_was_to_follow(string how)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved, title: "campaign");
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddDays(2)));
        switch (how)
        {
            case "cancelled":
                Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, null));
                break;
            case "edited":
                await _site.EditAsync(_site.Author, id, "Twice a day.");
                break;
            default:
                _site.Disable(_site.Reviewer);
                _site.NowUtc = _site.NowUtc.AddDays(1);
                Assert.Equal(1, (await _site.RunDueAsync()).Refused);
                break;
        }

        Assert.Empty(_site.State.TakeDowns);
        Assert.Contains(_site.State.Audit, entry => entry.Action == "content.take-down.cancel");
        _site.NowUtc = _site.NowUtc.AddDays(5);
        Assert.Equal((0, 0), Counted(await _site.TakeDownDueAsync()));
    }

    [Fact]
    public async Task A_take_down_of_what_is_live_stays_when_a_publication_is_cancelled()
    {
        var id = await LiveAsync("gut");
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddDays(9)));
        await _site.EditAsync(_site.Author, id, "Twice a day.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(20)));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, null));
        Assert.Equal([id], _site.State.TakeDowns.Keys);
    }

    [Fact]
    public async Task The_past_what_is_not_live_and_a_disclaimer_that_is_shown_are_refused()
    {
        var id = await LiveAsync("gut");
        Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc), RefusalKind.Conflict, Rules.MustBeInTheFuture);
        Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Editor, await _site.ArticleInAsync(ReviewState.Approved, title: "draft"), _site.NowUtc.AddDays(1)), RefusalKind.Conflict, Rules.MustBeLive);
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.ToPublishedAsync(await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "shows-it"));
        Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Editor, disclaimer, _site.NowUtc.AddDays(1)), RefusalKind.Conflict, Rules.DisclaimerMustNotBeInUse);
        Assert.Empty(_site.State.TakeDowns);
    }

    [Fact]
    public async Task One_that_is_refused_when_it_is_due_ends_with_the_reason_on_record_and_is_told_once()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, disclaimer, _site.NowUtc.AddDays(1)));
        await _site.ToPublishedAsync(await _site.ArticleInAsync(ReviewState.Draft, disclaimer));
        _site.NowUtc = _site.NowUtc.AddDays(1);

        Assert.Equal((0, 1), Counted(await _site.TakeDownDueAsync()));
        Assert.Equal((0, 0), Counted(await _site.TakeDownDueAsync()));

        Assert.NotNull((await _site.ViewAsync(disclaimer)).Published);
        Assert.Empty(_site.State.TakeDowns);
        Assert.Equal(["content.unpublish.refused", "content.take-down.cancel"], _site.State.Audit.TakeLast(2).Select(entry => entry.Action));
        Assert.Single(_site.State.Outbox, message => message.Event == ReviewEvents.TakeDownRefused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taking_down_asks_whether_a_scheduled_publication_stays(bool keeps)
    {
        var id = await LiveAsync("gut");
        await _site.EditAsync(_site.Author, id, "Twice a day.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Deeds.Refused(await _site.UnpublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.ScheduleMustBeDecided);
        Assert.NotNull((await _site.ViewAsync(id)).Published);

        Deeds.Done(await _site.UnpublishAsync(_site.Editor, id, keeps));

        Assert.Equal(keeps, _site.State.Schedules.ContainsKey(id));
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal(keeps ? 1 : 0, (await _site.RunDueAsync()).Published);
    }

    private static (int, int) Counted(RunDueTakeDowns.Result result)
    {
        Assert.Empty(result.Failures);
        return (result.TakenDown, result.Refused);
    }

    private async Task<string> LiveAsync(string title) => await _site.ArticleInAsync(ReviewState.Published, title: title);
}
