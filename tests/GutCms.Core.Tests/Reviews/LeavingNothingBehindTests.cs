using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What an act leaves behind of schedules, runs, owners and dates: nothing that belongs to another text, and all that belongs to this one.</summary>
public sealed class LeavingNothingBehindTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sha256:another", null)]
    [InlineData(null, "sha256:another")]
    public async Task Schedule_of_another_text_is_neither_carried_on_by_a_save_nor_published(string? text, string? presentation)
    {
        var id = await ScheduledAsync();
        var strange = _site.State.Schedules[id];
        strange = strange with { ContentHash = text ?? strange.ContentHash, PresentationHash = presentation ?? strange.PresentationHash };
        _site.Store.State = _site.State with { Schedules = _site.State.Schedules.SetItem(id, strange) };

        Assert.True((await _site.SaveAgainAsync(_site.Editor, id)).CarriedOn);
        Assert.Equal(strange, _site.State.Schedules[id]);

        _site.NowUtc = strange.AtUtc;
        Assert.Equal(new RunDuePublications.Result(0, 1), await _site.RunDueAsync());
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Schedule_of_this_text_is_carried_on_by_a_save()
    {
        var id = await ScheduledAsync();
        await _site.SaveAgainAsync(_site.Editor, id);

        Assert.Equal(_site.Latest(id).ContentItemVersionId, _site.State.Schedules[id].VersionId);
        _site.NowUtc = _site.State.Schedules[id].AtUtc;
        Assert.Equal(new RunDuePublications.Result(1, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Schedule_that_was_moved_while_it_was_being_refused_stays()
    {
        var id = await ScheduledAsync();
        var later = _site.State.Schedules[id] with { AtUtc = _site.NowUtc.AddDays(9) };
        _site.NowUtc = _site.State.Schedules[id].AtUtc;
        _site.HasKey = false;
        Task<RunDuePublications.Result> running;
        Task moving;
        await using (await _site.Store.BeginAsync(Token))
        {
            // In this order they wait: the publication, which is refused; the new instant; the cancelling.
            running = _site.RunDueAsync();
            moving = MoveAsync(later);
        }

        await moving;
        Assert.Equal(new RunDuePublications.Result(0, 0), await running);
        Assert.Equal(later, _site.State.Schedules[id]);
        Assert.DoesNotContain(_site.State.Outbox, message => message.Event == ReviewEvents.ScheduleRefused);
    }

    [Fact]
    public async Task Review_is_in_the_list_of_whoever_owns_the_text_now()
    {
        var heir = _site.AddPerson("heir", "Author");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Assert.Equal([id], await OwnAsync(_site.Author));
        Assert.Empty(await OwnAsync(heir));

        var json = ContentItemJson.Write(_site.Latest(id));
        json["Owner"] = heir.UserId;
        Assert.True((await _site.SaveAsync(_site.Editor, json)).CarriedOn);

        Assert.Empty(await OwnAsync(_site.Author));
        Assert.Equal([id], await OwnAsync(heir));
    }

    [Fact]
    public async Task Renewal_of_the_former_text_ends_when_another_is_published()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 12, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        await ApprovedByTwoAndPublishedAsync(id);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        await _site.EditAsync(_site.Author, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        await ApprovedByTwoAndPublishedAsync(id);

        var renewal = Assert.Single(_site.State.Reviews, run => run.Purpose == ReviewPurpose.Renewal);
        Assert.False(renewal.IsOpen);
        Assert.False(Assert.Single(_site.State.Decisions, decision => decision.ReviewId == renewal.ReviewId).Stands);
        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.RenewAsync(_site.Reviewer, id)).State);
    }

    [Fact]
    public async Task Confirmations_of_another_text_do_not_count_for_this_one()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 12, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        await ApprovedByTwoAndPublishedAsync(id);
        var approved = _site.NowUtc;
        _site.NowUtc = approved.AddMonths(1);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        _site.Store.State = _site.State with
        {
            Reviews = _site.State.Reviews.ConvertAll(run => run.Purpose == ReviewPurpose.Renewal ? run with { CoveredTexts = [run.CoveredTexts[0] with { ContentHash = "sha256:another" }] } : run),
        };

        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));
        Assert.Equal(approved, _site.State.Publications[id].ReviewedUtc);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        Assert.Equal(_site.NowUtc, _site.State.Publications[id].ReviewedUtc);
    }

    [Fact]
    public async Task Taking_down_and_publishing_again_keeps_the_date_of_the_last_confirmation()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var confirmed = _site.NowUtc = _site.NowUtc.AddMonths(6);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));
        _site.NowUtc = _site.NowUtc.AddMonths(1);

        Deeds.Done(await _site.UnpublishAsync(_site.Editor, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        Assert.Equal((confirmed, confirmed.AddMonths(12)), (_site.State.Publications[id].ReviewedUtc, _site.State.Publications[id].NextReviewUtc));
    }

    private async Task<string> ScheduledAsync()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        return id;
    }

    private async Task MoveAsync(ScheduledPublication schedule)
    {
        await using var work = await _site.Store.BeginAsync(Token);
        await work.Reviews.SaveScheduleAsync(schedule, Token);
        await work.CommitAsync(Token);
    }

    private async Task ApprovedByTwoAndPublishedAsync(string id)
    {
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    /// <summary>Whose reviews an author sees: of what is his own.</summary>
    private async Task<string[]> OwnAsync(Actor actor) =>
        [.. Deeds.Done(await new ListOpenReviews(_site.Ports).ExecuteAsync(actor, new(), Token)).Reviews.Select(review => review.ContentItemId)];
}
