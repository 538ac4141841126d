using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Media.UseCases;

/// <summary>Deletes a picture with all that was made of it, unless something shows it.</summary>
public sealed class DeleteMedia(ReviewPorts ports, IMediaLibrary library, IMediaStore store, KnownMedia known)
{
    private const int MostNamed = 5;

    /// <summary>What is to go.</summary>
    /// <param name="Sha256">The picture.</param>
    /// <param name="Revision">Revision that the actor was looking at.</param>
    public sealed record Request(string Sha256, int Revision);

    /// <summary>Does it.</summary>
    public async Task<Outcome<MediaFile>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcome = await Attempt.RunAsync<MediaFile>(ports, actor, AuditActions.MediaDelete, null, async attempt =>
        {
            if (!MediaRights.MayManage(actor))
            {
                return MediaRights.MayNotManage;
            }

            if (!MediaFile.IsId(request.Sha256) || await library.FindAsync(attempt.Work, request.Sha256, cancellationToken) is not { } file)
            {
                return MediaRights.NotFound;
            }

            if (file.Revision != request.Revision)
            {
                return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.MediaStale")) { CurrentTag = file.Tag };
            }

            if (Obstacle(actor, await library.FindUsesAsync(attempt.Work, file.Sha256, cancellationToken)) is { } obstacle)
            {
                return new Refusal(RefusalKind.Conflict, obstacle);
            }

            await library.RemoveAsync(attempt.Work, file.Sha256, cancellationToken);
            await attempt.AuditAsync(AuditActions.MediaDelete, null, null, null, new() { ["sha256"] = file.Sha256, ["fileName"] = file.FileName }, cancellationToken);
            return file;
        }, cancellationToken);
        if (outcome.Succeeded)
        {
            // Only once it is kept that the picture is gone, and then whether or not somebody still waits for the answer.
            known.Forget(outcome.Value.Sha256);
            await MediaBytes.RemoveUnlessKnownAsync(ports.Store, library, store, outcome.Value.Sha256);
        }

        return outcome;
    }

    private static Sentence? Obstacle(Actor actor, MediaUses uses)
    {
        if (uses.Items.Count == 0)
        {
            return uses.InApproved ? Sentence.Of("Refused.MediaApproved") : null;
        }

        var named = uses.Items.Where(use => Authorization.MaySee(actor, use.ContentType, use.Owner, use.IsLive)).Take(MostNamed).Select(use => ShownTitle.Of(use.Title)).ToList();
        return named.Count == 0 ? Sentence.Of("Refused.MediaUsed", uses.Items.Count) : Sentence.Of("Refused.MediaUsedIn", uses.Items.Count, string.Join(", ", named));
    }
}
