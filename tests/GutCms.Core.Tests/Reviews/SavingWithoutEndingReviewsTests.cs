using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A save that is asked to end no review ends none; what it says to the reviewers goes with a submission.</summary>
public sealed class SavingWithoutEndingReviewsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.Approved)]
    public async Task Another_text_is_refused_while_a_review_goes_on_or_approvals_stand_and_saved_when_it_may_end_them(ReviewState state)
    {
        var id = await _site.ArticleInAsync(state);
        var before = _site.Latest(id).ContentItemVersionId;

        Deeds.Refused(await SaveAsync(id, "Other words.", keeps: true), RefusalKind.Conflict, Rules.DecisionsMustStand);

        Assert.Equal(before, _site.Latest(id).ContentItemVersionId);
        Assert.Equal(state, await _site.StateAsync(id));
        Deeds.Done(await SaveAsync(id, "Other words.", keeps: false));
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
    }

    [Theory]
    [InlineData(ReviewState.Draft)]
    [InlineData(ReviewState.ChangesRequested)]
    [InlineData(ReviewState.Published)]
    public async Task Another_text_is_saved_where_nothing_stands_on_it(ReviewState state)
    {
        var id = await _site.ArticleInAsync(state);

        Deeds.Done(await SaveAsync(id, "Other words.", keeps: true));
    }

    [Fact]
    public async Task Same_text_is_saved_and_its_approvals_stand()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);

        var saved = Deeds.Done(await new SaveContent(_site.Ports).ExecuteAsync(_site.Author, new(ContentItemJson.Write(_site.Latest(id)), Deeds.NoTag) { KeepsDecisions = true }, Token));

        Assert.True(saved.CarriedOn);
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Message_to_the_reviewers_is_kept_with_the_review_and_is_not_endless()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Task<Outcome<TriggerResult>> SubmitAsync(string message) => new PullTrigger(_site.Ports).RunAsync(_site.Author, Trigger.Submit, new(id, Deeds.NoTag) { Comment = message }, Token);

        Assert.Equal(RefusalKind.Invalid, (await SubmitAsync(new string('x', 4001))).Refusal!.Kind);
        Deeds.Done(await SubmitAsync(" Mind the dose. "));

        Assert.Equal("Mind the dose.", (await _site.ViewAsync(id)).Review!.Review.Message);
    }

    private Task<Outcome<SavedContent>> SaveAsync(string id, string text, bool keeps)
    {
        var json = ContentItemJson.Write(_site.Latest(id));
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = $"<p>{text}</p>";
        return new SaveContent(_site.Ports).ExecuteAsync(_site.Author, new(json, Deeds.NoTag) { KeepsDecisions = keeps }, Token);
    }
}
