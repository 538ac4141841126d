using GutCms.Core.Audit;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Verification;

/// <summary>Compares decisions, withdrawals, policies and the register of certificates with what the log says about them, in both directions.</summary>
internal sealed class RecordsAndLog(IVerificationReading reading, LogReading log, Action<SiteFinding> report)
{
    private const int Batch = 500;

    /// <summary>Does it.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await CompareDecisionsAsync(cancellationToken);
        await CompareWithdrawalsAsync(cancellationToken);
        await ComparePoliciesAsync(cancellationToken);
        await CompareRegisterAsync(cancellationToken);
    }

    private async Task CompareDecisionsAsync(CancellationToken cancellationToken)
    {
        var (unseen, unvoided) = (new HashSet<string>(log.Decisions.Keys, StringComparer.Ordinal), new HashSet<string>(log.Voided.Keys, StringComparer.Ordinal));
        await foreach (var decisions in reading.ListDecisionsAsync(cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var entries = await FindEntriesAsync(decisions.SelectMany(decision => new[] { Find(log.Decisions, decision.DecisionId), Find(log.Voided, decision.DecisionId) }).OfType<long>(), cancellationToken);
            foreach (var decision in decisions)
            {
                unseen.Remove(decision.DecisionId);
                unvoided.Remove(decision.DecisionId);
                CompareDecision(decision, EntryOf(log.Decisions, decision.DecisionId, entries), EntryOf(log.Voided, decision.DecisionId, entries));
            }
        }

        await ReportMissingAsync(unseen, log.Decisions, "records", cancellationToken);
        await ReportMissingAsync(unvoided, log.Voided, "voids", cancellationToken);
    }

    private async Task ReportMissingAsync(HashSet<string> ids, Dictionary<string, long> sequences, string what, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Order(StringComparer.Ordinal).Chunk(Batch))
        {
            var entries = await FindEntriesAsync(chunk.Select(id => sequences[id]), cancellationToken);
            foreach (var id in chunk)
            {
                Report(SiteFault.DecisionMissing, entries[sequences[id]], $"Entry {sequences[id]} of the log {what} decision {id}, which is not on file.");
            }
        }
    }

    private void CompareDecision(Decision decision, AuditEntry? entry, AuditEntry? voiding)
    {
        if (entry is null)
        {
            report(new(SiteFault.DecisionNotInLog, null, decision.VersionId, $"Decision {decision.DecisionId} by {decision.ReviewerName} has no entry in the log."));
            return;
        }

        var differing = DecisionOnRecord.FindDifferences(decision, entry);
        if (differing.Count > 0)
        {
            Report(SiteFault.DecisionAltered, entry, $"Decision {decision.DecisionId} differs from entry {entry.Sequence} of the log in {string.Join(", ", differing)}.");
        }

        if (decision.VoidedUtc is not null && voiding is null)
        {
            Report(SiteFault.DecisionNotInLog, entry, $"That decision {decision.DecisionId} was voided has no entry in the log.");
        }
        else if (decision.VoidedUtc is null && voiding is not null)
        {
            Report(SiteFault.DecisionMissing, entry, $"Entry {voiding.Sequence} of the log voids decision {decision.DecisionId}, which stands.");
        }
        else if (voiding is not null && !DecisionOnRecord.IsVoidedAs(decision, voiding))
        {
            Report(SiteFault.DecisionAltered, voiding, $"How decision {decision.DecisionId} was voided differs from entry {voiding.Sequence} of the log.");
        }
    }

    private async Task CompareWithdrawalsAsync(CancellationToken cancellationToken)
    {
        var unseen = log.LastMoves.Where(move => move.Value.Action is AuditActions.ContentWithdraw or AuditActions.ContentWithdrawCorrect).Select(move => move.Key).ToHashSet(StringComparer.Ordinal);
        await foreach (var withdrawals in reading.ListWithdrawalsAsync(cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var moves = withdrawals.Where(withdrawal => log.LastMoves.ContainsKey(withdrawal.ContentItemId)).ToDictionary(withdrawal => withdrawal.ContentItemId, withdrawal => log.LastMoves[withdrawal.ContentItemId].Sequence, StringComparer.Ordinal);
            var entries = await FindEntriesAsync(moves.Values, cancellationToken);
            foreach (var withdrawal in withdrawals)
            {
                unseen.Remove(withdrawal.ContentItemId);
                CompareWithdrawal(withdrawal, EntryOf(moves, withdrawal.ContentItemId, entries));
            }
        }

        foreach (var chunk in unseen.Where(item => log.LastMoves[item].Sequence > log.LastRecipe).Order(StringComparer.Ordinal).Chunk(Batch))
        {
            foreach (var entry in (await FindEntriesAsync(chunk.Select(item => log.LastMoves[item].Sequence), cancellationToken)).Values)
            {
                Report(SiteFault.WithdrawalMissing, entry, $"Entry {entry.Sequence} of the log withdraws the item, and that is not on file.");
            }
        }
    }

    private void CompareWithdrawal(Withdrawal withdrawal, AuditEntry? entry)
    {
        if (entry is null or { Action: AuditActions.ContentPublish })
        {
            report(new(SiteFault.WithdrawalNotInLog, withdrawal.ContentItemId, withdrawal.VersionId, "The withdrawal has no entry in the log."));
        }
        else if (entry.Action is AuditActions.ContentWithdraw or AuditActions.ContentWithdrawCorrect && !IsWithdrawnAs(withdrawal, entry))
        {
            Report(SiteFault.WithdrawalAltered, entry, $"The withdrawal differs from entry {entry.Sequence} of the log.");
        }
    }

    private static bool IsWithdrawnAs(Withdrawal withdrawal, AuditEntry entry) =>
        withdrawal.VersionId == entry.VersionId && withdrawal.Reason == LogReading.Text(entry, "reason") && withdrawal.WithdrawnById == entry.ActorId
        && withdrawal.WithdrawnByName == entry.ActorName && withdrawal.ReplacementItemId == LogReading.Text(entry, "replacementItemId")
        && withdrawal.ReplacementUrl == LogReading.Text(entry, "replacementUrl") && LogReading.Milliseconds(withdrawal.WithdrawnUtc) == LogReading.Milliseconds(entry.OccurredUtc);

    /// <summary>Certificates that have ended, too: one that is gone from the register, or was moved there, would be valid again for whoever asks.</summary>
    private async Task CompareRegisterAsync(CancellationToken cancellationToken)
    {
        var unseen = log.Certificates.Keys.ToHashSet();
        await foreach (var certificates in reading.ListCertificatesAsync(cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var known = certificates.Where(certificate => unseen.Remove((certificate.List, certificate.Index))).ToList();
            var entries = await FindEntriesAsync(known.Select(certificate => log.Certificates[(certificate.List, certificate.Index)]), cancellationToken);
            foreach (var certificate in known)
            {
                var entry = entries[log.Certificates[(certificate.List, certificate.Index)]];
                if (LogReading.Milliseconds(certificate.IssuedUtc) != LogReading.Milliseconds(entry.OccurredUtc)
                    || !LogReading.PlacesOf(entry).Contains((certificate.List, certificate.Index, certificate.ContentItemId, certificate.VersionId)))
                {
                    report(new(SiteFault.RegisterAltered, certificate.ContentItemId, certificate.VersionId, $"The certificate at place {certificate.Index} of status list {certificate.List} differs from entry {entry.Sequence} of the log."));
                }
            }
        }

        foreach (var (list, index) in unseen.Order())
        {
            report(new(SiteFault.RegisterAltered, null, null, $"Entry {log.Certificates[(list, index)]} of the log records a certificate at place {index} of status list {list}, which is not on file."));
        }
    }

    private async Task ComparePoliciesAsync(CancellationToken cancellationToken)
    {
        foreach (var (type, entry) in log.Policies.OrderBy(policy => policy.Key, StringComparer.Ordinal))
        {
            if (!LogReading.Files(entry))
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
            else if (LogReading.Text(entry, "policyHash") is { } hash && hash != await PolicyTexts.HashAsync(reading.Work, type, cancellationToken))
            {
                report(new(SiteFault.PolicyAltered, null, null, $"The review policy of {type} is not the one that entry {entry.Sequence} of the log files."));
            }
        }
    }

    private Task<IReadOnlyDictionary<long, AuditEntry>> FindEntriesAsync(IEnumerable<long> sequences, CancellationToken cancellationToken) => reading.FindEntriesAsync([.. sequences], cancellationToken);

    private static long? Find(Dictionary<string, long> sequences, string id) => sequences.TryGetValue(id, out var sequence) ? sequence : null;

    private static AuditEntry? EntryOf(Dictionary<string, long> sequences, string id, IReadOnlyDictionary<long, AuditEntry> entries) =>
        Find(sequences, id) is { } sequence ? entries.GetValueOrDefault(sequence) : null;

    private void Report(SiteFault fault, AuditEntry entry, string message) => report(new(fault, entry.ContentItemId, entry.VersionId, message));
}
