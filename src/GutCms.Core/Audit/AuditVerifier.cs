using GutCms.Core.Texts;

namespace GutCms.Core.Audit;

/// <summary>
/// One pass over a log, in constant memory. At the first entry that does not follow from the one before, the rest is read once to tell
/// what happened: whether the entry that belongs there comes later, and which of two entries its successors vouch for.
/// </summary>
internal sealed class AuditVerifier(AuditCheckpoint? checkpoint)
{
    private long _count;
    private string _lastHash = AuditChain.Genesis;
    private string _hashBeforeLast = "";

    public async Task<AuditVerification> VerifyAsync(IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await using var reader = entries.GetAsyncEnumerator(cancellationToken);
        while (await reader.MoveNextAsync())
        {
            var entry = reader.Current;
            if (!Follows(entry))
            {
                return Broken(await ExplainAsync(entry, reader));
            }

            _count++;
            _hashBeforeLast = _lastHash;
            _lastHash = entry.Hash;
            if (entry.Sequence == checkpoint?.Sequence && entry.Hash != checkpoint.Hash)
            {
                return Broken(new(AuditFault.CheckpointMismatch, entry.Sequence, _count, Sentence.Of("Audit.Rewritten", entry.Sequence)));
            }
        }

        return checkpoint is null ? new(_count, _lastHash, null) : CompareEnd(checkpoint);
    }

    private AuditVerification CompareEnd(AuditCheckpoint expected) =>
        expected.Count != expected.Sequence
            ? Broken(new(AuditFault.CheckpointMismatch, expected.Sequence, _count, Sentence.Of("Audit.CheckpointContradictsItself")))
            : _count < expected.Sequence
                ? Broken(new(AuditFault.Truncated, _count + 1, _count + 1, Sentence.Of("Audit.Truncated", _count + 1, expected.Sequence)))
                : new(_count, _lastHash, null);

    private async Task<AuditBreak> ExplainAsync(AuditEntry entry, IAsyncEnumerator<AuditEntry> reader)
    {
        var position = _count + 1;
        var rest = await LookAheadAsync(entry, reader);
        if (rest.ExpectedFound)
        {
            // Moved from further back: it does not occur again where it belongs, and it is genuine.
            return entry.Sequence > position && !rest.NumberFound && IsConsistent(entry)
                ? new(AuditFault.Reordered, entry.Sequence, position, Sentence.Of("Audit.Reordered", entry.Sequence, position))
                : new(AuditFault.Inserted, entry.Sequence, position, Sentence.Of("Audit.NeverWritten", position, entry.Sequence));
        }

        if (!IsConsistent(entry))
        {
            return new(AuditFault.Edited, position, position, Sentence.Of("Audit.Edited", position, entry.Sequence));
        }

        if (entry.Sequence == position - 1 && entry.PreviousHash == _hashBeforeLast)
        {
            // Two entries claim the same number; the one that the next entry refers to is genuine.
            return rest.NextRefersToEntry
                ? new(AuditFault.Inserted, entry.Sequence, position - 1, Sentence.Of("Audit.FirstOfTwo", entry.Sequence))
                : new(AuditFault.Inserted, entry.Sequence, position, Sentence.Of("Audit.SecondOfTwo", entry.Sequence));
        }

        if (entry.Sequence > position && entry.PreviousHash != _lastHash)
        {
            return new(AuditFault.Deleted, position, position, entry.Sequence - 1 == position ? Sentence.Of("Audit.OneMissing", position) : Sentence.Of("Audit.SeveralMissing", position, entry.Sequence - 1));
        }

        if (entry.Sequence < position && !rest.HasNext)
        {
            return new(AuditFault.Inserted, entry.Sequence, position, Sentence.Of("Audit.CopyAtEnd", entry.Sequence));
        }

        if (entry.Sequence != position)
        {
            return new(AuditFault.Edited, position, position, Sentence.Of("Audit.Replaced", position, entry.Sequence));
        }

        // Number and own hash hold, only the link does not: the entry before was rewritten together with its hash, unless the next entry disowns this one.
        return _count > 0 && (rest.NextRefersToEntry || !rest.HasNext)
            ? new(AuditFault.Edited, position - 1, position - 1, Sentence.Of("Audit.RewrittenWithHash", position - 1, position))
            : new(AuditFault.Edited, position, position, Sentence.Of("Audit.RewrittenAlone", position));
    }

    private async Task<Rest> LookAheadAsync(AuditEntry entry, IAsyncEnumerator<AuditEntry> reader)
    {
        var rest = new Rest();
        while (await reader.MoveNextAsync())
        {
            var later = reader.Current;
            rest = new(
                HasNext: true,
                NextRefersToEntry: rest.HasNext ? rest.NextRefersToEntry : later.PreviousHash == entry.Hash,
                ExpectedFound: rest.ExpectedFound || Follows(later),
                NumberFound: rest.NumberFound || later.Sequence == entry.Sequence);
        }

        return rest;
    }

    private bool Follows(AuditEntry entry) => entry.Sequence == _count + 1 && entry.PreviousHash == _lastHash && IsConsistent(entry);

    private static bool IsConsistent(AuditEntry entry)
    {
        try
        {
            return AuditChain.ComputeHash(entry) == entry.Hash;
        }
        catch (GutCms.Core.Json.CanonicalJsonException)
        {
            // What has no canonical form (a lone surrogate, say) was never written by Append.
            return false;
        }
    }

    private AuditVerification Broken(AuditBreak found) => new(Math.Min(_count, found.Position - 1), _lastHash, found);

    private readonly record struct Rest(bool HasNext, bool NextRefersToEntry, bool ExpectedFound, bool NumberFound);
}
