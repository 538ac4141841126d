using System.Collections.Immutable;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Tells how an item stands and what the actor could do. Reads only.</summary>
public sealed class GetReview(ReviewPorts ports)
{
    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks: whoever may read drafts of the item.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ReviewView>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) => ReadAsync(actor, contentItemId, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<ReviewView>> ReadAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return TriggerCheck.Hidden(facts);
        }

        return await ViewAsync(work, facts, actor, cancellationToken);
    }

    /// <summary>How an item stands, for somebody who may see drafts of it.</summary>
    internal static async Task<ReviewView> ViewAsync(IUnitOfWork work, ReviewFacts facts, Actor actor, CancellationToken cancellationToken)
    {
        var runs = await work.Reviews.ListReviewsAsync(facts.ContentItemId, cancellationToken);
        var decisions = await work.Reviews.FindDecisionsAsync([.. runs.Select(run => run.ReviewId)], cancellationToken);
        var open = new[] { facts.CurrentReview?.ReviewId, facts.CurrentRenewal?.ReviewId };
        return new ReviewView(facts.ContentItemId, facts.ContentType, facts.Latest.Item.DisplayText, facts.Latest.Item.ContentItemVersionId, facts.LatestState, facts.LatestHash, facts.Tag)
        {
            Presentation = Presentation.Of(facts.Latest.Item),
            Published = facts is { Published: { } live, PublishedState: { } state, PublishedHash: { } hash }
                ? new(live.Item.ContentItemVersionId, state, hash, facts.Publication?.Basis, facts.Publication?.ReviewedUtc, facts.Publication?.NextReviewUtc, facts.Publication?.ReviewDueReason, facts.Publication?.Certificate)
                { Presentation = Presentation.Of(live.Item) }
                : null,
            Policy = facts.Policy.Policy,
            PolicyFault = facts.Policy.Fault,
            Review = facts.CurrentReview is { } review ? View(review, facts.Decisions, facts.Eligible(Subject.Latest)) : null,
            Renewal = facts.CurrentRenewal is { } renewal ? View(renewal, facts.RenewalDecisions, facts.Eligible(Subject.Published)) : null,
            History = [.. runs.Where(run => !open.Contains(run.ReviewId)).Select(run => new ReviewRunView(run, [.. decisions.GetValueOrDefault(run.ReviewId) ?? []], []))],
            Threads = [.. facts.Threads],
            MayResolve = [.. facts.Threads.Where(thread => !thread.IsResolved && ResolveComment.May(facts, actor, thread)).Select(thread => thread.ThreadId)],
            MayAnswerSuggestions = Authorization.Allows(actor, Permissions.EditContent, facts.ContentType, facts.Owner),
            SuggestionsMakeAuthors = facts.PolicyFor(Subject.Latest) is { FourEyes: true, SuggestionsMakeAuthors: true },
            Translation = facts.Translation,
            Schedule = facts.Schedule,
            TakeDown = facts.TakeDown,
            Withdrawal = facts.Withdrawal,
            PermittedTriggers = TriggerCheck.Permitted(facts, actor),
            Lapses = facts is { LatestState: ReviewState.Approved, CurrentReview: { } approved } ? EarlierDecisions.FindLapses(facts, approved, facts.Decisions, facts.NowUtc) : [],
            UnmetRules = TriggerCheck.Unmet(facts, actor),
        };
    }

    private static ReviewRunView View(Review review, IReadOnlyList<Decision> decisions, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible) =>
        new(review, [.. decisions], [.. review.Policy.Stages.Select(stage => View(review, stage, decisions, eligible))]);

    private static StageView View(Review review, ReviewStage stage, IReadOnlyList<Decision> decisions, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
    {
        var run = review.Stages.First(candidate => candidate.Name == stage.Name);
        var required = run.SatisfiedUtc is null ? StageProgress.Of(review.Policy, stage, decisions, eligible).Required : run.Required;
        ImmutableArray<StageRoleView> roles =
        [
            .. stage.Roles.Select(role => new StageRoleView(
                role.Role,
                required.GetValueOrDefault(role.Role, 1),
                decisions.Count(decision => decision.Counts && decision.Stage == stage.Name && decision.Role == role.Role),
                eligible.TryGetValue(role.Role, out var may) ? may.Count : 0,
                [.. review.Assignments.Where(assignment => assignment.Stage == stage.Name && assignment.Role == role.Role).Select(assignment => assignment.UserId)])),
        ];
        return new(stage.Name, run.DueUtc, run.SatisfiedUtc, roles);
    }
}
