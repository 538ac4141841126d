using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Takes live content down for the safety of readers; they are told the reason and what to read instead (410).</summary>
internal sealed class WithdrawContent(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="Reason">What readers are told, plain text of 1 to 2000 characters.</param>
    /// <param name="ReplacementItemId">Live item to read instead; null: none.</param>
    /// <param name="ReplacementUrl">Address to read instead: http(s), or the path of something live, which then is the item; null: none. Not together with an item.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, string? Reason, string? ReplacementItemId = null, string? ReplacementUrl = null)
        : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(ports, actor, AuditActions.ContentWithdraw, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (request.Reason?.Length > Withdrawal.MostCharacters)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.ReasonTooLong", Withdrawal.MostCharacters));
            }

            var impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken);
            var (replacement, fault) = await Replacement.FindAsync(attempt.Work, request.ContentItemId, request.ReplacementItemId, request.ReplacementUrl, cancellationToken);
            var context = new GuardContext(facts, actor, Trigger.Withdraw)
            {
                Comment = request.Reason,
                Impact = impact,
                ReplacementFault = fault,
            };
            if (TriggerCheck.Find(context, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            await ApplyAsync(attempt, facts, impact, request, replacement!, cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest) with { VersionId = facts.Published!.Item.ContentItemVersionId, State = ReviewState.Withdrawn };
        }, cancellationToken);

    private static async Task ApplyAsync(Attempt attempt, ReviewFacts facts, DisclaimerImpact? impact, Request request, Replacement replacement, CancellationToken cancellationToken)
    {
        var live = facts.Published!.Item;
        const string why = "Withdrawn for the safety of readers.";
        await TakingDown.ApplyAsync(attempt, facts, impact, why, cancellationToken);
        if (facts.Review?.CoveredTexts.Any(text => text.VersionId == live.ContentItemVersionId) == true)
        {
            await Voiding.CloseAsync(attempt, facts.Review, why, cancellationToken);
        }

        // Nothing brings it back by itself; an approved newer text can be published by hand.
        await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, why, cancellationToken);
        await attempt.Writes.SaveWithdrawalAsync(
            new(live.ContentItemId, live.ContentType, live.ContentItemVersionId, ItemMeaning.PathOf(live), request.Reason!.Trim(), replacement.ItemId, replacement.Url, attempt.Actor.UserId, attempt.Actor.UserName, attempt.NowUtc),
            cancellationToken);
        var details = new JsonObject { ["reason"] = request.Reason.Trim(), ["replacementItemId"] = replacement.ItemId, ["replacementUrl"] = replacement.Url };
        await attempt.AuditAsync(AuditActions.ContentWithdraw, live.ContentItemId, live.ContentItemVersionId, facts.PublishedHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Withdrawn, live, (JsonObject)details.DeepClone(), cancellationToken);
    }
}
