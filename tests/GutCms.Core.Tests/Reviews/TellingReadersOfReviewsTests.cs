using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Readers are told who approved what they read: those whose approvals count, in the order in which they were given, and nobody of what was brought in.</summary>
public sealed class TellingReadersOfReviewsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approvals_that_count_are_told_in_their_order()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 12, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var imported = await _site.ArticleInAsync(ReviewState.Imported, disclaimer, "imported");
        var id = await _site.ArticleInAsync(ReviewState.InReview, disclaimer);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        _site.NowUtc = _site.NowUtc.AddHours(1);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        var given = _site.State.Decisions.Where(decision => decision.ReviewerId == _site.Reviewer.UserId).Last();
        _site.Store.State = _site.State with
        {
            Decisions = [given with { DecisionId = "void", PrintedName = "Dr Void", VoidedUtc = _site.NowUtc }, given, .. _site.State.Decisions.Remove(given)],
        };

        var told = await FindAsync(id, imported);

        var review = told[id];
        Assert.Equal(
            [("Dr reviewer2", "MD", "MedicalReviewer", MemorySite.Start), ("Dr reviewer", "MD", "MedicalReviewer", MemorySite.Start.AddHours(1))],
            review.Approvals.Select(approval => (approval.PrintedName, approval.Credential, approval.Role, approval.DecidedUtc)));
        Assert.Equal((await _site.ViewAsync(id)).Published!.ContentHash, review.ContentHash);
        Assert.Equal(("published", MemorySite.Start.AddHours(1), MemorySite.Start.AddHours(1).AddMonths(12)), (review.Status, review.LastReviewedUtc, review.NextReviewUtc));
        Assert.Equal(("imported", 0), (told[imported].Status, told[imported].Approvals.Count));
    }

    private async Task<Dictionary<string, DeliveredReview>> FindAsync(params string[] ids)
    {
        await using var work = await _site.Store.ReadAsync(Token);
        var live = (await work.FindAsync(ids, VersionSelector.Published, Token)).Values.Select(version => version.Item).ToList();
        var found = await new PublishedReviews(_site).FindAsync(work, live, Token);
        return live.ToDictionary(item => item.ContentItemId, item => found[item.ContentItemVersionId]);
    }
}
