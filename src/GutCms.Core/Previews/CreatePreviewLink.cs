using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews;

/// <summary>Makes a link that shows a draft to people without an account, for whoever may edit the item.</summary>
public sealed class CreatePreviewLink(ReviewPorts ports, IPreviewLinks links)
{
    /// <summary>Longest life of a link, in days.</summary>
    public const int MaxDays = 30;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="VersionId">The version to show; null: whichever is the latest when it is opened.</param>
    /// <param name="Days">Days until it expires, 1 to <see cref="MaxDays"/>.</param>
    /// <param name="MayComment">Whoever opens it may leave comments.</param>
    public sealed record Request(string ContentItemId, string? VersionId, int Days, bool MayComment);

    /// <summary>The new link.</summary>
    /// <param name="Link">What is kept.</param>
    /// <param name="Token">What stands in the address; nobody can read it again.</param>
    public sealed record Result(PreviewLink Link, string Token)
    {
        /// <summary>Says nothing of the token.</summary>
        public override string ToString() => Link.LinkId;
    }

    /// <summary>Does it.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.PreviewCreate, request.ContentItemId, async attempt =>
        {
            var (facts, refusal) = await PreviewAccess.LoadAsync(attempt, request.ContentItemId, cancellationToken);
            if (facts is null)
            {
                return refusal!;
            }

            if (request.Days is < 1 or > MaxDays)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.LinkDays", MaxDays));
            }

            if (request.VersionId is { } version && facts.Versions.All(known => known.VersionId != version))
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoVersion"));
            }

            var token = PreviewLink.NewToken();
            var link = new PreviewLink(
                ContentIds.New(), PreviewLink.HashOf(token), facts.ContentItemId, request.VersionId, request.MayComment, actor.UserId, actor.UserName, attempt.NowUtc, attempt.NowUtc.AddDays(request.Days));
            await links.AddAsync(attempt.Work, link, cancellationToken);
            await attempt.AuditAsync(AuditActions.PreviewCreate, facts.ContentItemId, request.VersionId, null, new JsonObject
            {
                ["linkId"] = link.LinkId,
                ["expiresUtc"] = link.ExpiresUtc.ToString("O", CultureInfo.InvariantCulture),
                ["mayComment"] = link.MayComment,
            }, cancellationToken);
            return new Result(link, token);
        }, cancellationToken);
}

/// <summary>Who may deal with the preview links of an item: whoever may edit it.</summary>
internal static class PreviewAccess
{
    public static async Task<(ReviewFacts? Facts, Refusal? Refusal)> LoadAsync(Attempt attempt, string contentItemId, CancellationToken cancellationToken) =>
        Check(await attempt.LoadAsync(contentItemId, cancellationToken), attempt.Actor);

    public static (ReviewFacts? Facts, Refusal? Refusal) Check(ReviewFacts? facts, Actor actor) =>
        facts is null || !Sees.Draft(facts, actor) ? (null, TriggerCheck.Hidden(facts))
        : MayEdit(facts.Latest.Item, actor) ? (facts, null)
        : (null, Refusal.Forbidden(Sentence.Of("Refused.Share"), Permissions.EditContent, facts.ContentType));

    /// <summary>The actor may edit the item whose latest version this is.</summary>
    public static bool MayEdit(ContentItem latest, Actor actor) => Authorization.Allows(actor, Permissions.EditContent, latest.ContentType, latest.Owner);
}
