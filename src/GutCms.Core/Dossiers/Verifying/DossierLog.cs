using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Verification;

namespace GutCms.Core.Dossiers.Verifying;

/// <summary>Compares the entries of the log in a dossier with themselves, with the decisions that it states, and with an export of the whole log.</summary>
internal sealed class DossierLog(DossierFiles files, Dossier dossier, List<DossierFinding> findings)
{
    private static readonly string[] Decides = [AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew];

    private readonly SortedDictionary<long, AuditEntry> _entries = [];
    private AuditCheckpoint _checkpoint = new(0, AuditChain.Genesis, DateTime.UnixEpoch, 0);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Number of the last entry that the log had.</summary>
    public long Length => _checkpoint.Sequence;

    /// <summary>Top of the tree in which each entry was found; null: the dossier does not say in which.</summary>
    public string? Root { get; private set; }

    /// <summary>Each entry by its hash, their order, the checkpoint, and the decisions.</summary>
    /// <param name="jwks">Keys of the site.</param>
    /// <param name="stated">What the manifest says of the log.</param>
    public async Task CompareAsync(JsonObject jwks, JsonObject stated)
    {
        ReadEntries();
        var (checkpoint, refusal) = await AuditCheckpoint.ReadAsync(files.Text(DossierArchive.Checkpoint), jwks);
        if (checkpoint is null || stated["hash"]?.ToString() != checkpoint.Hash || stated["sequence"]?.ToString() != checkpoint.Sequence.ToString(CultureInfo.InvariantCulture))
        {
            findings.Add(new(DossierFault.CheckpointForged, $"The checkpoint of the log is not the one that was signed ({refusal})."));
            return;
        }

        _checkpoint = checkpoint;
        foreach (var entry in _entries.Values.Where(entry => entry.Sequence > checkpoint.Sequence || (entry.Sequence == checkpoint.Sequence && entry.Hash != checkpoint.Hash)))
        {
            findings.Add(new(DossierFault.EntryMisplaced, $"Entry {entry.Sequence} does not belong to the log up to the checkpoint."));
        }

        CompareProof(stated);
        CompareDecisions();
    }

    /// <summary>That an export of the log holds, has each entry as it stands here, and none about the item that is left out.</summary>
    public async Task CompareWithAsync(Stream export, JsonObject jwks, CancellationToken cancellationToken)
    {
        if (await AuditExport.VerifyAsync(export, jwks, cancellationToken) is { Intact: false } broken)
        {
            findings.Add(new(DossierFault.LogBroken, $"The log does not hold: {broken.Break!.Sentence}"));
            return;
        }

        export.Position = 0;
        var missing = _entries.Keys.Append(_checkpoint.Sequence).ToHashSet();
        List<string> hashes = [];
        await foreach (var entry in AuditExport.ReadAsync(export, cancellationToken))
        {
            missing.Remove(entry.Sequence);
            if (entry.Sequence <= _checkpoint.Sequence)
            {
                hashes.Add(entry.Hash);
            }

            if ((_entries.TryGetValue(entry.Sequence, out var own) && own.Hash != entry.Hash) || (entry.Sequence == _checkpoint.Sequence && entry.Hash != _checkpoint.Hash))
            {
                findings.Add(new(DossierFault.NotInLog, $"Entry {entry.Sequence} of the log is another one."));
            }
            else if (own is null && dossier.Scope == DossierScope.Item && entry.ContentItemId == dossier.Item.ContentItemId && entry.Sequence <= _checkpoint.Sequence)
            {
                findings.Add(new(DossierFault.EntryLeftOut, $"Entry {entry.Sequence} of the log ({entry.Action}) is about the item, and not in the dossier."));
            }
        }

        if (Root is not null && hashes.Count == _checkpoint.Sequence && AuditTree.Of(hashes).Root != Root)
        {
            findings.Add(new(DossierFault.NotInLog, "The log that was given is not the one whose tree the dossier names."));
        }

        missing.Remove(0);
        findings.AddRange(missing.Order().Select(sequence => new DossierFinding(DossierFault.NotInLog, $"The log has no entry {sequence}.")));
    }

