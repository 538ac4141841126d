using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Who is told of an item: who wrote it, who could decide and has not, who has decided; and where too few are left.</summary>
public sealed class KnowingWhomItConcernsTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Whoever_has_decided_is_waited_for_no_more_and_still_told()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var thread = Deeds.Done(await _site.CommentAsync(_site.Editor, id));
        Assert.Equal(new[] { _site.Reviewer.UserId, _site.Reviewer2.UserId }, (await AudienceAsync(id)).DeciderIds.Order());

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        var audience = await AudienceAsync(id);
        Assert.Equal([_site.Reviewer2.UserId], audience.DeciderIds);
        Assert.Equal([_site.Reviewer.UserId], audience.DecidedIds);
        Assert.Equal([thread.ThreadId], audience.Threads.Select(told => told.ThreadId));
        Assert.Null(audience.Stuck);
    }

    [Fact]
    public async Task Who_wrote_owns_or_submitted_it_is_told()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_site.Administrator, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));

        Assert.Equal(
            new[] { _site.Administrator.UserId, _site.Author.UserId, _site.Editor.UserId },
            (await AudienceAsync(id)).WriterIds.OfType<string>().Distinct().Order());
    }

    [Fact]
    public async Task Who_signed_another_stage_is_not_counted_in_the_one_that_is_short_of_people()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Second look", "Role": "MedicalReviewer", "Approvals": 2 }""");
        var third = _site.AddPerson("reviewer3", "MedicalReviewer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Null((await AudienceAsync(id)).Stuck);

        _site.Disable(third);

        var stuck = (await AudienceAsync(id)).Stuck!;
        Assert.Equal(("Second look", "MedicalReviewer", _site.Reviewer2.UserId), (stuck.Stage, stuck.Role, Assert.Single(stuck.AbleIds)));
    }

    [Fact]
    public async Task Who_signed_in_another_role_of_the_stage_is_not_counted_in_the_one_that_is_short_of_people()
    {
        Policy("""{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer", "Threshold": 2 } ] }""");
        var (first, second) = (_site.AddPerson("first", "Lawyer"), _site.AddPerson("second", "Lawyer"));
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Null((await AudienceAsync(id)).Stuck);

        _site.Disable(second);

        var stuck = (await AudienceAsync(id)).Stuck!;
        Assert.Equal(("Panel", "Lawyer", first.UserId), (stuck.Stage, stuck.Role, Assert.Single(stuck.AbleIds)));
    }

    private void Policy(string stages) => _site.SetPolicy("Article", $$"""{ "ContentType": "Article", "Version": "2", "Stages": [ {{stages}} ] }""");

    private async Task<ItemAudience> AudienceAsync(string id) => (await new FindAudience(_site.Ports).ExecuteAsync(id, TestContext.Current.CancellationToken))!;
}
