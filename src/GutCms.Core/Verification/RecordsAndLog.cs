using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;

namespace GutCms.Core.Verification;

/// <summary>Compares decisions, withdrawals and policies with what the log says about them, in both directions.</summary>
internal sealed class RecordsAndLog(IVerificationReading reading, LogReading log, Action<SiteFinding> report)
{
    /// <summary>Does it.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await CompareDecisionsAsync(cancellationToken);
        await CompareWithdrawalsAsync(cancellationToken);
        await ComparePoliciesAsync(cancellationToken);
    }

    private async Task CompareDecisionsAsync(CancellationToken cancellationToken)
    {
        var (unseen, unvoided) = (new HashSet<string>(log.Decisions.Keys, StringComparer.Ordinal), new HashSet<string>(log.Voided.Keys, StringComparer.Ordinal));
        await foreach (var decision in reading.ListDecisionsAsync(cancellationToken))
        {
            unseen.Remove(decision.DecisionId);
            unvoided.Remove(decision.DecisionId);
            CompareDecision(decision);
        }

        foreach (var id in unseen)
        {
            Report(SiteFault.DecisionMissing, log.Decisions[id], $"Entry {log.Decisions[id].Sequence} of the log records decision {id}, which is not on file.");
        }

        foreach (var id in unvoided)
        {
            Report(SiteFault.DecisionMissing, log.Voided[id], $"Entry {log.Voided[id].Sequence} of the log voids decision {id}, which is not on file.");
        }
    }

    private void CompareDecision(Decision decision)
    {
        if (!log.Decisions.TryGetValue(decision.DecisionId, out var entry))
        {
            report(new(SiteFault.DecisionNotInLog, null, decision.VersionId, $"Decision {decision.DecisionId} by {decision.ReviewerName} has no entry in the log."));
            return;
        }

        var differing = DiffersFrom(decision, entry);
        if (differing.Count > 0)
        {
            Report(SiteFault.DecisionAltered, entry, $"Decision {decision.DecisionId} differs from entry {entry.Sequence} of the log in {string.Join(", ", differing)}.");
        }

        var voiding = log.Voided.GetValueOrDefault(decision.DecisionId);
        if (decision.VoidedUtc is { } voided && voiding is null)
        {
            Report(SiteFault.DecisionNotInLog, entry, $"That decision {decision.DecisionId} was voided has no entry in the log.");
        }
        else if (decision.VoidedUtc is null && voiding is not null)
        {
            Report(SiteFault.DecisionMissing, entry, $"Entry {voiding.Sequence} of the log voids decision {decision.DecisionId}, which stands.");
        }
        else if (voiding is not null && (LogReading.Milliseconds(decision.VoidedUtc!.Value) != LogReading.Milliseconds(voiding.OccurredUtc)
            || decision.VoidedBy != voiding.ActorName || decision.VoidReason != LogReading.Text(voiding, "reason")))
        {
            Report(SiteFault.DecisionAltered, voiding, $"How decision {decision.DecisionId} was voided differs from entry {voiding.Sequence} of the log.");
        }
    }

    private static List<string> DiffersFrom(Decision decision, AuditEntry entry)
    {
        // Members that came into the log later are not in older entries.
        var described = Signing.Describe(decision);
        var differing = entry.Details.Where(member => described.ContainsKey(member.Key) && !JsonNode.DeepEquals(member.Value, described[member.Key])).Select(member => member.Key).ToList();
        Check("version", decision.VersionId == entry.VersionId);
        Check("contentHash", decision.ContentHash == entry.ContentHash);
        Check("reviewer", decision.ReviewerId == entry.ActorId && decision.ReviewerName == entry.ActorName);
        Check("decidedUtc", LogReading.Milliseconds(decision.DecidedUtc) == LogReading.Milliseconds(entry.OccurredUtc));
        return differing;

        void Check(string name, bool same)
        {
            if (!same)
            {
                differing.Add(name);
            }
        }
    }

    private async Task CompareWithdrawalsAsync(CancellationToken cancellationToken)
    {
        var unseen = log.LastMoves.Where(move => move.Value.Action == AuditActions.ContentWithdraw).ToDictionary(StringComparer.Ordinal);
        await foreach (var withdrawal in reading.ListWithdrawalsAsync(cancellationToken))
        {
            unseen.Remove(withdrawal.ContentItemId);
            if (log.LastMoves.GetValueOrDefault(withdrawal.ContentItemId) is not { } entry || entry.Action is AuditActions.ContentPublish)
            {
                report(new(SiteFault.WithdrawalNotInLog, withdrawal.ContentItemId, withdrawal.VersionId, "The withdrawal has no entry in the log."));
            }
            else if (entry.Action == AuditActions.ContentWithdraw
                && (withdrawal.VersionId != entry.VersionId || withdrawal.Reason != LogReading.Text(entry, "reason") || withdrawal.WithdrawnById != entry.ActorId
                    || withdrawal.WithdrawnByName != entry.ActorName || withdrawal.ReplacementItemId != LogReading.Text(entry, "replacementItemId")
                    || withdrawal.ReplacementUrl != LogReading.Text(entry, "replacementUrl")
                    || LogReading.Milliseconds(withdrawal.WithdrawnUtc) != LogReading.Milliseconds(entry.OccurredUtc)))
            {
                Report(SiteFault.WithdrawalAltered, entry, $"The withdrawal differs from entry {entry.Sequence} of the log.");
            }
        }

        foreach (var entry in unseen.Values.Where(entry => entry.Sequence > log.LastRecipe))
        {
            Report(SiteFault.WithdrawalMissing, entry, $"Entry {entry.Sequence} of the log withdraws the item, and that is not on file.");
        }
    }

    private async Task ComparePoliciesAsync(CancellationToken cancellationToken)
    {
        foreach (var (type, entry) in log.Policies.OrderBy(policy => policy.Key, StringComparer.Ordinal))
        {
            if (LogReading.Text(entry, "outcome") == nameof(Recipes.RecipeOutcome.Removed))
            {
                continue;
            }

            var policy = await PolicyLookup.FindAsync(reading.Work, type, cancellationToken);
            if (policy.IsNone)
            {
                report(new(SiteFault.PolicyMissing, null, null, $"Entry {entry.Sequence} of the log files a review policy for {type}, and there is none."));
            }
            else if (policy.Policy is null)
            {
                report(new(SiteFault.PolicyAltered, null, null, $"The review policy of {type} cannot be read: {policy.Fault}"));
            }
            else if (LogReading.Text(entry, "policyHash") is { } hash && hash != await ReviewPolicyJson.HashAsync(reading.Work, type, cancellationToken))
            {
                report(new(SiteFault.PolicyAltered, null, null, $"The review policy of {type} is not the one that entry {entry.Sequence} of the log files."));
            }
        }
    }

    private void Report(SiteFault fault, AuditEntry entry, string message) => report(new(fault, entry.ContentItemId, entry.VersionId, message));
}
