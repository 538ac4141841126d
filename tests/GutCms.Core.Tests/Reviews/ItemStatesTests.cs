using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The one rule of states, and the two ways of asking it: for an item, and for many at once.</summary>
public sealed class ItemStatesTests
{
    private static readonly DateTime Due = MemorySite.Start.AddYears(1);

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PublicationBasis.Approved, true, ReviewState.Published)]
    [InlineData(PublicationBasis.Approved, false, ReviewState.Published)]
    [InlineData(PublicationBasis.Imported, true, ReviewState.Imported)]
    [InlineData(PublicationBasis.Imported, false, ReviewState.Published)]
    [InlineData(PublicationBasis.NoPolicy, true, ReviewState.Imported)]
    [InlineData(PublicationBasis.NoPolicy, false, ReviewState.Published)]
    [InlineData(null, true, ReviewState.Imported)]
    [InlineData(null, false, ReviewState.Published)]
    public void Live_text_is_what_its_ground_and_the_policy_of_its_type_make_it(PublicationBasis? basis, bool hasPolicy, ReviewState expected)
    {
        var publication = basis is { } ground ? new Publication("item", "version", "hash", ground, MemorySite.Start) { NextReviewUtc = Due } : null;
        var live = ItemStates.OfLive(publication, hasPolicy);

        Assert.Equal((expected, publication?.NextReviewUtc), (live.State, live.DueUtc));
        Assert.Equal(ReviewState.ReviewDue, ItemStates.OfLive((publication ?? new("item", "version", "hash", PublicationBasis.Approved, MemorySite.Start)) with { ReviewDueReason = ReviewDueReason.Disclaimer }, hasPolicy).State);
    }

    [Fact]
    public void Clock_makes_due_what_has_a_date_and_nothing_else()
    {
        var live = new StateInTime(ReviewState.Published, Due);

        Assert.Equal((ReviewState.Published, ReviewState.ReviewDue, ReviewState.ReviewDue), (live.At(Due.AddTicks(-1)), live.At(Due), live.At(Due.AddYears(1))));
        Assert.Equal(ReviewState.Draft, new StateInTime(ReviewState.Draft).At(DateTime.MaxValue));
    }

    [Theory]
    [InlineData(true, true, false, ReviewState.Approved, ReviewState.Published)]
    [InlineData(true, false, false, ReviewState.Approved, ReviewState.Published)]
    [InlineData(false, true, false, ReviewState.Published, ReviewState.Published)]
    [InlineData(false, false, false, ReviewState.Draft, ReviewState.Published)]
    [InlineData(false, false, true, ReviewState.Draft, ReviewState.Published)]
    public void Latest_version_is_what_its_run_says_and_else_what_is_live(bool hasRun, bool latestIsLive, bool withdrawn, ReviewState latest, ReviewState live)
    {
        var states = ItemStates.Of(new(hasRun ? Run : null, HasLive: true, latestIsLive, null, HasPolicy: false, withdrawn));

        Assert.Equal((latest, live), (states.Latest.State, states.Live?.State));
    }

    [Theory]
    [InlineData(true, true, ReviewState.Approved)]
    [InlineData(false, true, ReviewState.Withdrawn)]
    [InlineData(false, false, ReviewState.Draft)]
    public void Latest_version_where_nothing_is_live_is_withdrawn_or_a_draft(bool hasRun, bool withdrawn, ReviewState latest)
    {
        var states = ItemStates.Of(new(hasRun ? Run : null, HasLive: false, LatestIsLive: false, null, HasPolicy: true, withdrawn));

        Assert.Equal((latest, null), (states.Latest.State, states.Live));
    }

    [Theory]
    [InlineData(ReviewState.Draft)]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.ChangesRequested)]
    [InlineData(ReviewState.Approved)]
    [InlineData(ReviewState.Published)]
    [InlineData(ReviewState.ReviewDue)]
    [InlineData(ReviewState.Withdrawn)]
    [InlineData(ReviewState.Imported)]
    public async Task Many_items_at_once_are_in_the_states_in_which_each_is_alone(ReviewState state)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(state, disclaimer);
        await AgreeAsync(id, disclaimer);

        // A text that comes in past the run, another policy, none, and a disclaimer with other words.
        await OverwriteAsync(id);
        await AgreeAsync(id, disclaimer);
        _site.SetPolicy("Article", null);
        await AgreeAsync(id, disclaimer);
        await _site.EditAsync(_site.Editor, disclaimer, "For somebody else.");
        await AgreeAsync(id, disclaimer);
    }

    [Fact]
    public async Task Text_published_before_its_type_had_a_policy_is_imported_from_then_on()
    {
        var (policy, disclaimer) = (_site.State.Documents[(ReviewPolicyJson.DocumentKind, "Article")].ToJsonString(), await _site.PublishedDisclaimerAsync());
        _site.SetPolicy("Article", null);
        var id = (await _site.SaveAsync(_site.Editor, Deeds.Article("gut", disclaimer))).Item.ContentItemId;
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Assert.Equal((ReviewState.Published, "published"), (await _site.StateAsync(id), await DeliveredAsync(id)));

        _site.SetPolicy("Article", policy);

        Assert.Equal((ReviewState.Imported, "imported"), (await _site.StateAsync(id), await DeliveredAsync(id)));
        await AgreeAsync(id);
    }

    [Fact]
    public async Task Version_that_is_live_and_in_review_is_in_the_state_of_what_it_was_asked_for()
    {
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Assert.Equal((ReviewState.ReviewDue, "reviewDue"), await ReadAsync(new(id, VersionSelector.Published)));
        Assert.Equal((ReviewState.InReview, "inReview"), await ReadAsync(new(id, VersionSelector.Latest)));
        Assert.Equal((ReviewState.InReview, "inReview"), await ReadAsync(new(id, VersionSelector.Latest, _site.Latest(id).ContentItemVersionId)));

        async Task<(ReviewState?, string?)> ReadAsync(GetContent.Request request)
        {
            var view = Deeds.Done(await new GetContent(_site.Ports).ExecuteAsync(_site.Editor, request, Token));
            return (view.State, (string?)view.Item.Parts["ReviewPart"]!["State"]);
        }
    }

    private static Review Run { get; } = new(
        "run", ReviewPurpose.Publication, "item", "Article", new("Article", "1", []), "", "system", MemorySite.Start)
    { State = ReviewState.Approved };

    private async Task AgreeAsync(params string[] ids)
    {
        await using var work = await _site.Store.ReadAsync(Token);
        var states = await StatesOfItems.FindAsync(work, ids, Token);
        foreach (var id in ids)
        {
            var view = await _site.ViewAsync(id);
            Assert.Equal((view.State, view.Published?.State), (states[id].Latest.At(_site.NowUtc), states[id].Live?.At(_site.NowUtc)));
        }
    }

    /// <summary>Brings another text in as an untrusted recipe does: past every run.</summary>
    private async Task OverwriteAsync(string id)
    {
        var json = ContentItemJson.Write(_site.Latest(id));
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Another text.</p>";
        await using var work = await _site.Store.BeginAsync(Token);
        await work.AddVersionsAsync([ContentItemJson.Read(json) with { ContentItemVersionId = ContentIds.New(), Published = false }], "recipe", Token);
        await work.CommitAsync(Token);
    }

    private async Task<string> DeliveredAsync(string id)
    {
        await using var work = await _site.Store.ReadAsync(Token);
        var live = (await work.FindAsync([id], VersionSelector.Published, Token))[id].Item;
        return (await new PublishedReviews(_site).FindAsync(work, [live], Token))[live.ContentItemVersionId].Status;
    }
}
