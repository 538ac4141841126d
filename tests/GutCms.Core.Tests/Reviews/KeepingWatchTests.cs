using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What happens to a text over time: schedules, dates of review, renewals, withdrawals.</summary>
public sealed class KeepingWatchTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Scheduled_text_becomes_live_when_it_is_due()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Assert.Equal(new RunDuePublications.Result(0, 0), await _site.RunDueAsync());
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal(new RunDuePublications.Result(1, 0), await _site.RunDueAsync());
        Assert.Equal(ReviewState.Published, await _site.StateAsync(id));
        Assert.Equal("editor", (string?)_site.State.Audit.Last(entry => entry.Action == "content.publish").Details["scheduledBy"]);
        Assert.Equal(new RunDuePublications.Result(0, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Schedule_in_the_past_is_refused()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Refused(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc), RefusalKind.Conflict, Rules.MustBeInTheFuture);
    }

    [Fact]
    public async Task Cancelled_schedule_publishes_nothing()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, null));
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(new RunDuePublications.Result(0, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Schedule_that_was_moved_since_it_was_read_is_left_alone()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        var read = _site.State.Schedules[id];
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(9)));
        Deeds.Refused(await new PublishVersion(_site.Ports).ExecuteScheduledAsync(Actor.System, read, TestContext.Current.CancellationToken), RefusalKind.NotFound);
        Assert.Equal(_site.NowUtc.AddDays(9), _site.State.Schedules[id].AtUtc);
    }

    [Fact]
    public async Task Edit_cancels_the_schedule()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        await _site.EditAsync(_site.Author, id, "Another text.");
        Assert.Empty(_site.State.Schedules);
    }

    [Fact]
    public async Task Schedule_that_is_due_and_refused_is_cancelled_and_told_with_the_reason()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        _site.HasKey = false;
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(new RunDuePublications.Result(0, 1), await _site.RunDueAsync());
        Assert.Empty(_site.State.Schedules);
        var told = _site.State.Outbox[^1];
        Assert.Equal((ReviewEvents.ScheduleRefused, Rules.CertificateMustBeIssuable), (told.Event, (string?)told.Data["unmetRules"]![0]));
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Request_for_changes_cancels_the_schedule()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));

        Deeds.Done(await _site.RequestChangesAsync(_site.Reviewer, id));

        Assert.Empty(_site.State.Schedules);
    }

    [Fact]
    public async Task Text_is_due_when_its_interval_has_passed()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = MemorySite.Start.AddMonths(12).AddTicks(-TimeSpan.TicksPerSecond);
        Assert.Equal(0, (await _site.MarkDueAsync()).Marked);
        Assert.Equal(ReviewState.Published, await _site.StateAsync(id));
        _site.NowUtc = MemorySite.Start.AddMonths(12);
        Assert.Equal(ReviewState.ReviewDue, await _site.StateAsync(id));
        Assert.Equal(2, (await _site.MarkDueAsync()).Marked);
        Assert.Equal(ReviewDueReason.Interval, _site.State.Publications[id].ReviewDueReason);
        Assert.Contains(id, _site.State.Refreshed[^1]);
        Assert.Contains(_site.State.Outbox, message => message.Event == ReviewEvents.ReviewDue && message.ContentItemId == id);
        Assert.Equal(0, (await _site.MarkDueAsync()).Marked);
    }

    [Fact]
    public async Task Nobody_but_the_program_marks_texts_as_due()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = MemorySite.Start.AddMonths(13);

        Assert.Equal(0, (await new MarkReviewsDue(_site.Ports).ExecuteAsync(_site.Administrator, TestContext.Current.CancellationToken)).Marked);

        Assert.Null(_site.State.Publications[id].ReviewDueReason);
    }

    [Fact]
    public async Task Confirmed_text_has_a_new_date_and_a_new_certificate()
    {
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        var before = _site.State.Publications[id];
        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id)).State);
        var after = _site.State.Publications[id];
        Assert.Equal((_site.NowUtc, _site.NowUtc.AddMonths(12), null), (after.ReviewedUtc, after.NextReviewUtc, after.ReviewDueReason));
        Assert.Equal(before.ContentHash, after.ContentHash);
        Assert.NotEqual(before.Certificate, after.Certificate);
        Assert.Equal(DecisionOutcome.Confirmed, _site.State.Decisions[^1].Outcome);
    }

    [Fact]
    public async Task Renewal_waits_for_every_stage()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 12, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" } ] }""");
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        _site.NowUtc = _site.NowUtc.AddMonths(13);
        Assert.Equal(ReviewState.ReviewDue, Deeds.Done(await _site.RenewAsync(_site.Reviewer, id)).State);
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.RenewAsync(lawyer, id)).State);
    }

    [Fact]
    public async Task Renewal_is_refused_without_a_signature_or_of_another_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, id, null), RefusalKind.Conflict, Rules.MustSign);
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, id, hash: "sha256:other"), RefusalKind.Stale);
    }

    [Fact]
    public async Task Withdrawn_item_tells_readers_why_and_where_to_go()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var other = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "other");
        Assert.Equal(ReviewState.Withdrawn, Deeds.Done(await _site.WithdrawAsync(_site.Reviewer, id, "The dose is wrong.", other)).State);
        await using var work = await _site.Store.ReadAsync(TestContext.Current.CancellationToken);
        var withdrawal = await work.Reviews.FindWithdrawalByPathAsync("articles/gut", TestContext.Current.CancellationToken);
        Assert.Equal((id, "The dose is wrong.", other), (withdrawal!.ContentItemId, withdrawal.Reason, withdrawal.ReplacementItemId));
        Assert.DoesNotContain(_site.State.Versions, version => version.Item.ContentItemId == id && version.Item.Published);
        Assert.DoesNotContain(id, _site.State.Publications.Keys);
        Assert.Contains(id, _site.State.Refreshed[^1]);
        await _site.ToPublishedAsync(id);
        Assert.Empty(_site.State.Withdrawals);
    }

    [Theory]
    [InlineData(null, null, null, Rules.MustSayWhy)]
    [InlineData("Wrong.", "self", null, Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", "draft", null, Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "javascript:alert(1)", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "//evil.example", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", "draft", "/articles", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "/articles/no-such", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "/articles/draft", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "/articles/gut", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "/", Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", null, "/articles/%00", Rules.ReplacementMustBeLive)]
    public async Task Withdrawal_is_refused_without_a_reason_or_with_a_useless_replacement(string? reason, string? item, string? url, string rule)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var draft = await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "draft");
        Deeds.Refused(await _site.WithdrawAsync(_site.Editor, id, reason, item switch { "self" => id, "draft" => draft, _ => null }, url), RefusalKind.Conflict, rule);
    }

    [Theory]
    [InlineData("https://example.org/better", "https://example.org/better")]
    [InlineData("/articles/better", null)]
    [InlineData("/Articles/Better/?from=mail#dose", null)]
    public async Task Withdrawal_may_point_to_an_address_and_one_of_the_site_becomes_the_item_that_is_live_there(string url, string? kept)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var better = await _site.ArticleInAsync(ReviewState.Published, title: "better");
        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id, url: url));
        Assert.Equal((kept is null ? better : null, kept), (_site.State.Withdrawals[id].ReplacementItemId, _site.State.Withdrawals[id].ReplacementUrl));
    }

    [Fact]
    public async Task Withdrawal_cancels_the_schedule_of_a_newer_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "A newer text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id));
        Assert.Empty(_site.State.Schedules);
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }
}
