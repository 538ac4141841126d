using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Withdrawals;

/// <summary>Corrects what readers are told about something that was withdrawn: the reason, and what to read instead. It stays withdrawn: a withdrawal in the name of whoever corrects takes the place of the one before, which the log keeps.</summary>
public sealed class CorrectWithdrawal(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">From which state of it.</param>
    /// <param name="Reason">What readers are told, plain text of 1 to 2000 characters.</param>
    /// <param name="ReplacementItemId">Live item to read instead; null: none.</param>
    /// <param name="ReplacementUrl">Address to read instead: http(s), or the path of something live; null: none. Not together with an item.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, string? Reason, string? ReplacementItemId = null, string? ReplacementUrl = null);

    /// <summary>What readers are told now.</summary>
    /// <param name="Withdrawal">The withdrawal.</param>
    /// <param name="Tag">Tag of the item with it.</param>
    public sealed record Result(Withdrawal Withdrawal, string Tag);

    /// <summary>Does it. What says the same as before changes nothing, and is not recorded.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.ContentWithdrawCorrect, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || Sees.Nothing(facts, actor, Subject.Latest))
            {
                return TriggerCheck.NotFound;
            }

            if (!Authorization.Allows(actor, Permissions.WithdrawContent, facts.ContentType, facts.Owner))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.CorrectWithdrawal"), Permissions.WithdrawContent, facts.ContentType);
            }

            if (request.ExpectedTag.FindObjection(facts.Tag) is { } stale)
            {
                return stale;
            }

            if (facts.Withdrawal is not { } before)
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.NotWithdrawn"));
            }

            if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > Withdrawal.MostCharacters)
            {
                return string.IsNullOrWhiteSpace(request.Reason)
                    ? new Refusal(RefusalKind.Invalid, Sentence.Of("MustSayWhy")) { UnmetRules = [new(Rules.MustSayWhy, Sentence.Of("MustSayWhy"))] }
                    : new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.ReasonTooLong", Withdrawal.MostCharacters));
            }

            var (replacement, fault) = await Replacement.FindAsync(attempt.Work, request.ContentItemId, request.ReplacementItemId, request.ReplacementUrl, cancellationToken);
            if (replacement is null)
            {
                return new Refusal(RefusalKind.Conflict, fault!) { UnmetRules = [new(Rules.ReplacementMustBeLive, fault!)] };
            }

            var corrected = before with { Reason = request.Reason.Trim(), ReplacementItemId = replacement.ItemId, ReplacementUrl = replacement.Url };
            if (corrected == before)
            {
                return new Result(before, facts.Tag);
            }

            // A withdrawal on record is never changed; a later one takes its place.
            corrected = corrected with { WithdrawnById = actor.UserId, WithdrawnByName = actor.UserName, WithdrawnUtc = attempt.NowUtc };
            await attempt.Writes.SaveWithdrawalAsync(corrected, cancellationToken);
            var details = Describe(corrected);
            details["before"] = Describe(before);
            details["before"]!["withdrawnByName"] = before.WithdrawnByName;
            await attempt.AuditAsync(AuditActions.ContentWithdrawCorrect, before.ContentItemId, before.VersionId, null, details, cancellationToken);
            return new Result(corrected, attempt.Writes.Stands[before.ContentItemId].Tag);
        }, cancellationToken);

    private static JsonObject Describe(Withdrawal withdrawal) =>
        new() { ["reason"] = withdrawal.Reason, ["replacementItemId"] = withdrawal.ReplacementItemId, ["replacementUrl"] = withdrawal.ReplacementUrl };
}
