using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews;

/// <summary>Shows what a preview link leads to. Every opening is on record, also of a link that has ended or never was; the token is not.</summary>
public sealed class OpenPreviewLink(ReviewPorts ports, IPreviewLinks links)
{
    /// <summary>What is shown.</summary>
    /// <param name="Link">The link.</param>
    /// <param name="Item">The version.</param>
    /// <param name="Content">What readers would see of it, from <see cref="MedicalContent.Project"/>, with the disclaimer that is live now.</param>
    /// <param name="IsLive">The version is live.</param>
    public sealed record Result(PreviewLink Link, ContentItem Item, JsonObject Content, bool IsLive);

    /// <summary>Does it.</summary>
    /// <param name="token">What stands in the address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A refusal of the kind NotFound: there never was such a link; of the kind Conflict: it has ended.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (await PreviewTokens.FindAsync(ports, links, token, cancellationToken) is not { } known)
        {
            return await PreviewTokens.RefuseAsync(ports, AuditActions.PreviewOpen);
        }

        return await Attempt.RunAsync<Result>(ports, Guests.Of(known), AuditActions.PreviewOpen, known.ContentItemId, async attempt =>
        {
            var (shown, refusal) = await PreviewTokens.ShowAsync(attempt, links, known.TokenHash, cancellationToken);
            if (shown is null)
            {
                return refusal!;
            }

            var opened = shown.Link with { Openings = shown.Link.Openings + 1, LastOpenedUtc = attempt.NowUtc };
            await links.SaveAsync(attempt.Work, opened, cancellationToken);
            await attempt.AuditAsync(
                AuditActions.PreviewOpen, shown.Item.ContentItemId, shown.Item.ContentItemVersionId, MedicalContent.Hash(shown.Content), new JsonObject { ["linkId"] = opened.LinkId }, cancellationToken);
            return shown with { Link = opened };
        }, cancellationToken);
    }
}

/// <summary>From a token to what it shows.</summary>
internal static class PreviewTokens
{
    private const int LongestToken = 100;

    /// <summary>The link of a token, good or not.</summary>
    public static async Task<PreviewLink?> FindAsync(ReviewPorts ports, IPreviewLinks links, string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return null;
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await links.FindByTokenAsync(work, PreviewLink.HashOf(token), cancellationToken);
    }

    /// <summary>Records a token that never was, and says so.</summary>
    public static async Task<Refusal> RefuseAsync(ReviewPorts ports, string action)
    {
        await ports.RecordAsync(new AuditDraft(Attempt.Now(ports), Actor.Anonymous, AuditActions.Refused(action)) { Details = new JsonObject { ["kind"] = nameof(RefusalKind.NotFound) } });
        return TriggerCheck.NotFound;
    }

    /// <summary>What a link shows inside an attempt, or why nothing.</summary>
    public static async Task<(OpenPreviewLink.Result? Shown, Refusal? Refusal)> ShowAsync(Attempt attempt, IPreviewLinks links, string tokenHash, CancellationToken cancellationToken)
    {
        var link = await links.FindByTokenAsync(attempt.Work, tokenHash, cancellationToken);
        if (link is null || !link.IsGood(attempt.NowUtc) || await attempt.LoadAsync(link.ContentItemId, cancellationToken) is not { } facts)
        {
            return (null, Ended);
        }

        var item = link.VersionId is { } id ? (await attempt.Work.FindVersionsAsync([id], cancellationToken)).GetValueOrDefault(id)?.Item : facts.Latest.Item;
        if (item?.ContentItemId != facts.ContentItemId)
        {
            return (null, Ended);
        }

        var disclaimer = await LiveDisclaimers.OfAsync(attempt.Work, item, cancellationToken);
        var content = MedicalContent.Project(item, disclaimer, facts.Text.Definitions, facts.Text.SiteLanguage);
        return (new(link, item, content, item.ContentItemVersionId == facts.Published?.Item.ContentItemVersionId), null);
    }

    private static Refusal Ended => new(RefusalKind.Conflict, Sentence.Of("Refused.LinkEnded")) { UnmetRules = [new(Rules.LinkMustBeGood, Sentence.Of("LinkMustBeGood"))] };
}
