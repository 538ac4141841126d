using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Makes a signed checkpoint of the audit log when one is due, keeps it outside of the database and records that.</summary>
public sealed class MakeCheckpoint(IContentStore store, ISigningKeys keys, ICheckpointKeeper keeper, TimeProvider time)
{
    /// <summary>A checkpoint that was made.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Checkpoint">What it says.</param>
    /// <param name="Jws">The signed form.</param>
    public sealed record Result(string Name, AuditCheckpoint Checkpoint, string Jws);

    /// <summary>Does it, if the newest one is older than that or the log has grown by so many entries. Processes that share the place make one between them.</summary>
    /// <param name="issuer">Name under which the site signs.</param>
    /// <param name="age">Greatest age of the newest checkpoint.</param>
    /// <param name="entries">Entries after which another one is due.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The checkpoint; null when none was due, or the log is shorter than what is kept already.</returns>
    public async Task<Result?> ExecuteAsync(string issuer, TimeSpan age, int entries, CancellationToken cancellationToken)
    {
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            if (!await IsDueAsync(await LastAsync(reading, cancellationToken), age, entries, cancellationToken))
            {
                return null;
            }
        }

        var key = await keys.GetCurrentAsync(cancellationToken);
        await using var work = await store.BeginAsync(cancellationToken);
        var last = await LastAsync(work, cancellationToken);
        if (!await IsDueAsync(last, age, entries, cancellationToken))
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var checkpoint = AuditCheckpoint.Of(last, now);
        var jws = checkpoint.Sign(key, issuer);
        var name = checkpoint.Sequence.ToString("D12", CultureInfo.InvariantCulture);
        if (!await keeper.KeepAsync(name, jws, cancellationToken))
        {
            return null;
        }

        await work.Audit.AppendAsync(
            new(now, Actor.System, AuditActions.AuditCheckpoint)
            {
                Details = new() { ["name"] = name, ["place"] = keeper.Place, ["sequence"] = checkpoint.Sequence, ["hash"] = checkpoint.Hash, ["keyId"] = key.KeyId },
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new(name, checkpoint, jws);
    }

    private static async Task<AuditEntry?> LastAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        await work.Audit.ListAsync(AuditQuery.All with { First = 1 }, cancellationToken) is { Entries: [var last, ..] } ? last : null;

    private async Task<bool> IsDueAsync(AuditEntry? last, TimeSpan age, int entries, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return false;
        }

        var jwks = Jwks.Build(await keys.GetAllAsync(cancellationToken));
        foreach (var kept in (await keeper.ListAsync(cancellationToken)).Reverse())
        {
            // One that is not ours is passed over here; the verification names it.
            if ((await AuditCheckpoint.ReadAsync(kept.Jws, jwks)).Checkpoint is { } newest)
            {
                return last.Sequence > newest.Sequence && (last.Sequence - newest.Sequence > entries || time.GetUtcNow().UtcDateTime - newest.TakenUtc >= age);
            }
        }

        return true;
    }
}
