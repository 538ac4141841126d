using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>One pass over the audit log: is it whole, does it fit the kept checkpoints, and where does it speak of decisions, publications and policies.</summary>
/// <remarks>Memory: a number and an id for each decision and each item that was ever live. The entries themselves are looked up by number when they are compared.</remarks>
internal sealed class LogReading(IReadOnlyList<(string Name, AuditCheckpoint Checkpoint)> checkpoints, Action<SiteFinding> report)
{
    /// <summary>Instants of two processes may differ by so much, and a writer waits for another.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Decisive = [AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew];
    private static readonly HashSet<string> Moves = [AuditActions.ContentPublish, AuditActions.ContentUnpublish, AuditActions.ContentWithdraw, AuditActions.ContentWithdrawCorrect, AuditActions.ContentDelete];

    private readonly ILookup<long, (string Name, AuditCheckpoint Checkpoint)> _bySequence = checkpoints.ToLookup(kept => kept.Checkpoint.Sequence);
    private readonly HashSet<string> _rewritten = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _filed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(long Sequence, bool Filed)>> _policyChanges = new(StringComparer.Ordinal);
    private readonly HashSet<string> _policyHashes = new(StringComparer.Ordinal);
    private AuditEntry? _last;

    /// <summary>Numbers of entries by the decision that they record.</summary>
    public Dictionary<string, long> Decisions { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of entries by the decision that they void.</summary>
    public Dictionary<string, long> Voided { get; } = new(StringComparer.Ordinal);

    /// <summary>The last publication, withdrawal, taking down or deletion of each item.</summary>
    public Dictionary<string, LastMove> LastMoves { get; } = new(StringComparer.Ordinal);

    /// <summary>The last change of each review policy, by content type.</summary>
    public Dictionary<string, AuditEntry> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Hash of the policy under which each review was submitted or decided, by review, where the log says it.</summary>
    public Dictionary<string, string> ReviewedUnder { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of the entries of trusted runs of recipes, by name and instant in milliseconds.</summary>
    public Dictionary<(string Recipe, long Milliseconds), long> TrustedRuns { get; } = [];

    /// <summary>Number of the last run of a recipe; 0: none.</summary>
    public long LastRecipe { get; private set; }

    /// <summary>Numbers of entries by the place of a certificate in a status list that they record.</summary>
    public Dictionary<(int List, int Index), long> Certificates { get; } = [];

    /// <summary>The newest checkpoint that the log says was kept at each place.</summary>
    public Dictionary<string, string> KeptAt { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a policy was filed for a type; also where an entry for the type, from before hashes were kept, does not say which.</summary>
    public bool IsFiled(string contentType, string policyHash) => _filed.TryGetValue(contentType, out var hashes) && (hashes.Contains(policyHash) || hashes.Contains(""));

    /// <summary>Places of certificates that an entry records.</summary>
    public static IEnumerable<(int List, int Index, string? ContentItemId, string? VersionId)> PlacesOf(AuditEntry entry)
    {
        foreach (var place in (entry.Details[CertifiedPublications.LogMember] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (place["list"] is JsonValue list && list.TryGetValue<int>(out var number) && place["index"] is JsonValue at && at.TryGetValue<int>(out var index))
            {
                yield return (number, index, place.Text("contentItemId"), place.Text("versionId"));
            }
        }
    }

    /// <summary>Whether an entry about a policy files one, and does not remove it.</summary>
    public static bool Files(AuditEntry entry) => Text(entry, "outcome") != nameof(Recipes.RecipeOutcome.Removed);

    /// <summary>Whether a type had no review policy at some moment since an entry was written.</summary>
    public bool LackedPolicySince(string contentType, long sequence) =>
        !HadPolicy(contentType, sequence) || _policyChanges[contentType].Any(change => change.Sequence > sequence && !change.Filed);

    /// <summary>Reads it to the end.</summary>
    public async Task ReadAsync(IAuditLog log, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var result = await AuditChain.VerifyAsync(PassAsync(log, cancellationToken), checkpoint: null, cancellationToken);
        if (result.Break is { } found)
        {
            report(new(SiteFault.LogBroken, null, null, $"The audit log is broken ({found.Fault}): {found.Sentence}"));
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

    /// <summary>Seconds since the beginning of ticks: the precision of certificates.</summary>
    public static long Seconds(DateTime instant) => instant.Ticks / TimeSpan.TicksPerSecond;

    /// <summary>A text in the details of an entry; null where there is none.</summary>
    public static string? Text(AuditEntry entry, string member) => entry.Details[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether a type had a review policy when an entry was written.</summary>
    private bool HadPolicy(string contentType, long sequence) =>
        _policyChanges.TryGetValue(contentType, out var changes) && changes.LastOrDefault(change => change.Sequence < sequence).Filed;

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
        foreach (var place in PlacesOf(entry))
        {
            Certificates[(place.List, place.Index)] = entry.Sequence;
        }

        if (Text(entry, "policyHash") is { } hash && Text(entry, "reviewId") is { } review)
        {
            // Thousands of reviews name the same few policies.
            _policyHashes.Add(hash);
            ReviewedUnder[review] = _policyHashes.TryGetValue(hash, out var same) ? same : hash;
        }

        if (Decisive.Contains(entry.Action) && Text(entry, "decisionId") is { } decision)
        {
            Decisions[decision] = entry.Sequence;
        }
        else if (Moves.TryGetValue(entry.Action, out var action) && entry.ContentItemId is { } item)
        {
            LastMoves[item] = new(entry.Sequence, action);
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
                    Voided[id.GetValue<string>()] = entry.Sequence;
                }

                break;
            case AuditActions.ReviewPolicyChange when (Text(entry, "contentType") ?? Text(entry, "name")) is { } type:
                NotePolicy(type, entry);
                break;
            case AuditActions.RecipeRun:
                LastRecipe = entry.Sequence;
                if (entry.Details["trusted"] is JsonValue trusted && trusted.TryGetValue<bool>(out var yes) && yes)
                {
                    foreach (var recipe in (entry.Details["files"] as JsonArray ?? []).OfType<JsonObject>().Select(file => file["recipe"]).OfType<JsonValue>().Where(value => value.TryGetValue<string>(out _)))
                    {
                        TrustedRuns[(recipe.GetValue<string>(), Milliseconds(entry.OccurredUtc))] = entry.Sequence;
                    }
                }

                break;
            case AuditActions.AuditCheckpoint when Text(entry, "place") is { } place && Text(entry, "name") is { } name:
                KeptAt[place] = name;
                break;
        }
    }

    private void NotePolicy(string type, AuditEntry entry)
    {
        Policies[type] = entry;
        if (!_filed.TryGetValue(type, out var hashes))
        {
            _filed[type] = hashes = new(StringComparer.Ordinal);
            _policyChanges[type] = [];
        }

        hashes.Add(Text(entry, "policyHash") ?? "");
        _policyChanges[type].Add((entry.Sequence, Files(entry)));
    }
}

/// <summary>What the log says of an item last.</summary>
/// <param name="Sequence">Number of the entry.</param>
/// <param name="Action">Publication, withdrawal, taking down or deletion: one of <see cref="AuditActions"/>.</param>
internal readonly record struct LastMove(long Sequence, string Action)
{
    /// <summary>It was published.</summary>
    public bool IsPublication => Action == AuditActions.ContentPublish;
}
