using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What people say beside a text, whom they give it to, and what they are shown before they sign a change of a disclaimer.</summary>
public sealed class SpeakingAboutTextsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_belongs_to_the_thread_that_it_answers_and_to_a_place_that_can_be_found()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var anchor = JsonNode.Parse("""{ "blockId": "13dtxdw22d61fpcbf754779t85", "quote": "gut", "prefix": "The ", "suffix": " talks", "start": 4, "length": 3 }""")!.AsObject();
        var use = new AddComment(_site.Ports);
        await _site.CommentAsync(_site.Editor, id);

        var thread = Deeds.Done(await use.ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?", anchor), Token));
        var answered = Deeds.Done(await _site.CommentAsync(_site.Author, id, thread.ThreadId));

        Assert.True(JsonNode.DeepEquals(anchor, answered.Anchor));
        Assert.Equal([_site.Reviewer.UserId, _site.Author.UserId], answered.Messages.Select(message => message.AuthorId));
        Assert.Equal([1, 2], _site.State.Threads.Select(known => known.Messages.Length));
        Assert.Equal(RefusalKind.NotFound, (await _site.CommentAsync(_site.Author, id, "another")).Refusal!.Kind);

        anchor["length"] = 4;
        var refusal = (await use.ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?", anchor), Token)).Refusal!;
        Assert.Equal((RefusalKind.Invalid, "$.anchor"), (refusal.Kind, Assert.Single(refusal.Faults).Path));
    }

    [Fact]
    public async Task A_thread_that_is_opened_again_says_nothing_of_who_resolved_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var thread = Deeds.Done(await _site.CommentAsync(_site.Editor, id));
        var resolved = Deeds.Done(await _site.ResolveAsync(_site.Editor, id, thread.ThreadId));
        Assert.Equal((_site.NowUtc, _site.Editor.UserId, _site.Editor.UserName), (resolved.ResolvedUtc, resolved.ResolvedById, resolved.ResolvedByName));

        var open = Deeds.Done(await new ReopenComment(_site.Ports).ExecuteAsync(_site.Editor, new(id, thread.ThreadId), Token));

        Assert.Equal((null, null, null, false), (open.ResolvedUtc, open.ResolvedById, open.ResolvedByName, open.IsResolved));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(AddComment.MaxLength, true)]
    [InlineData(AddComment.MaxLength + 1, false)]
    public async Task A_comment_says_something_and_not_too_much(int length, bool fits)
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        var outcome = await new AddComment(_site.Ports).ExecuteAsync(_site.Editor, new(id, null, $" {new string('a', length)} "), Token);

        Assert.Equal(fits ? null : RefusalKind.Invalid, outcome.Refusal?.Kind);
        Assert.Equal(fits ? [new string('a', length)] : [], _site.State.Threads.SelectMany(thread => thread.Messages).Select(message => message.Text));
    }

    [Fact]
    public async Task An_answer_has_no_place_of_its_own()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var thread = Deeds.Done(await _site.CommentAsync(_site.Editor, id));

        Assert.Equal(RefusalKind.Invalid, (await new AddComment(_site.Ports).ExecuteAsync(_site.Editor, new(id, thread.ThreadId, "Which dose?", []), Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task To_whom_a_review_was_given_and_until_when_is_on_record_and_told()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var (due, review) = (_site.NowUtc.AddDays(3), _site.State.Reviews[^1]);

        Deeds.Done(await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, null, null, [_site.Reviewer2.UserId], due), Token));
        var given = $$"""{"reviewId":"{{review.ReviewId}}","stage":"{{review.CurrentStage!.Name}}","assignees":["reviewer2-id"],"dueUtc":"2026-03-04T09:00:00.0000000Z"}""";
        Assert.Equal((given, given), (_site.State.Audit[^1].Details.ToJsonString(), _site.State.Outbox[^1].Data.ToJsonString()));

        Deeds.Done(await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, DueUtc: due.AddDays(1)), Token));
        Assert.Equal(["reviewId", "stage", "dueUtc"], _site.State.Audit[^1].Details.Select(member => member.Key));
        Assert.Equal([_site.Reviewer2.UserId], _site.State.Reviews[^1].Assignments.Select(assignment => assignment.UserId));
    }

    [Fact]
    public void The_tag_of_what_a_disclaimer_concerns_is_another_whenever_something_of_it_is()
    {
        ImpactedItem item = new("a", "Article", "Gut", "articles/gut", IsLive: true, ShowsPublished: true, HasNewerDraft: false, null, null);
        DisclaimerImpact impact = new("disclaimer", "before", "after", true, [item]) { Change = DisclaimerChange.Editorial };
        DisclaimerImpact[] others =
        [
            impact with { PublishedVersionId = null }, impact with { LatestVersionId = "another" }, impact with { Change = DisclaimerChange.Material }, impact with { Change = null },
            impact with { Items = [] }, impact with { Items = [item, item with { ContentItemId = "b" }] }, impact with { Items = [item with { ContentItemId = "b" }] },
            impact with { Items = [item with { IsLive = false }] }, impact with { Items = [item with { ShowsPublished = false }] }, impact with { Items = [item with { IsLive = false, ShowsPublished = false }] },
            impact with { PublishedVersionId = "beforeafter", LatestVersionId = "" }, impact with { PublishedVersionId = "", LatestVersionId = "beforeafter" },
        ];

        Assert.Equal(others.Length + 1, others.Append(impact).Select(one => one.Tag).Distinct().Count());
        Assert.Equal(impact.Tag, (impact with { Items = [item with { HasNewerDraft = true, ReviewId = "run" }] }).Tag);
        Assert.Matches("^[0-9a-f]{32}$", impact.Tag);
        Assert.True(impact.ConcernsAnything);
        Assert.False((impact with { HasChanged = false }).ConcernsAnything);
        Assert.False((impact with { Items = [] }).ConcernsAnything);
    }

    [Fact]
    public async Task The_desk_shows_the_live_text_where_it_is_asked_for_and_there_is_one()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var live = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "A newer text.");
        var desk = new ReadDesk(_site.Ports);

        Assert.Equal(live, Deeds.Done(await desk.ExecuteAsync(_site.Editor, new(id, Live: true), Token)).Text.Item.ContentItemVersionId);
        Assert.Equal(_site.Latest(id).ContentItemVersionId, Deeds.Done(await desk.ExecuteAsync(_site.Editor, new(id), Token)).Text.Item.ContentItemVersionId);
        var draft = await _site.ArticleInAsync(ReviewState.Draft, title: "mind");
        Assert.Equal(_site.Latest(draft).ContentItemVersionId, Deeds.Done(await desk.ExecuteAsync(_site.Editor, new(draft, Live: true), Token)).Text.Item.ContentItemVersionId);
        Assert.Equal(RefusalKind.NotFound, (await desk.ExecuteAsync(_site.Client, new(draft), Token)).Refusal!.Kind);
        Assert.Equal(draft, _site.State.Audit[^1].ContentItemId);
        Assert.Equal(RefusalKind.NotFound, (await desk.ExecuteAsync(_site.Editor, new("nothing"), Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task The_desk_shows_what_a_changed_disclaimer_concerns_while_it_is_in_review()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var desk = new ReadDesk(_site.Ports);
        async Task<DisclaimerImpact?> ImpactAsync() => Deeds.Done(await desk.ExecuteAsync(_site.Editor, new(disclaimer), Token)).Impact;

        Assert.Null(await ImpactAsync());
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Assert.Null(await ImpactAsync());
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        Assert.Single((await ImpactAsync())!.Items);
    }
}
