using System.Buffers.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a certificate says of those who approved and confirmed a text and of its disclaimer, and where the log says that it stands.</summary>
public sealed class WhatCertificatesStateTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Names_the_approval_the_disclaimer_and_its_place_in_the_list_which_the_log_knows_too()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);

        var (claims, publication) = (Claims(id), _site.State.Publications[id]);
        Assert.Equal(["Dr reviewer"], claims.Approvals.Select(approval => approval.PrintedName));
        Assert.Equal(new CertifiedDisclaimer(disclaimer, _site.Latest(disclaimer).ContentItemVersionId), claims.Disclaimer);
        Assert.Null(claims.DisclaimerChanges);
        Assert.Equal(publication.NextReviewUtc, claims.NextReview);
        var issued = _site.State.Issued.Single(certificate => certificate.ContentItemId == id);
        Assert.Equal(issued.ToEntry(), claims.Status!.StatusList);
        Assert.Equal(
            $$"""[{"list":{{issued.List}},"index":{{issued.Index}},"contentItemId":"{{id}}","versionId":"{{publication.VersionId}}"}]""",
            Entry(AuditActions.ContentPublish, id)["certificates"]!.ToJsonString());
    }

    [Fact]
    public async Task Names_whoever_confirmed_a_text_after_whoever_approved_it_and_no_decision_that_was_taken_back()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        _site.NowUtc = _site.NowUtc.AddMonths(1);

        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));

        Assert.Equal(["Dr reviewer", "Dr reviewer2"], Claims(id).Approvals.Select(approval => approval.PrintedName));
        Assert.NotNull(_site.State.Publications[id].RenewalId);
        var run = _site.State.Publications[id].ReviewId;
        _site.Store.State = _site.State with
        {
            Decisions = [.. _site.State.Decisions.Select(decision => decision.ReviewId == run ? decision with { VoidedUtc = _site.NowUtc } : decision)],
        };
        _site.NowUtc = _site.NowUtc.AddMonths(1);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        Assert.Equal(["Dr reviewer"], Claims(id).Approvals.Select(approval => approval.PrintedName));
    }

    [Fact]
    public async Task Names_an_editorial_change_of_the_disclaimer_after_an_approval_and_none_before_it()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var before = _site.Latest(disclaimer).ContentItemVersionId;
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));

        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, await _site.ImpactTagAsync(disclaimer)));

        var change = Assert.Single(Claims(id).DisclaimerChanges!);
        var after = _site.Latest(disclaimer).ContentItemVersionId;
        Assert.Equal((before, after, "editorial", _site.NowUtc), (change.FromVersionId, change.ToVersionId, change.Change, change.ChangedUtc));
        Assert.NotEqual(Claims(id).ContentHash, Claims(id).Approvals[0].ContentHash);
        var details = Entry(AuditActions.ContentDisclaimerClassify, disclaimer);
        Assert.Equal(("Editorial", change.ReviewId, 0, before, 1, 0), ((string?)details["change"], (string?)details["reviewId"], (int?)details["notSigned"], (string?)details["before"], (int?)details["live"], (int?)details["inReview"]));
        Assert.NotNull(details["impactTag"]);

        var later = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "later");
        Assert.Null(Claims(later).DisclaimerChanges);
    }

    [Fact]
    public async Task Names_no_change_back_to_what_was_approved_and_none_that_was_over_when_it_was()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var (early, late) = (await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "early"), await _site.ArticleInAsync(ReviewState.InReview, disclaimer, "late"));
        foreach (var text in new[] { "In other words.", "For education only." })
        {
            _site.NowUtc = _site.NowUtc.AddDays(1);
            await _site.EditAsync(_site.Editor, disclaimer, text);
            Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
            Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
            Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, await _site.ImpactTagAsync(disclaimer)));
        }

        _site.NowUtc = _site.NowUtc.AddDays(1);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, late));
        Deeds.Done(await _site.PublishAsync(_site.Editor, early));
        Deeds.Done(await _site.PublishAsync(_site.Editor, late));

        Assert.Single(Claims(early).DisclaimerChanges!);
        Assert.Null(Claims(late).DisclaimerChanges);
    }

    [Fact]
    public async Task Without_a_policy_there_is_none_no_key_is_needed_and_the_log_names_none()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        _site.SetPolicy("Article", null);
        _site.HasKey = false;
        var id = await _site.ArticleInAsync(ReviewState.Draft, disclaimer);

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        Assert.Null(_site.State.Publications[id].Certificate);
        Assert.Null(Entry(AuditActions.ContentPublish, id)["certificates"]);
    }

    [Fact]
    public async Task Without_a_key_an_approved_text_is_not_published_and_what_speaks_against_it_is_said()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.HasKey = false;
        Assert.Equal("CertificateMustBeIssuable", Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.CertificateMustBeIssuable).UnmetRules[0].Sentence.Name);

        _site.Obstacle = Sentence.Verbatim("It has no address.");

        Assert.Equal("It has no address.", Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.CertificateMustBeIssuable).UnmetRules[0].Message);
    }

    private JsonObject Entry(string action, string id) => _site.State.Audit.Last(entry => entry.Action == action && entry.ContentItemId == id).Details;

    private ReviewCertificate Claims(string id) =>
        ReviewCertificate.FromClaims(JsonNode.Parse(Base64Url.DecodeFromChars(_site.State.Publications[id].Certificate!.Split('.')[1]))!.AsObject());
}
