using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
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

    internal static bool MayKnow(Actor actor, SitePreview preview) =>
        (preview.CreatedById.Length > 0 && preview.CreatedById == actor.UserId) || Authorization.Allows(actor, Permissions.PreviewContent);
}
