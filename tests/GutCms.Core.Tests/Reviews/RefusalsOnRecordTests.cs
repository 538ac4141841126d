using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What an attempt leaves behind: when it was refused, why; when it was done, what others have to hear.</summary>
public sealed class RefusalsOnRecordTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_recorded_with_its_kind_the_state_and_every_rule_that_is_not_met()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        var refusal = Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id, password: null), RefusalKind.Conflict, Rules.MustSign);

        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.Refused(AuditActions.ReviewApprove), id, _site.Reviewer.UserId), (entry.Action, entry.ContentItemId, entry.ActorId));
        Assert.Equal("""{"kind":"Conflict","state":"inReview","unmetRules":["MustSign"]}""", entry.Details.ToJsonString());
        Assert.Equal(ReviewState.InReview, refusal.CurrentState);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(0, false)]
    public async Task An_id_from_outside_is_recorded_only_in_the_form_of_one(int length, bool recorded)
    {
        var id = new string('a', length);

        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.NotFound);
        Assert.Equal(recorded ? id : null, _site.State.Audit[^1].ContentItemId);
        Assert.Equal("""{"kind":"NotFound"}""", _site.State.Audit[^1].Details.ToJsonString());
    }

    [Fact]
    public async Task An_id_that_would_begin_another_line_is_not_recorded()
    {
        Deeds.Refused(await _site.PublishAsync(_site.Editor, "a\nb"), RefusalKind.NotFound);

        Assert.Null(_site.State.Audit[^1].ContentItemId);
    }

    [Fact]
    public async Task Whoever_reads_what_is_hidden_is_told_that_there_is_nothing_and_goes_on_record()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.NotFound, (await new GetReview(_site.Ports).ExecuteAsync(_site.Client, id, Token)).Refusal!.Kind);

        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.AccessRefused, id, _site.Client.UserId, """{"kind":"NotFound"}"""), (entry.Action, entry.ContentItemId, entry.ActorId, entry.Details.ToJsonString()));

        var entries = _site.State.Audit.Count;
        Assert.Equal(RefusalKind.NotFound, (await new GetReview(_site.Ports).ExecuteAsync(_site.Client, "nothing", Token)).Refusal!.Kind);
        Assert.Equal(entries, _site.State.Audit.Count);
    }

    [Fact]
    public async Task Listeners_wake_after_what_was_done_and_documents_are_written_where_readers_see_a_change()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var (wakes, refreshed) = (_site.Wakes, _site.State.Refreshed.Count);

        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Assert.Equal((wakes + 1, refreshed), (_site.Wakes, _site.State.Refreshed.Count));
        await _site.PublishAsync(_site.Editor, id);
        Assert.Equal((wakes + 1, refreshed), (_site.Wakes, _site.State.Refreshed.Count));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Assert.Equal((wakes + 3, refreshed + 1), (_site.Wakes, _site.State.Refreshed.Count));
        Assert.Equal([id], _site.State.Refreshed[^1]);
    }
}
