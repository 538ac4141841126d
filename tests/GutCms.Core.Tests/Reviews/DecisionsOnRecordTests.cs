using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The log says of a decision who made it, as what, where and on what; and of a save, what it left of the decisions.</summary>
public sealed class DecisionsOnRecordTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MemorySite.Password, true)]
    [InlineData(null, false)]
    public async Task An_approval_is_recorded_with_all_that_it_says(string? password, bool isSigned)
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "SignatureRequired": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var run = _site.State.Reviews.Single(run => run.ContentItemId == id);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id, password));

        var decision = _site.State.Decisions.Single(decision => decision.ReviewId == run.ReviewId);
        Assert.Equal((isSigned, null), (decision.IsSigned, decision.Comment));
        Assert.Equal(
            new JsonObject
            {
                ["reviewId"] = run.ReviewId,
                ["decisionId"] = decision.DecisionId,
                ["stage"] = "Medical",
                ["role"] = "MedicalReviewer",
                ["outcome"] = "Approved",
                ["printedName"] = "Dr reviewer",
                ["credential"] = "MD",
                ["meaning"] = SignatureMeanings.Approval,
                ["signed"] = isSigned,
                ["presentationHash"] = Presentation.HashOf(_site.Latest(id)),
                ["policyHash"] = run.PolicyHash,
            }.ToJsonString(),
            _site.State.Audit.Last(entry => entry.Action == "review.approve").Details.ToJsonString());
        Assert.Equal("gut", run.Title);
    }

    [Fact]
    public async Task A_comment_belongs_to_the_decision_and_a_blank_one_is_none()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Deeds.Done(await _site.RequestChangesAsync(_site.Reviewer, id, "A unit is wrong."));

        Assert.Equal("A unit is wrong.", _site.State.Decisions[^1].Comment);
    }

    [Fact]
    public async Task Nobody_but_a_person_signs()
    {
        Assert.Equal(SignatureCheck.Valid, await Signing.CheckAsync(_site.Ports, _site.Reviewer, new(MemorySite.Password), Token));
        Assert.Equal(SignatureCheck.Wrong, await Signing.CheckAsync(_site.Ports, _site.Client, new(MemorySite.Password), Token));
        Assert.Equal(SignatureCheck.Missing, await Signing.CheckAsync(_site.Ports, _site.Reviewer, null, Token));
    }

    [Fact]
    public async Task A_classified_change_is_recorded_with_what_it_was_made_from_and_what_it_concerns()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var before = await _site.HashAsync(disclaimer);
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));

        var details = _site.State.Audit.Last(entry => entry.Action == "review.approve").Details;
        Assert.Equal(("Editorial", before, 1), ((string?)details["change"], (string?)details["before"], (int?)details["concerned"]));
        Assert.Single(_site.State.Reviews.Single(run => run.ContentItemId == disclaimer && run.IsOpen).Stages[0].SignedChanges!);
    }

    [Theory]
    [InlineData(false, true, "Address, series or Hot Articles were changed.")]
    [InlineData(true, false, "The text was edited.")]
    public async Task A_save_says_what_it_changed_and_why_the_decisions_ended(bool text, bool presentation, string reason)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var json = ContentItemJson.Write(_site.Latest(id));
        if (text)
        {
            json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Another text.</p>";
        }

        if (presentation)
        {
            json["AutoroutePart"]!["Path"] = "articles/elsewhere";
        }

        await _site.SaveAsync(_site.Author, json);

        var told = _site.State.Outbox.Last(message => message.Event == ReviewEvents.Saved);
        Assert.Equal((id, text, presentation), (told.ContentItemId, (bool?)told.Data["contentChanged"], (bool?)told.Data["presentationChanged"]));
        var entry = _site.State.Audit.Last(entry => entry.Action == "content.save").Details;
        Assert.Equal((text, presentation), ((bool?)entry["contentChanged"], (bool?)entry["presentationChanged"]));
        Assert.Equal(reason, _site.State.Reviews.Single(run => run.ContentItemId == id).CloseReason);
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
    }

    [Fact]
    public async Task A_presentation_that_is_only_recorded_is_recorded_and_the_same_once()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "OnPresentationChange": "record", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["AutoroutePart"]!["Path"] = "articles/elsewhere";
        var before = Presentation.HashOf(_site.Latest(id));
        await _site.SaveAgainAsync(_site.Author, id);
        Assert.DoesNotContain(_site.State.Audit, entry => entry.Action == "review.presentation");

        await _site.SaveAsync(_site.Author, json);

        var details = Assert.Single(_site.State.Audit, entry => entry.Action == "review.presentation").Details;
        Assert.Equal(
            (_site.State.Reviews.Single(run => run.ContentItemId == id).ReviewId, before, Presentation.HashOf(_site.Latest(id)), "articles/elsewhere"),
            ((string?)details["reviewId"], (string?)details["before"], (string?)details["presentationHash"], (string?)details["presentation"]!["path"]));
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }

    [Fact]
    public void A_text_that_is_covered_is_covered_once()
    {
        var run = new Review("run", ReviewPurpose.Publication, "item", "Article", new("Article", "1", []), "author-id", "author", MemorySite.Start) { CoveredTexts = [] };

        var covered = ReviewRuns.Cover(run, "version", "sha256:text", "sha256:presentation", CoverCause.SavedUnchanged, MemorySite.Start);

        Assert.Single(covered.CoveredTexts);
        Assert.Same(covered, ReviewRuns.Cover(covered, "version", "sha256:text", "sha256:presentation", CoverCause.SavedUnchanged, MemorySite.Start));
        Assert.Equal(2, ReviewRuns.Cover(covered, "version", "sha256:text", "sha256:other", CoverCause.SavedUnchanged, MemorySite.Start).CoveredTexts.Length);
    }

    [Fact]
    public async Task A_date_that_was_given_to_a_stage_beforehand_stays_when_it_begins()
    {
        _site.AddPerson("lawyer", "Lawyer");
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer", "DueDays": 3 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, "Legal", "Lawyer", DueUtc: _site.NowUtc.AddDays(9)), Token));

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Assert.Equal(_site.NowUtc.AddDays(9), (await _site.ViewAsync(id)).Review!.Stages[1].DueUtc);
    }

    [Theory]
    [InlineData("/articles/better", true)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/\\elsewhere.example", false)]
    [InlineData("articles/better", false)]
    public void An_address_of_this_site_begins_with_one_slash(string url, bool isOwn) => Assert.Equal(isOwn, Replacement.IsPath(url));

    [Theory]
    [InlineData("http://example.org/safe", true)]
    [InlineData("https://example.org/safe", true)]
    [InlineData("ftp://example.org/safe", false)]
    [InlineData("/\\example.org", false)]
    public async Task What_is_named_instead_is_of_the_web(string url, bool may)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);

        Assert.Equal(may, (await _site.WithdrawAsync(_site.Editor, id, url: url)).Succeeded);
    }

    [Fact]
    public async Task Titles_of_what_is_shown_beside_a_text_are_those_that_are_live()
    {
        _site.SetPolicy("Series", null);
        var series = await _site.ImportAsync(JsonNode.Parse("""{ "ContentType": "Series", "DisplayText": "All of the gut", "TitlePart": { "Title": "All of the gut" }, "AutoroutePart": { "Path": "series/gut" } }""")!.AsObject());
        var json = Deeds.Article("gut", await _site.PublishedDisclaimerAsync());
        json["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(series) };
        var id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;

        var shown = Deeds.Done(await new GetReviewText(_site.Ports).ExecuteAsync(_site.Reviewer, new(id), Token));

        Assert.Equal("All of the gut", shown.LiveTitles[series]);
    }
}
