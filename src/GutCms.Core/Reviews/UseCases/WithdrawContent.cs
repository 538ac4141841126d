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
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReason = 2000;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="Reason">What readers are told, plain text of 1 to 2000 characters.</param>
    /// <param name="ReplacementItemId">Live item to read instead; null: none.</param>
    /// <param name="ReplacementUrl">Address to read instead: http(s), or a path with a leading slash; null: none. Not together with an item.</param>
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

            if (request.Reason?.Length > MaxReason)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.ReasonTooLong", MaxReason));
            }

            var impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken);
            var context = new GuardContext(facts, actor, Trigger.Withdraw)
            {
                Comment = request.Reason,
                Impact = impact,
                ReplacementFault = await FindFaultAsync(attempt.Work, request, cancellationToken),
            };
            if (TriggerCheck.Find(context, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            await ApplyAsync(attempt, facts, impact, request, cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest) with { VersionId = facts.Published!.Item.ContentItemVersionId, State = ReviewState.Withdrawn };
        }, cancellationToken);

    private static async Task ApplyAsync(Attempt attempt, ReviewFacts facts, DisclaimerImpact? impact, Request request, CancellationToken cancellationToken)
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
            new(live.ContentItemId, live.ContentType, live.ContentItemVersionId, ItemMeaning.PathOf(live), request.Reason!.Trim(), request.ReplacementItemId, request.ReplacementUrl, attempt.Actor.UserId, attempt.Actor.UserName, attempt.NowUtc),
            cancellationToken);
        var details = new JsonObject { ["reason"] = request.Reason.Trim(), ["replacementItemId"] = request.ReplacementItemId, ["replacementUrl"] = request.ReplacementUrl };
        await attempt.AuditAsync(AuditActions.ContentWithdraw, live.ContentItemId, live.ContentItemVersionId, facts.PublishedHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Withdrawn, live, (JsonObject)details.DeepClone(), cancellationToken);
    }

    private static async Task<Sentence?> FindFaultAsync(IUnitOfWork work, Request request, CancellationToken cancellationToken)
    {
        if (request is { ReplacementItemId: not null, ReplacementUrl: not null })
        {
            return Sentence.Of("ReplacementMustBeLive.Both");
        }

        if (request.ReplacementUrl is { } url)
        {
            var isPath = url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal);
            var isWeb = Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
            return url.Length <= 2000 && !url.Any(char.IsControl) && (isPath || isWeb) ? null : Sentence.Of("ReplacementMustBeLive.Address");
        }

        return request.ReplacementItemId is not { } id ? null
            : id == request.ContentItemId ? Sentence.Of("ReplacementMustBeLive.Itself")
            : (await work.FindAsync([id], VersionSelector.Published, cancellationToken)).ContainsKey(id) ? null : Sentence.Of("ReplacementMustBeLive");
    }
}
