using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews.Sites;

/// <summary>
/// Makes a token with which a site reads what is not live yet: one item for whoever may edit it, a release for whoever may see everything in it, the site at an instant for whoever may see all drafts.
/// </summary>
public sealed class CreateSitePreview(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Scope">What it shows.</param>
    /// <param name="Target">The item or the release; null: the site.</param>
    /// <param name="AtUtc">The instant as of which the site is shown, UTC.</param>
    /// <param name="Minutes">Minutes until it expires, 1 to <see cref="SitePreview.MostMinutes"/>.</param>
    public sealed record Request(PreviewScope Scope, string? Target, DateTime? AtUtc, int Minutes);

    /// <summary>The new preview.</summary>
    /// <param name="Preview">What is kept.</param>
    /// <param name="Token">What the site sends; nobody can read it again.</param>
    /// <param name="Path">Path of the page to begin with, with a slash before it; null: none in particular.</param>
    public sealed record Result(SitePreview Preview, string Token, string? Path)
    {
        /// <summary>Says nothing of the token.</summary>
        public override string ToString() => Preview.PreviewId;
    }

    /// <summary>Does it.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.PreviewCreate, request.Scope == PreviewScope.Item ? request.Target : null, async attempt =>
        {
            if (request.Minutes is < 1 or > SitePreview.MostMinutes)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.PreviewMinutes", SitePreview.MostMinutes));
            }

            if (request.Scope == PreviewScope.Site ? request.AtUtc is not { Kind: DateTimeKind.Utc } : string.IsNullOrEmpty(request.Target))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.PreviewOfWhat"));
            }

            var (seen, refusal) = await FindAsync(attempt, request, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }

            // Whoever could not be asked again for would have made a preview that shows nothing.
            if (await SitePreviewRights.FindMakerAsync(ports, attempt.Work, actor.UserId, cancellationToken) is null)
            {
                return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.PreviewMaker"));
            }

            var own = (await SitePreviewRecords.ListAsync(attempt.Work, cancellationToken)).Where(known => known.CreatedById == actor.UserId).ToLookup(known => known.IsGood(attempt.NowUtc));
            if (own[true].Count() >= SitePreview.MostAtATime)
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.ManyPreviews", SitePreview.MostAtATime));
            }

            await SitePreviewRecords.RemoveAsync(attempt.Work, own[false], cancellationToken);

            var token = PreviewLink.NewToken();
            var preview = new SitePreview(
                ContentIds.New(), PreviewLink.HashOf(token), request.Scope, request.Scope == PreviewScope.Site ? null : request.Target, actor.UserId, actor.UserName,
                attempt.NowUtc, attempt.NowUtc.AddMinutes(request.Minutes))
            {
                AtUtc = request.Scope == PreviewScope.Site ? request.AtUtc : null,
                ItemIds = request.Scope == PreviewScope.Release ? seen.Ids : [],
            };
            await SitePreviewRecords.SaveAsync(attempt.Work, preview, cancellationToken);
            await attempt.AuditAsync(AuditActions.PreviewCreate, request.Scope == PreviewScope.Item ? request.Target : null, null, null, SitePreviewDetails.Of(preview), cancellationToken);
            return new Result(preview, token, seen.Path);
        }, cancellationToken);

    // What it shows, as far as the actor may see it; or why not.
    private static async Task<((ImmutableArray<string> Ids, string? Path) Seen, Refusal? Refusal)> FindAsync(Attempt attempt, Request request, CancellationToken cancellationToken)
    {
        switch (request.Scope)
        {
            case PreviewScope.Item:
                var (facts, refusal) = await PreviewAccess.LoadAsync(attempt, request.Target!, cancellationToken);
                return facts is null ? (default, refusal) : (([facts.ContentItemId], ItemMeaning.PathOf(facts.Latest.Item) is { } path ? "/" + path : null), null);
            case PreviewScope.Release:
                if (!await ReleaseRecords.MayKnowAsync(attempt.Work, attempt.Actor, cancellationToken))
                {
                    return (default, Refusal.Forbidden(Sentence.Of("Refused.Releases"), Permissions.PublishContent));
                }

                if (await ReleaseRecords.FindAsync(attempt.Work, request.Target!, cancellationToken) is not { State: ReleaseState.Planned } release)
                {
                    return (default, ReleaseRecords.NotFound);
                }

                var heads = await ReleaseRecords.ItemsAsync(attempt.Work, release.ItemIds, cancellationToken);
                return heads.Values.All(head => SitePreviewRights.MaySee(attempt.Actor, head.ContentType, head.Owner))
                    ? (([.. heads.Keys], null), null)
                    : (default, Refusal.Forbidden(Sentence.Of("Refused.PreviewRelease"), Permissions.PreviewContent));
            default:
                return SitePreviewRights.OfSite(attempt.Actor)
                    ? (([], null), null)
                    : (default, Refusal.Forbidden(Sentence.Of("Refused.PreviewSite"), Permissions.PreviewContent));
        }
    }
}

/// <summary>What the log says of a preview: never its token.</summary>
internal static class SitePreviewDetails
{
    public static JsonObject Of(SitePreview preview)
    {
        var details = new JsonObject { ["previewId"] = preview.PreviewId, ["scope"] = preview.Scope.ToString(), ["expiresUtc"] = preview.ExpiresUtc.ToString("O", CultureInfo.InvariantCulture) };
        if (preview.Scope == PreviewScope.Release)
        {
            details["releaseId"] = preview.Target;
        }

        if (preview.AtUtc is { } at)
        {
            details["atUtc"] = at.ToString("O", CultureInfo.InvariantCulture);
        }

        return details;
    }
}
