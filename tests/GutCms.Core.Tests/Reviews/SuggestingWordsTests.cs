using System.Collections.Immutable;
using GutCms.Core.Comments;
using GutCms.Core.Content.Html;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A reviewer suggests other words in place; whoever edits accepts or refuses them, on record, and who becomes an author by that is the policy's to say.</summary>
public sealed class SuggestingWordsTests
{
    private const string Section = "13dtxdw22d61fpcbf754779t85";

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<p>Take 10 <strong>mg</strong> of it.</p>", "10 mg of", "20 mg of", "<p>Take 20 <strong>mg</strong> of it.</p>")]
    [InlineData("<p>Take 10 <strong>mg</strong> of it.</p>", "10 mg", "one spoon", "<p>Take one spoon<strong></strong> of it.</p>")]
    [InlineData("<p>One.</p><p>If a &lt; b &amp; c, stop.</p>", "a < b & c", "a > b & c", "<p>One.</p><p>If a &gt; b &amp; c, stop.</p>")]
    [InlineData("<ul><li>Salt</li><li>Fat</li></ul>", "Fat", "", "<ul><li>Salt</li><li></li></ul>")]
    [InlineData("<p>Ä 😀 b</p>", "😀 b", "😀 c", "<p>Ä 😀 c</p>")]
    [InlineData("<p>Twice  a\n day</p>", "Twice a day", "Once a day", "<p>Once  a\n day</p>")]
    [InlineData("<p>One</p><p>two</p>", "One\ntwo", "three", null)]
    [InlineData("<p>x <math><mn>10</mn></math></p>", "10", "20", null)]
    public void Words_are_put_in_their_place_and_nothing_else_is_touched(string html, string quote, string words, string? result)
    {
        var text = ContentHtml.ToText(html);
        var start = text.IndexOf(quote, StringComparison.Ordinal);
        Assert.True(start >= 0, text);

        var replaced = HtmlTextEdit.Replace(html, start, quote.Length, words);

        Assert.Equal(result is null ? null : ContentHtml.Sanitize(result), replaced);
    }

