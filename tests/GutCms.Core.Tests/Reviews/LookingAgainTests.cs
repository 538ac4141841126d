using GutCms.Core.Comments;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The second round of a review begins with what changed since the reader has seen the text.</summary>
public sealed class LookingAgainTests
{
    private const string Section = "13dtxdw22d61fpcbf754779t85";

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compares_with_the_version_that_the_reader_approved_although_an_edit_voided_that()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var approved = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "Changed.");

        Assert.Equal((approved, ComparisonBasis.Seen), await BasisAsync(_site.Reviewer, id));
        Assert.NotEqual(ComparisonBasis.Seen, (await BasisAsync(_site.Reviewer2, id)).Basis);
        Assert.NotEqual(ComparisonBasis.Seen, (await BasisAsync(_site.Reviewer, id, asked: false)).Basis);
    }

    [Fact]
    public async Task Compares_with_the_version_that_the_reader_commented_on_and_not_with_the_latest_itself()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var first = _site.Latest(id).ContentItemVersionId;
        Deeds.Done(await new AddComment(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?"), Token));

        Assert.NotEqual(ComparisonBasis.Seen, (await BasisAsync(_site.Reviewer, id)).Basis);
        await _site.EditAsync(_site.Author, id, "Changed.");
        Assert.Equal((first, ComparisonBasis.Seen), await BasisAsync(_site.Reviewer, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Version_counts_as_seen_for_as_long_as_it_has_the_text_that_was_commented_on(bool isSavedInItsPlace)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var first = _site.Latest(id).ContentItemVersionId;
        Deeds.Done(await new AddComment(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?"), Token));
        if (isSavedInItsPlace)
        {
            GiveAnotherText(first);
        }

        await _site.EditAsync(_site.Author, id, "Changed.");

        Assert.Equal(!isSavedInItsPlace, await BasisAsync(_site.Reviewer, id) == (first, ComparisonBasis.Seen));
    }

    [Fact]
    public async Task Compares_with_the_text_that_the_reader_decided_about_where_its_version_has_another_by_now()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        GiveAnotherText(_site.Latest(id).ContentItemVersionId);
        await _site.EditAsync(_site.Author, id, "Changed.");

        // The text itself is kept, and is compared with under the latest version.
        Assert.Equal((_site.Latest(id).ContentItemVersionId, ComparisonBasis.Seen), await BasisAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Thread_is_addressed_by_its_last_word_until_somebody_goes_on_or_resolves_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var add = new AddComment(_site.Ports);
        var thread = Deeds.Done(await add.ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?"), Token));
        Assert.False(thread.IsAddressed);

        var addressed = Deeds.Done(await add.ExecuteAsync(_site.Author, new(id, thread.ThreadId, "") { Addresses = true }, Token));
        Assert.True(addressed.IsAddressed);
        Assert.False(Deeds.Done(await add.ExecuteAsync(_site.Reviewer, new(id, thread.ThreadId, "Not yet."), Token)).IsAddressed);
        Assert.False(Deeds.Done(await new ResolveComment(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, thread.ThreadId), Token)).IsAddressed);
        Assert.Equal(RefusalKind.Conflict, (await add.ExecuteAsync(_site.Author, new(id, thread.ThreadId, "") { Addresses = true }, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Comment_without_words_is_refused_but_for_one_that_addresses_a_thread()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var add = new AddComment(_site.Ports);
        var thread = Deeds.Done(await add.ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?"), Token));

        Assert.Equal(RefusalKind.Invalid, (await add.ExecuteAsync(_site.Author, new(id, thread.ThreadId, " "), Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await add.ExecuteAsync(_site.Author, new(id, null, "") { Addresses = true }, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Comment_on_a_block_as_a_whole_stays_at_the_block_until_that_is_gone()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var anchor = CommentAnchor.Whole(Section);
        var thread = Deeds.Done(await new AddComment(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, null, "Too long.", anchor.ToJson()), Token));
        await _site.EditAsync(_site.Author, id, "All other words.");

        Assert.Equal(new AnchorResolution(AnchorState.Exact, 0, 0), AnchorResolver.Resolve(CommentAnchor.FromJson(thread.Anchor!), _site.Latest(id)));
        Assert.Equal(AnchorResolution.Orphaned, AnchorResolver.Resolve(CommentAnchor.Whole("gone"), _site.Latest(id)));
        Assert.Throws<FormatException>(() => CommentAnchor.FromJson((anchor with { Start = 3 }).ToJson()));
        Assert.Throws<FormatException>(() => CommentAnchor.FromJson((anchor with { Prefix = "a" }).ToJson()));
    }

    /// <summary>What a host that saves drafts in their place does.</summary>
    private void GiveAnotherText(string versionId) => _site.Store.State = _site.State with
    {
        Versions = _site.State.Versions.ConvertAll(version => version.Item.ContentItemVersionId == versionId ? version with { ContentHash = "sha-256:" + new string('0', 64) } : version),
    };

    private async Task<(string? VersionId, ComparisonBasis? Basis)> BasisAsync(Actor actor, string id, bool asked = true)
    {
        var comparison = Deeds.Done(await new ReadDesk(_site.Ports).ExecuteAsync(actor, new(id, SinceLastLook: asked), Token)).Text.Comparison;
        return (comparison?.VersionId, comparison?.Basis);
    }
}
