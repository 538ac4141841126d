using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews;

/// <summary>Ends a preview link: from now on it shows nothing. One that has ended stays as it is.</summary>
public sealed class RevokePreviewLink(ReviewPorts ports, IPreviewLinks links)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="LinkId">The link.</param>
    public sealed record Request(string ContentItemId, string LinkId);

    /// <summary>Does it.</summary>
    public Task<Outcome<PreviewLink>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<PreviewLink>(ports, actor, AuditActions.PreviewRevoke, request.ContentItemId, async attempt =>
        {
            var (facts, refusal) = await PreviewAccess.LoadAsync(attempt, request.ContentItemId, cancellationToken);
            if (facts is null)
            {
                return refusal!;
            }

            if ((await links.ListAsync(attempt.Work, facts.ContentItemId, cancellationToken)).FirstOrDefault(known => known.LinkId == request.LinkId) is not { } link)
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoLink"));
            }

            if (link.RevokedUtc is not null)
            {
                return link;
            }

            var revoked = link with { RevokedUtc = attempt.NowUtc, RevokedByName = actor.UserName };
            await links.SaveAsync(attempt.Work, revoked, cancellationToken);
            await attempt.AuditAsync(AuditActions.PreviewRevoke, facts.ContentItemId, link.VersionId, null, new JsonObject { ["linkId"] = link.LinkId }, cancellationToken);
            return revoked;
        }, cancellationToken);
}
