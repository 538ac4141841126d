using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Keys;
using GutCms.Core.Texts;

namespace GutCms.Core.Audit;

/// <summary>
/// The log as a file: JSON Lines in UTF-8, one entry a line in RFC 8785 form, oldest first, and a last line
/// <c>{"checkpoint":"…"}</c> with a signed checkpoint over all of them. It can be verified offline, with nothing but the key set.
/// </summary>
public static class AuditExport
{
    /// <summary>Writes an export.</summary>
    /// <param name="to">Where to; stays open.</param>
    /// <param name="entries">All entries, oldest first.</param>
    /// <param name="key">The site's current key.</param>
    /// <param name="issuer">Public address of the site.</param>
    /// <param name="nowUtc">The instant, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The checkpoint at its end; also fit to be kept on its own.</returns>
    public static async Task<AuditCheckpoint> WriteAsync(Stream to, IAsyncEnumerable<AuditEntry> entries, SigningKey key, string issuer, DateTime nowUtc, CancellationToken cancellationToken)
    {
        AuditEntry? last = null;
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await WriteLineAsync(to, AuditEntryJson.Write(entry), cancellationToken);
            last = entry;
        }

        var checkpoint = AuditCheckpoint.Of(last, nowUtc);
        await WriteLineAsync(to, new JsonObject { ["checkpoint"] = checkpoint.Sign(key, issuer) }, cancellationToken);
        await to.FlushAsync(cancellationToken);
        return checkpoint;
    }

    /// <summary>Verifies an export offline: every entry, the chain, the signature, and that the checkpoint covers exactly the entries of the file.</summary>
    /// <param name="from">The export; stays open. Read to its end once, so the signature is checked last.</param>
    /// <param name="jwks">Key set of the site.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<AuditVerification> VerifyAsync(Stream from, JsonObject jwks, CancellationToken cancellationToken)
    {
        var end = new End();
        AuditVerification result;
        try
        {
            result = await AuditChain.VerifyAsync(ReadAsync(from, end, cancellationToken), null, cancellationToken);
        }
        catch (UnreadableLineException fault)
        {
            return new(0, AuditChain.Genesis, new(AuditFault.Unreadable, fault.Line, fault.Line, Sentence.Of("Audit.Unreadable", fault.Line, fault.Message)));
        }

        if (!result.Intact)
        {
            return result;
        }

        if (end.Checkpoint is null)
        {
            return result with { Break = new(AuditFault.CheckpointMissing, result.Count, result.Count, Sentence.Of("Audit.NoCheckpoint")) };
        }

        var (checkpoint, refusal) = await AuditCheckpoint.ReadAsync(end.Checkpoint, jwks);
        return checkpoint is null
            ? result with { Break = new(AuditFault.CheckpointForged, result.Count, result.Count + 1, Sentence.Of("Audit.CheckpointForged", refusal)) }
            : result with { Break = Compare(result, checkpoint) };
    }

    /// <summary>Reads the entries of an export without judging them; the checkpoint line is left out.</summary>
    /// <exception cref="FormatException">A line is not an entry.</exception>
    public static IAsyncEnumerable<AuditEntry> ReadAsync(Stream from, CancellationToken cancellationToken) => ReadAsync(from, new End(), cancellationToken);

    private static AuditBreak? Compare(AuditVerification result, AuditCheckpoint checkpoint) =>
        result.Count < checkpoint.Sequence
            ? new(AuditFault.Truncated, result.Count + 1, result.Count + 1, Sentence.Of("Audit.Truncated", result.Count + 1, checkpoint.Sequence))
            : result.Count != checkpoint.Sequence || result.LastHash != checkpoint.Hash || checkpoint.Count != checkpoint.Sequence
                ? new(AuditFault.CheckpointMismatch, result.Count, result.Count, Sentence.Of("Audit.CheckpointOfOtherLog"))
                : null;

    private static async IAsyncEnumerable<AuditEntry> ReadAsync(Stream from, End end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(from, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true);
        for (var line = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (end.Checkpoint is not null)
            {
                throw new UnreadableLineException(line, "Nothing may stand behind the checkpoint.");
            }

            if (text.StartsWith("{\"checkpoint\":", StringComparison.Ordinal))
            {
                end.Checkpoint = ReadCheckpoint(text, line);
                continue;
            }

            yield return ReadEntry(text, line);
        }
    }

    private static AuditEntry ReadEntry(string text, long line)
    {
        try
        {
            return AuditEntryJson.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (FormatException fault)
        {
            throw new UnreadableLineException(line, fault.Message);
        }
    }

    private static string ReadCheckpoint(string text, long line)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject { Count: 1 } json && json["checkpoint"] is JsonValue value ? value.GetValue<string>() : throw new UnreadableLineException(line, "Not a checkpoint.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new UnreadableLineException(line, fault.Message);
        }
    }

    private static async Task WriteLineAsync(Stream to, JsonObject json, CancellationToken cancellationToken)
    {
        await to.WriteAsync(CanonicalJson.Serialize(json), cancellationToken);
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private sealed class End
    {
        public string? Checkpoint { get; set; }
    }
}

/// <summary>A line of an export is neither an entry nor, at the end, a checkpoint.</summary>
internal sealed class UnreadableLineException(long line, string message) : FormatException(message)
{
    public long Line => line;
}
