using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>An approval is as old as its last signature, and an old one publishes nothing.</summary>
public sealed class AgeOfApprovalsTests
{
    private readonly MemorySite _site = new();

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public async Task Publishes_until_the_interval_of_the_policy_has_passed(int ticks, bool publishes)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.NowUtc = _site.NowUtc.AddMonths(12).AddTicks(ticks);

        var outcome = await _site.PublishAsync(_site.Editor, id);

        if (publishes)
        {
            Deeds.Done(outcome);
        }
        else
        {
            Deeds.Refused(outcome, RefusalKind.Conflict, Rules.ApprovalMustNotBeOverdue);
            Assert.False(_site.Latest(id).Published);
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public async Task A_schedule_counts_the_age_at_its_own_instant(int ticks, bool isAccepted)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);

        var outcome = await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddMonths(12).AddTicks(ticks));

        if (isAccepted)
        {
            Deeds.Done(outcome);
        }
        else
        {
            Deeds.Refused(outcome, RefusalKind.Conflict, Rules.ApprovalMustNotBeOverdue);
            Assert.Empty(_site.State.Schedules);
        }
    }

    [Fact]
    public async Task Never_grows_old_where_the_policy_names_no_interval()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.NowUtc = _site.NowUtc.AddYears(5);

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }
}
