using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Verification;

/// <summary>
/// Recomputes what can be recomputed about a site, from one moment of its database, and compares it with what was approved, recorded and kept elsewhere: the audit log and its
/// checkpoints, decisions, withdrawals and policies against the log, and for every live item text, grant, review, certificate, log, served bytes and pictures.
/// </summary>
/// <param name="store">What is stored.</param>
/// <param name="reviews">How texts were reviewed.</param>
/// <param name="keys">Keys of the site.</param>
/// <param name="keeper">Checkpoints.</param>
/// <param name="time">Clock.</param>
/// <param name="pictures">Files of pictures; null: the host keeps no library of them.</param>
/// <remarks>Memory: an id and a number for each decision and each item that was ever live, and 256 items at a time.</remarks>
public sealed class VerifySite(IVerificationStore store, IDeliveredReviews reviews, ISigningKeys keys, ICheckpointKeeper keeper, TimeProvider time, IPictureReading? pictures = null)
{
    /// <summary>So many findings are named; there may be more.</summary>
    public const int MostFindings = 1000;

    /// <summary>Does it for the whole site. Changes nothing.</summary>
    /// <param name="actor">Who asks: with the permission to read the audit log.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<SiteVerification>> ExecuteAsync(Actor actor, CancellationToken cancellationToken) => ExecuteAsync(actor, slice: null, progress: null, cancellationToken);

    /// <summary>Does it for a part of the live items. Changes nothing.</summary>
    /// <param name="actor">Who asks: with the permission to read the audit log.</param>
    /// <param name="slice">The part; null: all.</param>
    /// <param name="progress">Told after each some hundred items; null: nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<SiteVerification>> ExecuteAsync(Actor actor, SiteSlice? slice, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Verify"), Permissions.ViewAuditTrail);
        }

        var findings = new List<SiteFinding>();
        var held = new SortedSet<string>(StringComparer.Ordinal);
        var kept = await keeper.ListAsync(cancellationToken);
        var jwks = Jwks.Build(await keys.GetAllAsync(cancellationToken));
        var checkpoints = new List<(string Name, AuditCheckpoint Checkpoint)>();
        foreach (var (name, jws) in kept)
        {
            var (checkpoint, refusal) = await AuditCheckpoint.ReadAsync(jws, jwks);
            if (checkpoint is null)
            {
                Report(new(SiteFault.CheckpointForged, null, null, $"Checkpoint {name} is not signed by a key of this site ({refusal})."));
            }
            else
            {
                checkpoints.Add((name, checkpoint));
            }
        }

        // The list of kept checkpoints is older than this moment, so none of them can be ahead of an honest log.
        await using var reading = await store.ReadAsync(cancellationToken);
        var log = new LogReading(checkpoints, Report);
        await log.ReadAsync(reading.Work.Audit, time.GetUtcNow().UtcDateTime, cancellationToken);
        if (log.KeptAt.TryGetValue(keeper.Place, out var newest) && kept.All(checkpoint => checkpoint.Name != newest)
            && (await keeper.ListAsync(cancellationToken)).All(checkpoint => checkpoint.Name != newest))
        {
            Report(new(SiteFault.CheckpointMissing, null, null, $"The log says that checkpoint {newest} was kept at {keeper.Place}, and it is not there."));
        }

        await new RecordsAndLog(reading, log, Report).CompareAsync(cancellationToken);
        var compared = await new LiveItems(reading, log, reviews, jwks, pictures, time, Report).CompareAsync(slice, progress, cancellationToken);
        if (log.Count == 0 && compared.Live > 0)
        {
            Report(new(SiteFault.LogEmpty, null, null, "The audit log has no entry, and the site has content."));
        }

        return new SiteVerification(log.Count, compared.Count, checkpoints.Count, findings) { HeldBack = held, Live = compared.Live, Last = compared.Last };

        void Report(SiteFinding finding)
        {
            if (finding.ConcernsDocument)
            {
                held.Add(finding.ContentItemId!);
            }

            if (findings.Count < MostFindings)
            {
                findings.Add(finding);
            }
        }
    }
}
