using GutCms.Core.Audit;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Whether what is live may be: the stored text has the hash under which it is live, and grant, review, policy and log say so.</summary>
internal sealed class LiveRecords(IVerificationReading reading, LogReading log, Action<SiteFinding> report)
{
    private readonly PoliciesBehind _behind = new(reading, log);

    /// <summary>Compares one.</summary>
    /// <param name="live">What is on file about it.</param>
    /// <param name="runs">Reviews that it rests on, by id.</param>
    /// <param name="decisions">Their decisions, by review.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task CompareAsync(
        LiveFacts live, IReadOnlyDictionary<string, Review> runs, IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions, CancellationToken cancellationToken)
    {
        if (live.Computed != live.Hash && live.Publication?.ReviewDueReason != ReviewDueReason.Projection)
        {
            Report(SiteFault.TextAltered, live, $"The stored text has the hash {live.Computed ?? "(none)"}; live is {live.Hash}.");
        }

        var gate = PublicationGate.Check(live.Item.ContentType, live.Item.ContentItemVersionId, live.Hash, live.PresentationHash, live.Policy, live.Grants);
        if (!gate.IsOpen && !IsFromWithoutPolicy(live))
        {
            Report(SiteFault.GrantMissing, live, $"No grant permits {live.Hash} to be live: {gate.Reason}");
        }
        else if (gate is { Basis: PublicationBasis.Approved, ReviewId: { } reviewId })
        {
            var objection = PublicationGate.FindObjection(runs.GetValueOrDefault(reviewId), decisions.GetValueOrDefault(reviewId) ?? [], live.Item.ContentItemVersionId, live.Hash, gate.PresentationHash);
            if (objection is not null)
            {
                Report(SiteFault.ApprovalMissing, live, $"Review {reviewId} does not permit it to be live: {objection}");
            }
        }

        CompareLog(live, gate);
        await ComparePoliciesAsync(live, runs, cancellationToken);
    }

    private async Task ComparePoliciesAsync(LiveFacts live, IReadOnlyDictionary<string, Review> runs, CancellationToken cancellationToken)
    {
        var grant = live.Grants.FirstOrDefault(given => given.ContentHash == live.Hash && given.ReviewId is not null);
        foreach (var id in new[] { grant?.ReviewId, live.Publication?.RenewalId }.OfType<string>())
        {
            if (runs.TryGetValue(id, out var run) && await _behind.FindFaultAsync(run, id == grant?.ReviewId ? grant : null, cancellationToken) is { } fault)
            {
                Report(fault.Fault, live, fault.Message);
            }
        }
    }

    /// <summary>What was published, or shown anew, while its type had no policy stays live when the type comes under one. That there was none then, the log says.</summary>
    private bool IsFromWithoutPolicy(LiveFacts live) =>
        live.Policy.Policy is not null
        && live.Grants.Any(grant => grant.Basis == PublicationBasis.NoPolicy && grant.ContentHash == live.Hash && (grant.PresentationHash ?? live.PresentationHash) == live.PresentationHash)
        && (live.IsPublishedBy(live.Entry) ? live.Entry.Sequence : FindImport(live.Mark)) is { } since && log.LackedPolicySince(live.Item.ContentType, since);

    /// <summary>Number of the entry of the trusted recipe that brought a version; null: there is none.</summary>
    private long? FindImport(ImportedMark? mark) =>
        mark is not null && log.TrustedRuns.TryGetValue((mark.Recipe, LogReading.Milliseconds(mark.ImportedUtc)), out var sequence) ? sequence : null;

    private void CompareLog(LiveFacts live, GateResult gate)
    {
        if (gate.Basis == PublicationBasis.Approved && !live.IsPublishedBy(live.Entry))
        {
            Report(SiteFault.PublicationNotInLog, live, "No entry of the log publishes this version last.");
        }
        else if (gate.Basis == PublicationBasis.Imported && FindImport(live.Mark) is null)
        {
            Report(SiteFault.ImportNotInLog, live, "No entry of the log is of a trusted recipe that brought this version.");
        }
        else if (live.Publication is { } publication && live.IsPublishedBy(live.Entry))
        {
            if (DiffersFrom(publication, live.Entry, live.Item.ContentType))
            {
                Report(SiteFault.PublicationAltered, live, $"The publication differs from entry {live.Entry.Sequence} of the log.");
            }
        }
        else if (live.Publication is { PresentationHash: { } presented } && presented != live.PresentationHash)
        {
            Report(SiteFault.PublicationAltered, live, "The publication names another presentation (address, series, Hot Articles) than the version has.");
        }
        else if (live.Publication is { Basis: PublicationBasis.Approved } && gate.Basis != PublicationBasis.Approved)
        {
            Report(SiteFault.PublicationAltered, live, "The publication says that it was approved, and its grant does not.");
        }
    }

    private bool DiffersFrom(Publication publication, AuditEntry entry, string contentType)
    {
        if (publication.PresentationHash != LogReading.Text(entry, "presentationHash") || LogReading.Milliseconds(publication.PublishedUtc) != LogReading.Milliseconds(entry.OccurredUtc))
        {
            return true;
        }

        // Without a policy it follows the definitions, and no review stands behind it any more.
        var follows = publication is { Basis: PublicationBasis.NoPolicy, ReviewId: null } && log.LackedPolicySince(contentType, entry.Sequence);
        var carried = LogReading.Text(entry, "disclaimerVersionId") != publication.DisclaimerVersionId;
        return !follows && (publication.ReviewId != LogReading.Text(entry, "reviewId") || (!carried && publication.ContentHash != entry.ContentHash));
    }

    private void Report(SiteFault fault, LiveFacts live, string message) => report(new(fault, live.Item.ContentItemId, live.Item.ContentItemVersionId, message));
}