    /// <summary>That each entry, and the one at which the checkpoint was taken, leads to the top of the tree that was signed. Dossiers of before there were proofs name none.</summary>
    private void CompareProof(JsonObject stated)
    {
        var root = stated["root"]?.ToString();
        if (root is null && !files.All.ContainsKey(DossierArchive.Proof))
        {
            return;
        }

        if (DossierProof.Read(files.Json(DossierArchive.Proof)) is not { } proof || proof.Root != root || proof.Size != _checkpoint.Sequence)
        {
            findings.Add(new(DossierFault.EntryNotProven, $"{DossierArchive.Proof} is not about the log that was signed."));
            return;
        }

        foreach (var (sequence, hash) in _entries.Values.Select(entry => (entry.Sequence, entry.Hash)).Append((_checkpoint.Sequence, _checkpoint.Hash)).Distinct())
        {
            if (AuditTree.RootOf(hash, sequence, proof.Size, proof.Paths.GetValueOrDefault(sequence) ?? []) != root)
            {
                findings.Add(new(DossierFault.EntryNotProven, $"Entry {sequence} does not stand so in the log whose tree was signed."));
            }
        }

        Root = root;
    }

    private void ReadEntries()
    {
        AuditEntry? last = null;
        foreach (var (at, line) in files.Text(DossierArchive.Log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            try
            {
                var entry = AuditEntryJson.Read(Encoding.UTF8.GetBytes(line));
                if (AuditChain.ComputeHash(entry) != entry.Hash || entry.Sequence <= (last?.Sequence ?? 0) || (entry.Sequence == last?.Sequence + 1 && entry.PreviousHash != last!.Hash))
                {
                    findings.Add(new(DossierFault.EntryAltered, $"Entry {entry.Sequence} is not as it was written, or stands out of order."));
                }
                else if (entry.ContentItemId != dossier.Item.ContentItemId)
                {
                    findings.Add(new(DossierFault.EntryMisplaced, $"Entry {entry.Sequence} is of another item."));
                }

                _entries[entry.Sequence] = last = entry;
            }
            catch (Exception fault) when (fault is FormatException or CanonicalJsonException)
            {
                findings.Add(new(DossierFault.EntryAltered, $"Line {at + 1} of {DossierArchive.Log}: {fault.Message}"));
            }
        }
    }

    private void CompareDecisions()
    {
        var recorded = _entries.Values.Where(entry => Decides.Contains(entry.Action)).Where(entry => LogReading.Text(entry, "decisionId") is not null)
            .ToLookup(entry => LogReading.Text(entry, "decisionId")!, StringComparer.Ordinal);
        var voided = _entries.Values.Where(entry => entry.Action == AuditActions.ReviewVoid)
            .SelectMany(entry => (entry.Details["decisions"] as JsonArray ?? []).Select(id => (Id: id?.ToString() ?? "", Entry: entry))).ToLookup(pair => pair.Id, pair => pair.Entry, StringComparer.Ordinal);
        var stated = dossier.Runs.SelectMany(run => run.Decisions).ToList();
        foreach (var decision in stated)
        {
            Compare(decision, recorded[decision.DecisionId].FirstOrDefault(), voided[decision.DecisionId].FirstOrDefault());
        }

        findings.AddRange(recorded.Select(group => group.Key).Except(stated.Select(decision => decision.DecisionId), StringComparer.Ordinal)
            .Select(id => new DossierFinding(DossierFault.DecisionLeftOut, $"Entry {recorded[id].First().Sequence} records decision {id}, of which {DossierArchive.Statement} does not tell.")));
    }

    private void Compare(Decision decision, AuditEntry? entry, AuditEntry? voiding)
    {
        if (entry is null || (decision.VoidedUtc is not null && voiding is null))
        {
            findings.Add(new(DossierFault.DecisionNotInLog, $"{(entry is null ? "The decision" : "The voiding of the decision")} by {decision.PrintedName} ({decision.DecisionId}) has no entry in the log."));
        }
        else if (DecisionOnRecord.FindDifferences(decision, entry) is { Count: > 0 } differing)
        {
            findings.Add(new(DossierFault.DecisionAltered, $"The decision by {decision.PrintedName} differs from entry {entry.Sequence} of the log in {string.Join(", ", differing)}."));
        }
        else if (voiding is not null && (decision.VoidedUtc is null || !DecisionOnRecord.IsVoidedAs(decision, voiding)))
        {
            findings.Add(new(DossierFault.DecisionAltered, $"How the decision by {decision.PrintedName} was voided differs from entry {voiding.Sequence} of the log."));
        }
    }
}
