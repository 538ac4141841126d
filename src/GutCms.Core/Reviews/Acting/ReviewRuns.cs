using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Begins runs and moves them on.</summary>
internal static class ReviewRuns
{
    /// <summary>A new run for a text, at the beginning of its first stage, under the policy on file, whose text is kept.</summary>
    public static async Task<Review> BeginAsync(Attempt attempt, ReviewPurpose purpose, ContentItem item, string contentHash, ReviewPolicy policy, Actor actor, CancellationToken cancellationToken, ProposedChange? change = null, string? message = null)
    {
        var policyHash = await PolicyTexts.KeepAsync(attempt.Work, item.ContentType, cancellationToken);
        return await attempt.Writes.SaveReviewAsync(Begin(purpose, item, contentHash, policy, actor, attempt.NowUtc, change) with { PolicyHash = policyHash, Message = message }, cancellationToken);
    }

    private static Review Begin(ReviewPurpose purpose, ContentItem item, string contentHash, ReviewPolicy policy, Actor actor, DateTime nowUtc, ProposedChange? change) =>
        new(ContentIds.New(), purpose, item.ContentItemId, item.ContentType, policy, actor.UserId, actor.UserName, nowUtc)
        {
            Title = item.DisplayText,
            OwnerId = item.Owner,
            DisclaimerId = ItemMeaning.DisclaimerOf(item),
            Stages = NewStages(policy, nowUtc),
            CoveredTexts = [new(item.ContentItemVersionId, contentHash, CoverCause.Submitted, nowUtc) { PresentationHash = Presentation.HashOf(item), Change = change }],
        };

    /// <summary>The stages of a policy, none satisfied, the first begun.</summary>
    public static ImmutableArray<StageRun> NewStages(ReviewPolicy policy, DateTime nowUtc) =>
        [.. policy.Stages.Select((stage, index) => new StageRun(stage.Name, index == 0 ? Due(stage, nowUtc) : null, null))];

    /// <summary>Adds a text, in a presentation, for which the decisions stand.</summary>
    public static Review Cover(Review review, string versionId, string contentHash, string? presentationHash, CoverCause cause, DateTime nowUtc, DisclaimerSwitch? disclaimer = null) =>
        review.Covers(versionId, contentHash, presentationHash)
            ? review
            : review with { CoveredTexts = review.CoveredTexts.Add(new(versionId, contentHash, cause, nowUtc) { PresentationHash = presentationHash, Disclaimer = disclaimer }) };

    /// <summary>The run with what an approval in its current stage says of the change of the disclaimer.</summary>
    public static Review Sign(Review review, SignedChange? change) => change is null || review.CurrentStage is not { } stage ? review
        : review with { Stages = review.Stages.Replace(stage, stage with { SignedChanges = [.. stage.SignedChanges ?? [], change] }) };

    /// <summary>The run after another decision: stages that are satisfied now are marked, the next one begins, and after the last the run is approved.</summary>
    /// <param name="review">The run.</param>
    /// <param name="decisions">All its decisions, the new one among them.</param>
    /// <param name="eligible">Who may decide, by role.</param>
    /// <param name="nowUtc">UTC.</param>
    public static Review Advance(Review review, IReadOnlyList<Decision> decisions, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible, DateTime nowUtc)
    {
        if (review.CurrentStage is not { } current || review.Policy.Stages.FirstOrDefault(stage => stage.Name == current.Name) is not { } definition)
        {
            return review;
        }

        var progress = StageProgress.Of(review.Policy, definition, decisions, eligible);
        if (!progress.Satisfied)
        {
            return review;
        }

        var index = review.Stages.IndexOf(current);
        var stages = review.Stages.SetItem(index, current with { SatisfiedUtc = nowUtc, Required = progress.Required });
        if (index + 1 < stages.Length)
        {
            var next = review.Policy.Stages[index + 1];
            return review with { Stages = stages.SetItem(index + 1, stages[index + 1] with { DueUtc = stages[index + 1].DueUtc ?? Due(next, nowUtc) }) };
        }

        return review with { Stages = stages, State = ReviewState.Approved, CompletedUtc = nowUtc };
    }

    private static DateTime? Due(ReviewStage stage, DateTime nowUtc) => stage.DueDays is { } days ? nowUtc.AddDays(days) : null;
}
