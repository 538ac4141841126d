using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Audit;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Audit;

/// <summary>Logs to break.</summary>
internal static class Logs
{
    public static readonly DateTime Start = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    public static readonly Gen<AuditEntry[]> Any =
        Gen.Select(Gen.OneOf(AuditActions.ContentSave, AuditActions.ReviewApprove, AuditActions.SignIn), Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.Int, Gen.Bool)
            .Array[2, 12]
            .Select(facts => Of([.. facts.Select((fact, index) => Draft(index, fact.Item1, fact.Item2, fact.Item3, fact.Item4))]));

    public static AuditEntry[] OfLength(int length) =>
        Of([.. Enumerable.Range(0, length).Select(index => Draft(index, AuditActions.ContentSave, "ada", index, true))]);

    public static AuditEntry[] Of(params IReadOnlyList<AuditDraft> drafts)
    {
        var entries = new List<AuditEntry>();
        foreach (var draft in drafts)
        {
            entries.Add(AuditChain.Append(entries.LastOrDefault(), draft));
        }

        return [.. entries];
    }

    public static AuditDraft Draft(int index, string action, string user, int number, bool withItem) =>
        new(Start.AddMilliseconds(index), new Actor("id-" + user, user), action)
        {
            ContentItemId = withItem ? "4fxk0000000000000000000001" : null,
            VersionId = withItem ? "4fxk0000000000000000000002" : null,
            ContentHash = withItem ? AuditChain.Genesis : null,
            ActId = number % 2 == 0 ? "4fxk0000000000000000000003" : null,
            Details = new JsonObject { ["number"] = number, ["nested"] = new JsonObject { ["list"] = new JsonArray("a", true, null) } },
        };

    public static async IAsyncEnumerable<AuditEntry> Stream(IEnumerable<AuditEntry> entries)
    {
        await Task.CompletedTask;
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    public static Task<AuditVerification> VerifyAsync(IEnumerable<AuditEntry> entries, AuditCheckpoint? checkpoint = null) =>
        AuditChain.VerifyAsync(Stream(entries), checkpoint, TestContext.Current.CancellationToken);

    public static AuditEntry Rehash(AuditEntry entry) => entry with { Hash = AuditChain.ComputeHash(entry) };

    public static IReadOnlyList<(string Field, Func<AuditEntry, AuditEntry> Edit)> Edits { get; } =
    [
        ("Sequence", entry => entry with { Sequence = entry.Sequence + 100 }),
        ("OccurredUtc", entry => entry with { OccurredUtc = entry.OccurredUtc.AddTicks(1) }),
        ("ActorId", entry => entry with { ActorId = entry.ActorId + "x" }),
        ("ActorName", entry => entry with { ActorName = entry.ActorName + " " }),
        ("Action", entry => entry with { Action = "review.renew" }),
        ("ContentItemId", entry => entry with { ContentItemId = entry.ContentItemId is null ? "" : null }),
        ("VersionId", entry => entry with { VersionId = entry.VersionId is null ? "" : null }),
        ("ContentHash", entry => entry with { ContentHash = entry.ContentHash is null ? "" : null }),
        ("ActId", entry => entry with { ActId = entry.ActId is null ? "" : null }),
        ("Details", entry => entry with { Details = new JsonObject { ["number"] = entry.Details["number"]!.DeepClone() } }),
        ("PreviousHash", entry => entry with { PreviousHash = Flip(entry.PreviousHash) }),
        ("Hash", entry => entry with { Hash = Flip(entry.Hash) }),
    ];

    private static string Flip(string hash) => hash[..^1] + (hash[^1] == '0' ? '1' : '0');
}
