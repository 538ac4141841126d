using GutCms.Core.Certificates;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class PublishingTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Published_text_has_grant_certificate_audit_entry_event_and_delivery()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var publication = _site.State.Publications[id];
        Assert.Equal((PublicationBasis.Approved, MemorySite.Start, MemorySite.Start.AddMonths(12)), (publication.Basis, publication.ReviewedUtc, publication.NextReviewUtc));
        var claims = Claims(publication);
        Assert.Equal((publication.VersionId, publication.ContentHash, publication.DisclaimerVersionId), (claims.ContentItemVersionId, claims.ContentHash, claims.Disclaimer?.VersionId));
        Assert.Equal("Dr reviewer", Assert.Single(claims.Approvals).PrintedName);
        Assert.Contains(_site.State.Audit, entry => entry.Action == "content.publish" && entry.VersionId == publication.VersionId && entry.ContentHash == publication.ContentHash);
        Assert.Contains(_site.State.Outbox, message => message.Event == ReviewEvents.Published && message.VersionId == publication.VersionId);
        Assert.Contains(_site.State.Refreshed, items => items.Contains(id));
        Assert.Empty(_site.State.Ungranted());
        Assert.True(_site.Wakes > 0);
    }

    [Fact]
    public async Task Nothing_is_published_without_a_signing_key()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.HasKey = false;
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.CertificateMustBeIssuable);
        Assert.False(_site.Latest(id).Published);
    }

    [Fact]
    public async Task Nothing_is_submitted_while_its_disclaimer_is_not_published()
    {
        var disclaimer = (await _site.SaveAsync(_site.Editor, Deeds.Disclaimer("For education only."))).Item.ContentItemId;
        var id = (await _site.SaveAsync(_site.Author, Deeds.Article("gut", disclaimer))).Item.ContentItemId;
        Deeds.Refused(await _site.SubmitAsync(_site.Author, id), RefusalKind.Conflict, Rules.DisclaimerMustBePublished);
        await _site.ToPublishedAsync(disclaimer);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
    }

    [Theory]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.Approved)]
    public async Task Nothing_is_approved_or_published_once_its_disclaimer_is_gone(ReviewState state)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(state, disclaimer);
        _site.Store.State = _site.State with
        {
            Versions = _site.State.Versions.ConvertAll(version => version.Item.ContentItemId == disclaimer ? version with { Item = version.Item with { Published = false } } : version),
        };

        Assert.Equal(RefusalKind.Conflict, (await _site.ApproveAsync(_site.Reviewer, id)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await _site.PublishAsync(_site.Editor, id)).Refusal?.Kind);
        Assert.False(_site.Latest(id).Published);
    }

    [Fact]
    public async Task Type_without_a_policy_is_published_without_review()
    {
        var site = new MemorySite();
        site.SetPolicy("Article", null);
        var id = (await site.SaveAsync(site.Author, Deeds.Article("gut", await site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Refused(await site.SubmitAsync(site.Author, id), RefusalKind.Conflict, Rules.TypeMustHavePolicy);
        Assert.Equal(ReviewState.Published, Deeds.Done(await site.PublishAsync(site.Editor, id)).State);
        Assert.Equal((PublicationBasis.NoPolicy, (string?)null), (site.State.Publications[id].Basis, site.State.Publications[id].Certificate));
        Assert.Equal(ReviewState.Draft, Deeds.Done(await site.UnpublishAsync(site.Editor, id)).State);
    }

    [Fact]
    public async Task Policy_that_cannot_be_read_shuts_everything()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "9", "Stages": [] }""");
        Assert.Contains(Rules.PolicyMustBeReadable, (await _site.PublishAsync(_site.Editor, id)).Refusal!.UnmetRules.Select(rule => rule.Rule));
        Assert.Contains(Rules.PolicyMustBeReadable, (await _site.SubmitAsync(_site.Author, id)).Refusal!.UnmetRules.Select(rule => rule.Rule));
    }

    [Fact]
    public async Task Run_keeps_the_policy_with_which_it_was_submitted()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Renamed", "Role": "MedicalReviewer" } ] }""");
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Assert.Equal("1", Claims(_site.State.Publications[id]).Policy.Version);
    }

    [Fact]
    public async Task Live_version_stays_live_while_a_newer_one_is_reviewed()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "A newer text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        var view = await _site.ViewAsync(id);
        Assert.Equal((ReviewState.InReview, ReviewState.Published), (view.State, view.Published!.State));
        Assert.NotEqual(view.VersionId, view.Published.VersionId);
    }

    [Fact]
    public async Task Imported_text_is_reviewed_while_it_is_live_and_then_approved()
    {
        var id = await _site.ArticleInAsync(ReviewState.Imported);
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));
        Assert.Equal((ReviewState.InReview, ReviewState.Imported), ((await _site.ViewAsync(id)).State, (await _site.ViewAsync(id)).Published!.State));
        Assert.Equal(ReviewState.Imported, Deeds.Done(await _site.WithdrawSubmissionAsync(_site.Editor, id)).State);
        await _site.ToPublishedAsync(id);
        Assert.Equal((ReviewState.Published, PublicationBasis.Approved), ((await _site.ViewAsync(id)).Published!.State, _site.State.Publications[id].Basis));
    }

    [Fact]
    public async Task Unpublished_text_is_approved_still_and_buys_no_time()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = _site.NowUtc.AddMonths(6);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.UnpublishAsync(_site.Editor, id)).State);
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Assert.Equal(MemorySite.Start.AddMonths(12), _site.State.Publications[id].NextReviewUtc);
    }

    [Fact]
    public async Task Unpublishing_under_a_newer_draft_leaves_the_draft_alone()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var live = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "A newer text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        var unpublished = Deeds.Done(await _site.UnpublishAsync(_site.Editor, id));
        Assert.Equal((live, ReviewState.Draft), (unpublished.VersionId, unpublished.State));
        Assert.DoesNotContain(id, _site.State.Publications.Keys);
        Assert.Equal(ReviewState.InReview, (await _site.ViewAsync(id)).State);
    }

    [Fact]
    public async Task Deleted_item_is_gone_and_its_record_stays()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.DeleteAsync(_site.Editor, id));
        Assert.Equal(RefusalKind.NotFound, (await _site.SubmitAsync(_site.Author, id)).Refusal!.Kind);
        Assert.Contains(_site.State.Decisions, decision => decision.VoidReason == "The item was deleted.");
    }

    [Fact]
    public async Task Live_item_is_not_deleted()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        Deeds.Refused(await _site.DeleteAsync(_site.Editor, id), RefusalKind.Conflict, Rules.MustNotBeLive);
    }

    [Fact]
    public async Task Parallel_decisions_count_exactly_once_each()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var hash = await _site.HashAsync(id);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => _site.ApproveAsync(number % 2 == 0 ? _site.Reviewer : _site.Reviewer2, id, hash: hash))));
        Assert.Equal(2, outcomes.Count(outcome => outcome.Succeeded));
        Assert.Equal(2, _site.State.Decisions.Count(decision => decision.ReviewId == _site.State.Reviews[^1].ReviewId));
    }

    private static ReviewCertificate Claims(Publication publication)
    {
        var payload = publication.Certificate!.Split('.')[1];
        var bytes = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(payload);
        return ReviewCertificate.FromClaims(System.Text.Json.Nodes.JsonNode.Parse(bytes)!.AsObject());
    }
}
