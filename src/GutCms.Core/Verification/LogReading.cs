using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Verification;

/// <summary>One pass over the audit log: is it whole, does it fit the kept checkpoints, and what does it say about decisions, publications and policies.</summary>
internal sealed class LogReading(IReadOnlyList<(string Name, AuditCheckpoint Checkpoint)> checkpoints, Action<SiteFinding> report)
{
    /// <summary>Instants of two processes may differ by so much, and a writer waits for another.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Decisive = [AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew];
    private static readonly HashSet<string> Moves = [AuditActions.ContentPublish, AuditActions.ContentUnpublish, AuditActions.ContentWithdraw, AuditActions.ContentDelete];

    private readonly ILookup<long, (string Name, AuditCheckpoint Checkpoint)> _bySequence = checkpoints.ToLookup(kept => kept.Checkpoint.Sequence);
    private readonly HashSet<string> _rewritten = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _filed = new(StringComparer.Ordinal);
    private AuditEntry? _last;

    /// <summary>Entries by the decision that they record.</summary>
    public Dictionary<string, AuditEntry> Decisions { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries by the decision that they void.</summary>
    public Dictionary<string, AuditEntry> Voided { get; } = new(StringComparer.Ordinal);

    /// <summary>The last publication, withdrawal, taking down or deletion of each item.</summary>
    public Dictionary<string, AuditEntry> LastMoves { get; } = new(StringComparer.Ordinal);

    /// <summary>The last change of each review policy, by content type.</summary>
    public Dictionary<string, AuditEntry> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Hash of the policy under which each review was submitted or decided, by review, where the log says it.</summary>
    public Dictionary<string, string> ReviewedUnder { get; } = new(StringComparer.Ordinal);

    /// <summary>Trusted runs of recipes, by name and instant in milliseconds.</summary>
    public HashSet<(string Recipe, long Milliseconds)> TrustedRuns { get; } = [];

    /// <summary>Instants, in milliseconds, at which a disclaimer was carried into what shows it.</summary>
    public HashSet<long> DisclaimerChanges { get; } = [];

    /// <summary>Number of the last run of a recipe; 0: none.</summary>
    public long LastRecipe { get; private set; }

    /// <summary>The newest checkpoint that the log says was kept at each place.</summary>
    public Dictionary<string, string> KeptAt { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a policy was filed for a type; also where an entry for the type, from before hashes were kept, does not say which.</summary>
    public bool IsFiled(string contentType, string policyHash) => _filed.TryGetValue(contentType, out var hashes) && (hashes.Contains(policyHash) || hashes.Contains(""));

    /// <summary>Reads it to the end.</summary>
    public async Task ReadAsync(IAuditLog log, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var result = await AuditChain.VerifyAsync(PassAsync(log, cancellationToken), checkpoint: null, cancellationToken);
        if (result.Break is { } found)
        {
            report(new(SiteFault.LogBroken, null, null, $"The audit log is broken ({found.Fault}): {found.Message}"));
        }

        if (checkpoints.OrderByDescending(kept => kept.Checkpoint.Sequence).FirstOrDefault() is { Name: not null } newest && newest.Checkpoint.Sequence > (_last?.Sequence ?? 0))
        {
            report(new(SiteFault.LogTruncated, null, null, $"The log ends with entry {_last?.Sequence ?? 0}; checkpoint {newest.Name} covers {newest.Checkpoint.Sequence}."));
        }

        if (_last is not null && _last.OccurredUtc > nowUtc + Tolerance)
        {
            report(new(SiteFault.TimeWentBack, null, null, $"Entry {_last.Sequence} of the log is of {_last.OccurredUtc:O}, and the clock says {nowUtc:O}."));
        }
    }

    /// <summary>Milliseconds since the beginning of ticks: the precision of the log.</summary>
    public static long Milliseconds(DateTime instant) => instant.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>A text in the details of an entry; null where there is none.</summary>
    public static string? Text(AuditEntry entry, string member) => entry.Details[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async IAsyncEnumerable<AuditEntry> PassAsync(IAuditLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in log.ReadAsync(AuditQuery.All, cancellationToken))
        {
            Note(entry);
            yield return entry;
        }
    }

    private void Note(AuditEntry entry)
    {
        Count++;
        foreach (var (name, checkpoint) in _bySequence[entry.Sequence].Where(kept => kept.Checkpoint.Hash != entry.Hash && _rewritten.Add(kept.Name)))
        {
            report(new(SiteFault.LogRewritten, null, null, $"Entry {checkpoint.Sequence} of the log is not the one that checkpoint {name} names: the log was rewritten at or before it."));
        }

        if (_last is not null && entry.OccurredUtc < _last.OccurredUtc - Tolerance)
        {
            report(new(SiteFault.TimeWentBack, null, null, $"Entry {entry.Sequence} of the log is of {entry.OccurredUtc:O}, the one before it of {_last.OccurredUtc:O}."));
        }

        _last = entry;
        if (Text(entry, "policyHash") is { } hash && Text(entry, "reviewId") is { } review)
        {
            ReviewedUnder[review] = hash;
        }

        if (Decisive.Contains(entry.Action) && Text(entry, "decisionId") is { } decision)
        {
            Decisions[decision] = entry;
        }
        else if (Moves.Contains(entry.Action) && entry.ContentItemId is { } item)
        {
            LastMoves[item] = entry;
        }
        else
        {
            NoteOther(entry);
        }
    }

    private void NoteOther(AuditEntry entry)
    {
        switch (entry.Action)
        {
            case AuditActions.ReviewVoid:
                foreach (var id in (entry.Details["decisions"] as JsonArray ?? []).OfType<JsonValue>().Where(value => value.TryGetValue<string>(out _)))
                {
                    Voided[id.GetValue<string>()] = entry;
                }

                break;
            case AuditActions.ReviewPolicyChange when (Text(entry, "contentType") ?? Text(entry, "name")) is { } type:
                Policies[type] = entry;
                if (!_filed.TryGetValue(type, out var hashes))
                {
                    _filed[type] = hashes = new(StringComparer.Ordinal);
                }

                hashes.Add(Text(entry, "policyHash") ?? "");
                break;
            case AuditActions.ContentDisclaimerClassify:
                DisclaimerChanges.Add(Milliseconds(entry.OccurredUtc));
                break;
            case AuditActions.RecipeRun:
                LastRecipe = entry.Sequence;
                if (entry.Details["trusted"] is JsonValue trusted && trusted.TryGetValue<bool>(out var yes) && yes)
                {
                    TrustedRuns.UnionWith((entry.Details["files"] as JsonArray ?? []).OfType<JsonObject>().Select(file => file["recipe"]).OfType<JsonValue>()
                        .Where(value => value.TryGetValue<string>(out _)).Select(value => (value.GetValue<string>(), Milliseconds(entry.OccurredUtc))));
                }

                break;
            case AuditActions.AuditCheckpoint when Text(entry, "place") is { } place && Text(entry, "name") is { } name:
                KeptAt[place] = name;
                break;
        }
    }
}