    [Fact]
    public async Task Accepted_suggestion_is_a_new_version_whose_author_is_whoever_suggested_too()
    {
        var id = await DraftAsync();
        var thread = await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg");
        Assert.True(thread.IsOpenSuggestion);

        var result = Deeds.Done(await AnswerAsync(_site.Author, id, [thread.ThreadId]));

        Assert.Contains("Take 20 mg daily", BlockText.Find(_site.Latest(id), Section), StringComparison.Ordinal);
        var answered = Assert.Single(result.Threads);
        Assert.Equal((true, "20 mg", _site.Author.UserId), (answered.IsResolved, answered.FindAnswer()!.Took, answered.ResolvedById));
        Assert.Equal(["content.save", "review.suggestion.accept"], _site.State.Audit.TakeLast(2).Select(entry => entry.Action));
        await SubmitAsync(id);
        Assert.Contains(Rules.MustNotBeAuthor, (await _site.ApproveAsync(_site.Reviewer, id)).Refusal!.UnmetRules.Select(rule => rule.Rule));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Policy_may_let_approve_whoever_suggested()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ], "SuggestionsMakeAuthors": false }""");
        var id = await DraftAsync();
        Deeds.Done(await AnswerAsync(_site.Author, id, [(await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg")).ThreadId]));

        await SubmitAsync(id);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Suggestions_are_refused_edited_and_accepted_together_by_whoever_edits_and_nobody_else()
    {
        var id = await DraftAsync();
        var (dose, doctor, other) = (await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg"), await SuggestAsync(_site.Reviewer, id, "Ask", "Always ask"), await SuggestAsync(_site.Reviewer2, id, "daily", ""));

        Assert.Equal(RefusalKind.Forbidden, (await AnswerAsync(_site.Reviewer, id, [dose.ThreadId])).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await AnswerAsync(_site.Author, id, [dose.ThreadId, doctor.ThreadId], words: "both")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await AnswerAsync(_site.Author, id, [dose.ThreadId, "unknown"])).Refusal!.Kind);
        var before = _site.Latest(id).ContentItemVersionId;

        var refused = Assert.Single(Deeds.Done(await AnswerAsync(_site.Author, id, [other.ThreadId], accepts: false)).Threads);
        Assert.Equal((true, true, before), (refused.IsResolved, refused.FindAnswer()!.Refuses, _site.Latest(id).ContentItemVersionId));
        Assert.Equal(RefusalKind.Conflict, (await AnswerAsync(_site.Author, id, [other.ThreadId])).Refusal!.Kind);

        Deeds.Done(await AnswerAsync(_site.Author, id, [doctor.ThreadId], words: "First ask"));
        Deeds.Done(await AnswerAsync(_site.Author, id, [dose.ThreadId]));
        Assert.Equal("Take 20 mg daily. First ask your doctor.", BlockText.Find(_site.Latest(id), Section));
    }

    [Fact]
    public async Task Alike_suggestions_become_one_version_and_words_that_are_gone_keep_all_of_them_out()
    {
        var id = await DraftAsync();
        var (first, second) = (await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg"), await SuggestAsync(_site.Reviewer, id, "doctor", "physician"));
        var versions = _site.State.Versions.Count;
        Deeds.Done(await AnswerAsync(_site.Author, id, [first.ThreadId, second.ThreadId]));
        Assert.Equal(versions + 1, _site.State.Versions.Count);

        var (third, fourth) = (await SuggestAsync(_site.Reviewer, id, "daily", "weekly"), await SuggestAsync(_site.Reviewer, id, "daily. Ask", "daily; ask"));
        var refusal = (await AnswerAsync(_site.Author, id, [third.ThreadId, fourth.ThreadId])).Refusal!;
        Assert.Equal(Rules.SuggestedWordsMustStand, Assert.Single(refusal.UnmetRules).Rule);
        Assert.Equal(versions + 1, _site.State.Versions.Count);
        Assert.Equal(2, _site.State.Threads.Count(thread => thread.IsOpenSuggestion));
    }

    [Fact]
    public async Task Review_that_goes_on_ends_only_when_that_is_said()
    {
        var id = await DraftAsync();
        var thread = await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg");
        await SubmitAsync(id);

        Assert.Equal(Rules.DecisionsMustStand, Assert.Single((await AnswerAsync(_site.Author, id, [thread.ThreadId])).Refusal!.UnmetRules).Rule);
        Assert.True(_site.State.Threads.Single().IsOpenSuggestion);
        Deeds.Done(await AnswerAsync(_site.Author, id, [thread.ThreadId], ends: true));
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Suggestion_needs_words_that_stand_in_the_text_and_others_for_them()
    {
        var id = await DraftAsync();
        var add = new AddComment(_site.Ports);
        var anchor = QuoteFinder.Find(_site.Latest(id), Section, "10 mg", 0)!;
        async Task<string?> FaultAsync(CommentAnchor? place, string words) =>
            (await add.ExecuteAsync(_site.Reviewer, new(id, null, "", place?.ToJson()) { Suggests = words }, Token)).Refusal?.Faults.Single().Path;

        Assert.Equal("$.anchor", await FaultAsync(null, "20 mg"));
        Assert.Equal("$.anchor", await FaultAsync(CommentAnchor.Whole(Section), "20 mg"));
        Assert.Equal("$.anchor", await FaultAsync(anchor with { Quote = "99 mg" }, "20 mg"));
        Assert.Equal("$.suggestion", await FaultAsync(anchor, "10 mg"));
        Assert.Equal("$.suggestion", await FaultAsync(anchor, "20\nmg"));
        Assert.Equal("$.suggestion", await FaultAsync(anchor, new('a', 4001)));
        Assert.Null(await FaultAsync(anchor, "20 mg"));
        Assert.Null(await FaultAsync(QuoteFinder.Find(_site.Latest(id), FieldPlaces.Title, _site.Latest(id).DisplayText!, 0), "Another title"));
        var onTitle = _site.State.Threads[^1];
        Deeds.Done(await AnswerAsync(_site.Author, id, [onTitle.ThreadId]));
        Assert.Equal("Another title", _site.Latest(id).DisplayText);
    }

    [Theory]
    [InlineData(4000, "", true)]
    [InlineData(4001, "", false)]
    [InlineData(10, "\u0007", false)]
    public async Task Own_words_of_whoever_answers_are_one_line_of_text(int letters, string rest, bool may)
    {
        var id = await DraftAsync();
        var thread = await SuggestAsync(_site.Reviewer, id, "10 mg", "20 mg");

        var outcome = await AnswerAsync(_site.Author, id, [thread.ThreadId], words: new string('a', letters) + rest);

        Assert.Equal(may, outcome.Succeeded);
        Assert.Equal(may ? [] : ["$.words"], outcome.Refusal?.Faults.Select(fault => fault.Path) ?? []);
    }

    private async Task<string> DraftAsync()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_site.Author, id, "Take 10 <strong>mg</strong> daily. Ask your doctor.");
        return id;
    }

    private async Task<CommentThread> SuggestAsync(Actor actor, string id, string quote, string words) =>
        Deeds.Done(await new AddComment(_site.Ports).ExecuteAsync(actor, new(id, null, "", QuoteFinder.FindAnywhere(_site.Latest(id), quote)!.ToJson()) { Suggests = words }, Token));

    private async Task SubmitAsync(string id) => Deeds.Done(await _site.SubmitAsync(_site.Author, id));

    private Task<Outcome<AnswerSuggestions.Result>> AnswerAsync(Actor actor, string id, ImmutableArray<string> threads, bool accepts = true, string? words = null, bool ends = false) =>
        new AnswerSuggestions(_site.Ports).ExecuteAsync(actor, new(id, Deeds.NoTag, threads, accepts) { Words = words, EndsReview = ends }, Token);
}
