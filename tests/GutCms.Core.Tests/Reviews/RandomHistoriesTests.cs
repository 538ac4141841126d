using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Random histories by random people, against a model of a dozen lines: what may be live was approved, by others, in exactly these words.</summary>
public sealed class RandomHistoriesTests
{
    private const int Steps = 50;
    private const long Histories = 40;

    private static readonly Gen<(int Deed, int Who, int Text)[]> History = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 3]).Array[Steps];

    [Fact]
    public async Task Nothing_unapproved_is_ever_live() => await History.SampleAsync(CheckAsync, iter: Histories, threads: 1);

    private static async Task CheckAsync((int Deed, int Who, int Text)[] history)
    {
        var site = new MemorySite();
        var both = site.AddPerson("both", "Author", "Editor", "MedicalReviewer");
        Actor[] people = [site.Author, site.Editor, site.Reviewer, site.Reviewer2, both];
        var disclaimer = await site.PublishedDisclaimerAsync();
        var id = await site.ArticleInAsync(ReviewState.Draft, disclaimer);
        foreach (var (deed, who, text) in history)
        {
            // No two deeds at one instant: a second renewal then would leave the dates of the first, which the tag is made of.
            site.NowUtc = site.NowUtc.AddDays(text * 20).AddSeconds(1);
            var before = await site.ViewAsync(id);
            var actor = people[who];
            var (trigger, outcome) = await DoAsync(site, id, deed, actor, text);
            var after = await site.ViewAsync(id);
            if (trigger is { } pulled)
            {
                CheckTransition(before, after, pulled, outcome!);
            }

            CheckLive(site, id);
        }

        var verification = await AuditChain.VerifyAsync(site.State.Audit.ToAsyncEnumerable(), null, TestContext.Current.CancellationToken);
        Assert.True(verification.Intact);
    }

    private static void CheckTransition(ReviewView before, ReviewView after, Trigger trigger, Outcome<TriggerResult> outcome)
    {
        var isPlanned = trigger == Trigger.ScheduleUnpublish && before is { Published: null, Schedule: not null };
        var from = isPlanned || TransitionTable.SubjectOf(trigger) == Subject.Latest ? before.State : before.Published?.State;
        var row = from is { } state ? TransitionTable.Find(state, trigger) : null;
        if (outcome.Succeeded)
        {
            Assert.NotNull(row);
            Assert.True(row.To.Contains(outcome.Value.State), $"{from} {trigger} {outcome.Value.State}");
            Assert.True(after.Tag != before.Tag, $"{from} {trigger} left the tag as it was.");
            Assert.Equal(after.Tag, outcome.Value.Tag);
        }
        else
        {
            Assert.Equal((before.Tag, before.State, before.ContentHash), (after.Tag, after.State, after.ContentHash));
        }
    }

    private static void CheckLive(MemorySite site, string id)
    {
        Assert.Empty(site.State.Ungranted());
        var live = site.State.Versions.SingleOrDefault(version => version.Item.ContentItemId == id && version.Item.Published);
        if (live is null)
        {
            Assert.DoesNotContain(id, site.State.Publications.Keys);
            return;
        }

        var publication = site.State.Publications[id];
        var review = site.State.Reviews.Single(run => run.ReviewId == publication.ReviewId);
        var approvals = site.State.Decisions.Where(decision => decision.ReviewId == review.ReviewId && decision.Counts).ToList();
        Assert.NotEmpty(approvals);
        Assert.All(approvals, decision => Assert.True(decision.IsSigned && review.Covers(decision.VersionId, decision.ContentHash, decision.PresentationHash)));
        Assert.True(review.Covers(live.Item.ContentItemVersionId, live.ContentHash, Presentation.HashOf(live.Item)));
        Assert.NotNull(publication.Certificate);
        // The text is the same over all that a review covers, so whoever wrote that text did not approve it.
        var texts = review.CoveredTexts.Select(text => text.VersionId).ToHashSet();
        var writers = site.State.Versions.Where(version => texts.Contains(version.Item.ContentItemVersionId)).SelectMany(version => version.Authors).Select(author => author.UserId).ToHashSet();
        Assert.All(approvals, decision => Assert.DoesNotContain(decision.ReviewerId, writers));
    }

    private static async Task<(Trigger? Trigger, Outcome<TriggerResult>? Outcome)> DoAsync(MemorySite site, string id, int deed, Actor actor, int text)
    {
        switch (deed)
        {
            case 0:
                await new SaveContent(site.Ports).ExecuteAsync(actor, new(Changed(site, id, $"Text {text}."), Deeds.NoTag), TestContext.Current.CancellationToken);
                return (null, null);
            case 1:
                await new SaveContent(site.Ports).ExecuteAsync(actor, new(ContentItemJson.Write(site.Latest(id)), Deeds.NoTag), TestContext.Current.CancellationToken);
                return (null, null);
            case 2:
                await site.RestoreAsync(actor, id, site.State.Versions.Where(version => version.Item.ContentItemId == id).ElementAt(0).Item.ContentItemVersionId);
                return (null, null);
            case 3:
                return (Trigger.Submit, await site.SubmitAsync(actor, id));
            case 4:
                return (Trigger.WithdrawSubmission, await site.WithdrawSubmissionAsync(actor, id));
            case 5 or 11:
                return (Trigger.Approve, await site.ApproveAsync(actor, id));
            case 6:
                return (Trigger.RequestChanges, await site.RequestChangesAsync(actor, id));
            case 7:
                return (Trigger.Publish, await site.PublishAsync(actor, id));
            case 8:
                return (Trigger.Unpublish, await site.UnpublishAsync(actor, id));
            case 9:
                return (Trigger.Renew, await site.RenewAsync(actor, id));
            case 12:
                return (Trigger.Schedule, await site.ScheduleAsync(actor, id, site.NowUtc.AddDays(1 + text)));
            default:
                return (Trigger.Withdraw, await site.WithdrawAsync(actor, id));
        }
    }

    private static JsonObject Changed(MemorySite site, string id, string text)
    {
        var json = ContentItemJson.Write(site.Latest(id));
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = $"<p>{text}</p>";
        return json;
    }
}
