using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Deletes an item that is not live. Its versions, decisions and log entries stay for the record.</summary>
public sealed class DeleteContent(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag) : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>What was deleted.</summary>
    /// <param name="ContentItemId">The item.</param>
    public sealed record Result(string ContentItemId);

    /// <summary>Does it.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.ContentDelete, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || Sees.Nothing(facts, actor, Subject.Published))
            {
                return TriggerCheck.NotFound;
            }

            if (FindObjection(facts, actor, request.ExpectedTag) is { } refusal)
            {
                return refusal with { CurrentState = facts.LatestState, PermittedTriggers = TriggerCheck.Permitted(facts, actor) };
            }

            if (await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken) is { Items.IsEmpty: false } impact)
            {
                return Refuse(Rules.DisclaimerMustNotBeInUse, Sentence.Of("DisclaimerMustNotBeInUse.Items", impact.Items.Length));
            }

            foreach (var run in new[] { facts.Review, facts.Renewal }.OfType<Review>())
            {
                await Voiding.CloseAsync(attempt, run, "The item was deleted.", cancellationToken);
            }

            await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, "The item was deleted.", cancellationToken);
            await attempt.Writes.DeleteAsync(facts.ContentItemId, cancellationToken);
            await attempt.AuditAsync(AuditActions.ContentDelete, facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, [], cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.Deleted, facts.Latest.Item, new JsonObject(), cancellationToken);
            return new Result(facts.ContentItemId);
        }, cancellationToken);

    private static Refusal? FindObjection(ReviewFacts facts, Actor actor, ExpectedTag expectedTag) =>
        !Authorization.Allows(actor, Permissions.DeleteContent, facts.ContentType, facts.Owner)
            ? Refusal.Forbidden(Sentence.Of("Refused.Delete"), Permissions.DeleteContent, facts.ContentType)
        : expectedTag.FindObjection(facts.Tag)
            ?? (facts.Published is not null ? Refuse(Rules.MustNotBeLive, Sentence.Of("MustNotBeLive")) : null);

    private static Refusal Refuse(string rule, Sentence sentence) => new(RefusalKind.Conflict, sentence) { UnmetRules = [new(rule, sentence)] };
}
