using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A refusal says what is missing: how many, which one, until when.</summary>
public sealed class SayingWhyNotTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task What_was_done_wakes_those_who_wait_for_events_and_what_was_refused_does_not()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var before = _site.Wakes;

        Assert.False((await _site.PublishAsync(_site.Editor, id)).Succeeded);
        Assert.Equal(before, _site.Wakes);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Equal(before + 1, _site.Wakes);
    }

    [Fact]
    public void The_instant_of_an_act_is_in_the_precision_that_databases_keep()
    {
        _site.NowUtc = MemorySite.Start.AddTicks(12_345_678);

        Assert.Equal(MemorySite.Start.AddTicks(12_340_000), Attempt.Now(_site.Ports));
    }

    [Fact]
    public async Task An_entry_names_item_version_and_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);

        var entry = _site.State.Audit.Last(entry => entry.Action == "review.approve");

        Assert.Equal((id, _site.Latest(id).ContentItemVersionId, await _site.HashAsync(id)), (entry.ContentItemId, entry.VersionId, entry.ContentHash));
    }

    [Fact]
    public async Task Threads_that_are_open_are_counted()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "RequireResolvedComments": true, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var resolved = Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, resolved.ThreadId));

        var refusal = Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.CommentsMustBeResolved);

        Assert.Equal("2 comment threads are not resolved.", Assert.Single(refusal.UnmetRules).Sentence.ToString());
    }

    [Fact]
    public async Task A_disclaimer_that_is_missing_is_told_from_one_that_is_not_live()
    {
        _site.SetPolicy("Series", """{ "ContentType": "Series", "Version": "2", "RequireDisclaimer": true, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var without = JsonNode.Parse("""{ "ContentType": "Series", "DisplayText": "Gut", "TitlePart": { "Title": "Gut" }, "AutoroutePart": { "Path": "series/gut" } }""")!.AsObject();
        var disclaimer = (await _site.SaveAsync(_site.Editor, Deeds.Disclaimer("For education only."))).Item.ContentItemId;

        Assert.Equal("The text needs a disclaimer.", await SubmittedAsync(without));
        Assert.Equal("The disclaimer that the text refers to is not published.", await SubmittedAsync(Deeds.Article("gut", disclaimer)));

        async Task<string> SubmittedAsync(JsonObject json) => Assert.Single(Deeds.Refused(
            await _site.SubmitAsync(_site.Editor, (await _site.SaveAsync(_site.Editor, json)).Item.ContentItemId), RefusalKind.Conflict, Rules.DisclaimerMustBePublished).UnmetRules).Sentence.ToString();
    }

    [Fact]
    public async Task Of_two_instants_in_the_wrong_order_the_one_that_stands_is_said()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(2)));

        var refusal = Deeds.Refused(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddHours(1)), RefusalKind.Conflict, Rules.TakeDownMustFollowPublication);

        Assert.Contains("2026-03-01 11:00 UTC", Assert.Single(refusal.UnmetRules).Sentence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reviews_two_later_stages_objects_in_the_first_of_them()
    {
        var later = _site.AddPerson("later", "Lawyer", "Linguist");
        _site.AddPerson("lawyer", "Lawyer");
        _site.AddPerson("linguist", "Linguist");
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" }, { "Name": "Words", "Role": "Linguist" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Deeds.Done(await _site.RequestChangesAsync(later, id));

        Assert.Equal(("Legal", "Lawyer"), (_site.State.Decisions[^1].Stage, _site.State.Decisions[^1].Role));
    }

    [Fact]
    public async Task Whoever_reviews_the_current_stage_objects_in_it_and_not_in_an_earlier_one()
    {
        var both = _site.AddPerson("both", "MedicalReviewer", "Lawyer");
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Deeds.Done(await _site.RequestChangesAsync(both, id));

        Assert.Equal(("Legal", "Lawyer"), (_site.State.Decisions[^1].Stage, _site.State.Decisions[^1].Role));
    }
}
