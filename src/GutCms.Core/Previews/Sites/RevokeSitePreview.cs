using GutCms.Core.Audit;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews.Sites;

/// <summary>Ends a preview of a site: for whoever made it, and for whoever may see all drafts.</summary>
public sealed class RevokeSitePreview(ReviewPorts ports)
{
    /// <summary>Does it. One that has ended stays as it is.</summary>
    public Task<Outcome<SitePreview>> ExecuteAsync(Actor actor, string previewId, CancellationToken cancellationToken) =>
        Attempt.RunAsync<SitePreview>(ports, actor, AuditActions.PreviewRevoke, null, async attempt =>
        {
            if ((await SitePreviewRecords.ListAsync(attempt.Work, cancellationToken)).FirstOrDefault(known => known.PreviewId == previewId) is not { } preview || !ListSitePreviews.MayKnow(actor, preview))
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoPreview"));
            }

            if (!preview.IsGood(attempt.NowUtc))
            {
                return preview;
            }

            var revoked = preview with { RevokedUtc = attempt.NowUtc };
            await SitePreviewRecords.SaveAsync(attempt.Work, revoked, cancellationToken);
            await attempt.AuditAsync(AuditActions.PreviewRevoke, preview.Scope == PreviewScope.Item ? preview.Target : null, null, null, SitePreviewDetails.Of(revoked), cancellationToken);
            return revoked;
        }, cancellationToken);
}

/// <summary>Lists previews of sites, newest first: one's own, and all of them for whoever may see all drafts. Reads only.</summary>
public sealed class ListSitePreviews(ReviewPorts ports)
{
    /// <summary>Reads.</summary>
    public async Task<IReadOnlyList<SitePreview>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return [.. (await SitePreviewRecords.ListAsync(work, cancellationToken)).Where(preview => MayKnow(actor, preview))];
    }

    /// <summary>Those that still show something.</summary>
    public async Task<IReadOnlyList<Named>> AliveAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var now = Attempt.Now(ports);
        var alive = (await SitePreviewRecords.ListAsync(work, cancellationToken)).Where(preview => preview.IsGood(now) && MayKnow(actor, preview)).ToList();
        var items = await work.FindAsync([.. alive.Where(preview => preview.Scope == PreviewScope.Item).Select(preview => preview.Target!).Distinct(StringComparer.Ordinal)], VersionSelector.Latest, cancellationToken);
        var releases = await ReleaseRecords.MayKnowAsync(work, actor, cancellationToken)
            ? (await ReleaseRecords.ListAsync(work, cancellationToken)).ToDictionary(release => release.ReleaseId, release => release.Name, StringComparer.Ordinal)
            : [];
        return [.. alive.Select(preview => new Named(preview, preview.Scope switch
        {
            PreviewScope.Item => items.TryGetValue(preview.Target!, out var version) && Authorization.MaySee(actor, version.Item.ContentType, version.Item.Owner, published: false) ? version.Item.DisplayText : null,
            PreviewScope.Release => releases.GetValueOrDefault(preview.Target!),
            _ => null,
        }))];
    }

    /// <summary>A preview, and what it is of.</summary>
    /// <param name="Preview">It.</param>
    /// <param name="Title">Title of its item, or name of its release; null: it is of the site, or whoever asks may not see that.</param>
    public sealed record Named(SitePreview Preview, string? Title);

    internal static bool MayKnow(Actor actor, SitePreview preview) =>
        (preview.CreatedById.Length > 0 && preview.CreatedById == actor.UserId) || Authorization.Allows(actor, Permissions.PreviewContent);
}
