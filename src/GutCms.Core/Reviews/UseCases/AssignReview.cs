using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Asks a person to decide in a stage, gives the stage back to everybody who holds its role, or sets its due date.</summary>
public sealed class AssignReview(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="Stage">Name of the stage; null: the current one.</param>
    /// <param name="Role">Role of the stage; null: its only one.</param>
    /// <param name="AssigneeIds">User ids of those who are asked, in place of those asked so far; empty: back to the role; null: as they are.</param>
    /// <param name="DueUtc">When a decision is due, UTC, in the future; null: as it is.</param>
    public sealed record Request(
        string ContentItemId, ExpectedTag ExpectedTag, string? Stage = null, string? Role = null, ImmutableArray<string>? AssigneeIds = null, DateTime? DueUtc = null)
        : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(ports, actor, AuditActions.ReviewAssign, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.NotFound;
            }

            var (review, refusal) = Check(facts, actor, request);
            if (refusal is not null)
            {
                return refusal with { CurrentState = facts.LatestState, PermittedTriggers = TriggerCheck.Permitted(facts, actor) };
            }

            await KeepAsync(attempt, facts, review!, request, cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);

    /// <summary>Asks people in the first stage of a review that has just begun, as a part of the attempt that began it.</summary>
    /// <returns>Why they cannot be asked; null: they are.</returns>
    internal static async Task<Refusal?> NameAsync(Attempt attempt, string contentItemId, ImmutableArray<string> assigneeIds, CancellationToken cancellationToken)
    {
        var facts = await attempt.LoadAsync(contentItemId, cancellationToken) ?? throw new InvalidOperationException("An item that was just submitted is not there.");
        var request = new Request(contentItemId, ExpectedTag.Of(facts.Tag), AssigneeIds: assigneeIds);
        var (review, refusal) = Check(facts, attempt.Actor, request);
        if (review is not null)
        {
            await KeepAsync(attempt, facts, review, request, cancellationToken);
        }

        return refusal;
    }

    private static async Task KeepAsync(Attempt attempt, ReviewFacts facts, Review review, Request request, CancellationToken cancellationToken)
    {
        await attempt.Writes.SaveReviewAsync(review, cancellationToken);
        var details = new JsonObject { ["reviewId"] = review.ReviewId, ["stage"] = request.Stage ?? review.CurrentStage?.Name };
        if (request.AssigneeIds is { } ids)
        {
            details["assignees"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        }

        if (request.DueUtc is { } due)
        {
            details["dueUtc"] = due.ToString("O", CultureInfo.InvariantCulture);
        }

        await attempt.AuditAsync(AuditActions.ReviewAssign, facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Assigned, facts.Latest.Item, (JsonObject)details.DeepClone(), cancellationToken);
    }

    private static (Review? Review, Refusal? Refusal) Check(ReviewFacts facts, Actor actor, Request request)
    {
        if (!Authorization.Allows(actor, Permissions.AssignReview, facts.ContentType, facts.Owner))
        {
            return (null, Refusal.Forbidden(Sentence.Of("Refused.Assign"), Permissions.AssignReview, facts.ContentType));
        }

        if (request.ExpectedTag.FindObjection(facts.Tag) is { } stale)
        {
            return (null, stale);
        }

        if (facts.CurrentReview is not { State: ReviewState.InReview } review)
        {
            return (null, Refuse(Rules.MustBePermittedInState, Sentence.Of("MustBePermittedInState.Assign")));
        }

        var run = review.Stages.FirstOrDefault(stage => stage.SatisfiedUtc is null && stage.Name == (request.Stage ?? review.CurrentStage?.Name));
        var stage = review.Policy.Stages.FirstOrDefault(definition => definition.Name == run?.Name);
        var role = stage?.Roles.Where(entry => request.Role is null ? stage.Roles.Length == 1 : entry.Role == request.Role).Select(entry => entry.Role).FirstOrDefault();
        if (run is null || stage is null || role is null)
        {
            return (null, new(RefusalKind.Invalid, Sentence.Of("Refused.Stage")));
        }

        if (request.DueUtc is { } due && (due.Kind != DateTimeKind.Utc || due <= facts.NowUtc))
        {
            return (null, Refuse(Rules.MustBeInTheFuture, Sentence.Of("MustBeInTheFuture.Due")));
        }

        var unfit = request.AssigneeIds is { } ids ? FindUnfit(facts, review, stage, role, ids) : null;
        return unfit is not null
            ? (null, Refuse(Rules.MustBeEligibleReviewer, unfit))
            : (Change(review, run, role, request, facts, actor), null);
    }

    /// <summary>Who could be asked to decide in a role of a stage: able to, and without a signature in another stage where that counts.</summary>
    internal static IEnumerable<Reviewer> Fit(ReviewFacts facts, Review review, ReviewStage stage, string role)
    {
        var signed = StageProgress.SignersOfOtherStages(review.Policy, stage, facts.Decisions);
        return (facts.Able(Subject.Latest).GetValueOrDefault(role) ?? []).Where(reviewer => !signed.Contains(reviewer.UserId));
    }

    private static Sentence? FindUnfit(ReviewFacts facts, Review review, ReviewStage stage, string role, ImmutableArray<string> ids)
    {
        var eligible = Fit(facts, review, stage, role).Select(reviewer => reviewer.UserId).ToList();
        var unfit = ids.FirstOrDefault(id => !eligible.Contains(id));
        return unfit is null ? null : Sentence.Of("MustBeEligibleReviewer.Unfit", facts.FindReviewer(unfit)?.PrintedName ?? unfit, stage.Name, role);
    }

    private static Review Change(Review review, StageRun run, string role, Request request, ReviewFacts facts, Actor actor)
    {
        var changed = request.DueUtc is { } due ? review with { Stages = review.Stages.Replace(run, run with { DueUtc = due }) } : review;
        if (request.AssigneeIds is not { } ids)
        {
            return changed;
        }

        var holders = facts.Holders[role];
        return changed with
        {
            Assignments =
            [
                .. review.Assignments.Where(assignment => assignment.Stage != run.Name || assignment.Role != role),
                .. ids.Distinct(StringComparer.Ordinal).Select(id => new Assignment(run.Name, role, id, holders.First(holder => holder.UserId == id).UserName, actor.UserId, facts.NowUtc)),
            ],
        };
    }

    private static Refusal Refuse(string rule, Sentence sentence) => new(RefusalKind.Conflict, sentence) { UnmetRules = [new(rule, sentence)] };
}
