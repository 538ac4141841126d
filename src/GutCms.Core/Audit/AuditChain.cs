using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;

namespace GutCms.Core.Audit;

/// <summary>Makes the entries of the log, each of which holds the hash of the one before.</summary>
public static class AuditChain
{
    /// <summary>What the first entry holds as hash of the one before: <c>sha256:</c> and 64 zeros.</summary>
    public const string Genesis = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Longest string in <see cref="AuditDraft.Details"/>, in UTF-16 characters.</summary>
    public const int MaxDetailLength = 2000;

    private const long LargestExactInteger = (1L << 53) - 1;

    /// <summary>Makes the entry that follows another.</summary>
    /// <param name="previous">The last entry so far; null: this is the first.</param>
    /// <param name="draft">What is recorded. Its details are copied.</param>
    /// <exception cref="ArgumentException">The action is malformed, the instant is not UTC, or a detail is not allowed (see <see cref="AuditDraft.Details"/>).</exception>
    public static AuditEntry Append(AuditEntry? previous, AuditDraft draft) =>
        Append(previous?.Sequence ?? 0, previous?.Hash ?? Genesis, draft);

    /// <summary>Makes the entry that follows another, of which only number and hash are at hand.</summary>
    /// <param name="previousSequence">Number of the last entry; 0: there is none.</param>
    /// <param name="previousHash">Its hash; <see cref="Genesis"/> when there is none.</param>
    /// <param name="draft">What is recorded. Its details are copied.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public static AuditEntry Append(long previousSequence, string previousHash, AuditDraft draft)
    {
        if (!AuditActions.IsWellFormed(draft.Action))
        {
            throw new ArgumentException($"'{draft.Action}' is not the name of an action.", nameof(draft));
        }

        if (draft.OccurredUtc.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("The instant is not UTC.", nameof(draft));
        }

        CheckDetail(draft.Details);
        var details = (JsonObject)draft.Details.DeepClone();
        if (draft.Actor.Client is { } client)
        {
            // Whatever is done through a client names it, whoever it acts for.
            details["client"] = client.ClientId;
        }

        var entry = new AuditEntry(
            previousSequence + 1,
            new DateTime(draft.OccurredUtc.Ticks - (draft.OccurredUtc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc),
            draft.Actor.UserId,
            draft.Actor.UserName,
            draft.Action,
            draft.ContentItemId,
            draft.VersionId,
            draft.ContentHash,
            details,
            previousHash,
            Hash: "")
        {
            ActId = draft.ActId,
        };
        return entry with { Hash = ComputeHash(entry) };
    }

    /// <summary>The hash that an entry must have: over everything in it but <see cref="AuditEntry.Hash"/>.</summary>
    public static string ComputeHash(AuditEntry entry) => CanonicalJson.Hash(AuditEntryJson.WriteWithoutHash(entry));

    /// <summary>Reads a log from its first entry and finds the first place where it is not as it was written.</summary>
    /// <param name="entries">All entries, in the order in which they are stored or listed.</param>
    /// <param name="checkpoint">A checkpoint taken earlier; without one, entries missing at the end, and a log re-hashed as a whole, cannot be noticed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<AuditVerification> VerifyAsync(IAsyncEnumerable<AuditEntry> entries, AuditCheckpoint? checkpoint = null, CancellationToken cancellationToken = default) =>
        new AuditVerifier(checkpoint).VerifyAsync(entries, cancellationToken);

    private static void CheckDetail(JsonNode? detail)
    {
        switch (detail)
        {
            case JsonObject members:
                foreach (var member in members)
                {
                    CheckDetail(member.Value);
                }

                break;
            case JsonArray elements:
                foreach (var element in elements)
                {
                    CheckDetail(element);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length > MaxDetailLength:
                throw new ArgumentException($"A detail has more than {MaxDetailLength} characters; the log holds no texts.", nameof(detail));
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) && Math.Abs((decimal)number) > LargestExactInteger:
                throw new ArgumentException("A detail is an integer beyond ±(2^53 - 1); write it as a string.", nameof(detail));
            default:
                break;
        }
    }
}
