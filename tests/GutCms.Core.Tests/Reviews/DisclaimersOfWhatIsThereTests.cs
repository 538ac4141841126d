using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a changed disclaimer does to each thing that shows it: what is live, brought in, in review, turned back, or being confirmed.</summary>
public sealed class DisclaimersOfWhatIsThereTests
{
    private const string Two = """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""";

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_live_is_due_from_now_on_and_others_are_told()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        _site.NowUtc = _site.NowUtc.AddDays(1);

        await ChangeAsync(disclaimer, DisclaimerChange.Material);

        Assert.Equal((ReviewDueReason.Disclaimer, _site.NowUtc), (_site.State.Publications[id].ReviewDueReason, _site.State.Publications[id].ReviewDueUtc));
        var told = Assert.Single(_site.State.Outbox, message => message.Event == ReviewEvents.ReviewDue && message.ContentItemId == id);
        Assert.Equal("Disclaimer", (string?)told.Data["reason"]);
        Assert.Contains(id, _site.State.Refreshed[^1]);
    }

    [Fact]
    public async Task What_shows_an_earlier_one_goes_on_showing_it_and_is_reviewed_once()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var shown = _site.State.Publications[id].DisclaimerVersionId;

        await ChangeAsync(disclaimer, DisclaimerChange.Material);
        await ChangeAsync(disclaimer, DisclaimerChange.Material, "In yet other words.");

        Assert.Equal(shown, _site.State.Publications[id].DisclaimerVersionId);
        Assert.Single(_site.State.Reviews, run => run.ContentItemId == id && run.IsOpen);
    }

    [Fact]
    public async Task Of_what_does_not_say_which_one_it_shows_it_is_the_one_that_was_live()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var before = _site.Latest(disclaimer).ContentItemVersionId;
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        _site.Store.State = _site.State with { Publications = _site.State.Publications.SetItem(id, _site.State.Publications[id] with { DisclaimerItemId = null, DisclaimerVersionId = null }) };

        await ChangeAsync(disclaimer, DisclaimerChange.Material);

        Assert.Equal((disclaimer, before), (_site.State.Publications[id].DisclaimerItemId, _site.State.Publications[id].DisclaimerVersionId));
    }

    [Theory]
    [InlineData(true, PublicationBasis.Imported)]
    [InlineData(false, PublicationBasis.NoPolicy)]
    public async Task What_was_brought_in_has_a_publication_from_then_on_with_the_text_on_file(bool withPolicy, PublicationBasis basis)
    {
        if (!withPolicy)
        {
            _site.SetPolicy("Article", null);
        }

        var disclaimer = await _site.PublishedDisclaimerAsync();
        var before = _site.Latest(disclaimer).ContentItemVersionId;
        var id = await _site.ImportAsync(Deeds.Article("gut", disclaimer));
        var live = _site.Latest(id);
        _site.Store.State = _site.State with
        {
            Versions = _site.State.Versions.ConvertAll(stored => stored.Item.ContentItemId == id ? stored with { ContentHash = "sha256:kept" } : stored),
            Grants = _site.State.Grants.ConvertAll(grant => grant.VersionId == live.ContentItemVersionId ? grant with { ContentHash = "sha256:kept" } : grant),
        };
        _site.NowUtc = _site.NowUtc.AddDays(1);

        await ChangeAsync(disclaimer, DisclaimerChange.Material);

        var publication = _site.State.Publications[id];
        Assert.Equal((live.ContentItemVersionId, "sha256:kept", basis, live.PublishedUtc), (publication.VersionId, publication.ContentHash, publication.Basis, publication.PublishedUtc));
        Assert.Equal((disclaimer, before), (publication.DisclaimerItemId, publication.DisclaimerVersionId));
    }

    [Fact]
    public async Task A_review_that_another_text_has_overtaken_stays_as_it_is()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.InReview, disclaimer);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Brought in past every run.</p>";
        await using (var work = await _site.Store.BeginAsync(Token))
        {
            await work.AddVersionsAsync([ContentItemJson.Read(json) with { ContentItemVersionId = ContentIds.New() }], "recipe", Token);
            await work.CommitAsync(Token);
        }

        var covered = Run(id).CoveredTexts.Length;
        await ChangeAsync(disclaimer, DisclaimerChange.Editorial);

        Assert.Equal(covered, Run(id).CoveredTexts.Length);
    }

    [Fact]
    public async Task What_was_turned_back_stays_so()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.ChangesRequested, disclaimer);

        await ChangeAsync(disclaimer, DisclaimerChange.Material);

        Assert.Equal(ReviewState.ChangesRequested, await _site.StateAsync(id));
        Assert.Null(_site.State.Decisions.Single(decision => decision.ReviewId == Run(id).ReviewId).VoidedUtc);
    }

    [Fact]
    public async Task Other_words_go_into_a_renewal_that_is_under_way_and_leave_what_was_confirmed()
    {
        _site.SetPolicy("Article", Two);
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.InReview, disclaimer);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));

        await ChangeAsync(disclaimer, DisclaimerChange.Editorial);

        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));
        Assert.NotNull(_site.State.Publications[id].RenewalId);
    }

    [Fact]
    public async Task A_conflict_is_told_and_on_record()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Faults.Enqueue(new ContentConflictException("Somebody else was faster."));

        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Stale);

        Assert.Equal("""{"kind":"Stale"}""", _site.State.Audit[^1].Details.ToJsonString());
    }

    [Fact]
    public async Task Whoever_saves_what_was_changed_meanwhile_is_told_how_it_stands()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        var outcome = await new SaveContent(_site.Ports).ExecuteAsync(_site.Author, new(ContentItemJson.Write(_site.Latest(id)), ExpectedTag.Of("seen before")), Token);

        Assert.Equal((RefusalKind.Stale, ReviewState.InReview), (outcome.Refusal!.Kind, outcome.Refusal.CurrentState));
    }

    [Fact]
    public async Task An_address_that_is_left_out_stays()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var json = ContentItemJson.Write(_site.Latest(id));
        json.Remove("AutoroutePart");
        (json["DisplayText"], json["TitlePart"]!["Title"]) = ("Another title", "Another title");

        Assert.Equal("articles/gut", ItemMeaning.PathOf((await _site.SaveAsync(_site.Author, json)).Item));
    }

    private Review Run(string id) => _site.State.Reviews.Single(run => run.ContentItemId == id && run.IsOpen);

    private async Task ChangeAsync(string disclaimer, DisclaimerChange change, string text = "In other words.")
    {
        await _site.EditAsync(_site.Editor, disclaimer, text);
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, change));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, (await _site.ImpactAsync(disclaimer)).Tag));
    }
}
