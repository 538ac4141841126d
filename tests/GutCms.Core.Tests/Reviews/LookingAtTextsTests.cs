using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class LookingAtTextsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compares_the_latest_text_with_the_one_approved_last()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var approved = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "First change.");
        await _site.EditAsync(_site.Author, id, "Second change.");

        var shown = Deeds.Done(await LookAsync(_site.Reviewer, id));

        Assert.Equal((approved, ComparisonBasis.Approved), (shown.Comparison!.VersionId, shown.Comparison.Basis));
        Assert.True(shown.Comparison.Diff.HasChanges);
        Assert.Equal((await _site.ViewAsync(id)).ContentHash, shown.ContentHash);
        Assert.Equal("13dtxdw22d61fpcbf754779t85", Assert.Single(shown.Blocks).ContentItemId);
    }

    [Fact]
    public async Task Compares_with_the_live_text_that_nobody_approved()
    {
        var id = await _site.ArticleInAsync(ReviewState.Imported);
        await _site.EditAsync(_site.Author, id, "Changed.");

        Assert.Equal(ComparisonBasis.Live, Deeds.Done(await LookAsync(_site.Reviewer, id)).Comparison!.Basis);
    }

    [Fact]
    public async Task Compares_with_nothing_when_there_was_nothing() =>
        Assert.Null(Deeds.Done(await LookAsync(_site.Reviewer, await _site.ArticleInAsync(ReviewState.InReview))).Comparison);

    [Theory]
    [InlineData(ReviewState.Approved, ComparisonBasis.Approved)]
    [InlineData(ReviewState.Imported, ComparisonBasis.Live)]
    [InlineData(ReviewState.InReview, null)]
    public async Task Says_why_there_is_nothing_to_compare_with(ReviewState state, ComparisonBasis? why)
    {
        var shown = Deeds.Done(await LookAsync(_site.Reviewer, await _site.ArticleInAsync(state)));

        Assert.Null(shown.Comparison);
        Assert.Equal(why, shown.Itself);
    }

    [Fact]
    public async Task Shows_the_live_text_under_the_hash_with_which_it_was_published()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "Changed.");

        var shown = Deeds.Done(await new GetReviewText(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, Subject.Published), Token));

        Assert.Equal((await _site.ViewAsync(id)).Published!.ContentHash, shown.ContentHash);
        Assert.Contains("The gut talks to the brain.", shown.Content.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_nothing_to_whoever_may_not_see_drafts() =>
        Assert.Equal(RefusalKind.NotFound, (await LookAsync(_site.Client, await _site.ArticleInAsync(ReviewState.InReview))).Refusal!.Kind);

    [Fact]
    public async Task Knows_no_version_of_another_item()
    {
        var (id, other) = (await _site.ArticleInAsync(ReviewState.Published), await _site.ArticleInAsync(ReviewState.Draft, title: "other"));

        Assert.Equal(RefusalKind.NotFound, (await LookAsync(_site.Reviewer, id, _site.Latest(other).ContentItemVersionId)).Refusal!.Kind);
    }

    [Fact]
    public async Task Compares_with_the_version_that_was_chosen_though_it_was_never_published()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_site.Author, id, "First change.");
        var chosen = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "Second change.");

        var shown = Deeds.Done(await LookAsync(_site.Reviewer, id, chosen));

        Assert.Equal((chosen, ComparisonBasis.Chosen), (shown.Comparison!.VersionId, shown.Comparison.Basis));
        Assert.True(shown.Comparison.Diff.HasChanges);
    }

    [Fact]
    public async Task Any_two_versions_are_compared_in_either_direction()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "First change.");
        await _site.EditAsync(_site.Author, id, "Second change.");
        var versions = Deeds.Done(await LookAsync(_site.Reviewer, id)).Versions.Select(version => version.VersionId).ToList();

        foreach (var (from, to) in versions.SelectMany(from => versions.Select(to => (from, to))))
        {
            var compared = Deeds.Done(await new CompareVersions(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, from, to), Token));

            Assert.Equal((from, to), (compared.FromVersionId, compared.ToVersionId));
            Assert.Equal(from != to, compared.Diff.HasChanges);
        }
    }

    private Task<Outcome<GetReviewText.Result>> LookAsync(Actor actor, string id, string? from = null) => new GetReviewText(_site.Ports).ExecuteAsync(actor, new(id, FromVersionId: from), Token);
}
