using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>
/// Puts on record how live texts stand to what the program would make of their versions today: after a change of definitions, of the site's language, or of the program itself.
/// </summary>
internal sealed class NotedProjections(IUnitOfWork work, DateTime nowUtc)
{
    private readonly PolicyLookups _policies = new(work);
    private readonly List<ContentItem> _changed = [];
    private readonly List<ContentItem> _due = [];

    public async Task<NotedTexts> NoteAsync(IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken)
    {
        var gated = new List<ShownText>();
        foreach (var text in texts)
        {
            if (!(await _policies.OfAsync(text.Item.ContentType, cancellationToken)).IsNone)
            {
                gated.Add(text);
            }
            else if (text.ContentHash != text.Version.ContentHash)
            {
                await GrantAsync(text, cancellationToken);
            }
        }

        await NoteGatedAsync(gated, cancellationToken);
        return new(_changed, _due);
    }

    private async Task NoteGatedAsync(List<ShownText> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
        {
            return;
        }

        var publications = await work.Reviews.FindPublicationsAsync([.. texts.Select(text => text.Item.ContentItemId)], cancellationToken);
        foreach (var text in texts)
        {
            var publication = publications.GetValueOrDefault(text.Item.ContentItemId) is { } known && known.VersionId == text.Item.ContentItemVersionId ? known : null;
            if (text.IsKept && publication?.ReviewDueReason is null or ReviewDueReason.Interval)
            {
                await MarkAsync(text, publication ?? Imported(text), cancellationToken);
            }
            else if (!text.IsKept && publication?.ReviewDueReason == ReviewDueReason.Projection)
            {
                await ClearAsync(text, publication, cancellationToken);
            }
        }
    }

    private async Task MarkAsync(ShownText text, Publication publication, CancellationToken cancellationToken)
    {
        var details = new JsonObject { ["reason"] = ReviewDueReason.Projection.ToString() };
        await work.Reviews.SavePublicationsAsync([publication with { ReviewDueReason = ReviewDueReason.Projection, ReviewDueUtc = nowUtc }], cancellationToken);
        await RecordAsync(text, details, cancellationToken);
        await work.Outbox.AppendAsync(
            new(ContentIds.New(), ReviewEvents.ReviewDue, nowUtc, Actor.System.UserId, Actor.System.UserName, text.Item.ContentItemId, text.Item.ContentType, text.Item.ContentItemVersionId, (JsonObject)details.DeepClone()),
            cancellationToken);
        _changed.Add(text.Item);
        _due.Add(text.Item);
    }

    private async Task ClearAsync(ShownText text, Publication publication, CancellationToken cancellationToken)
    {
        var passed = publication.NextReviewUtc <= nowUtc;
        await work.Reviews.SavePublicationsAsync(
            [publication with { ReviewDueReason = passed ? ReviewDueReason.Interval : null, ReviewDueUtc = passed ? publication.NextReviewUtc : null }], cancellationToken);
        await RecordAsync(text, new JsonObject { ["reason"] = ReviewDueReason.Projection.ToString(), ["over"] = true }, cancellationToken);
        _changed.Add(text.Item);
    }

    // A type without a policy shows what is made of its versions today. Should it come under one, what is live then has its ground.
    private async Task GrantAsync(ShownText text, CancellationToken cancellationToken)
    {
        var versionId = text.Item.ContentItemVersionId;
        await work.Reviews.AddGrantsAsync([new(versionId, text.ContentHash, PublicationBasis.NoPolicy, null, nowUtc) { PresentationHash = Presentation.HashOf(text.Item) }], cancellationToken);
        await work.SetContentHashesAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [versionId] = text.ContentHash }, cancellationToken);
        var publications = await work.Reviews.FindPublicationsAsync([text.Item.ContentItemId], cancellationToken);
        if (publications.GetValueOrDefault(text.Item.ContentItemId) is { } publication && publication.VersionId == versionId)
        {
            await work.Reviews.SavePublicationsAsync([publication with { ContentHash = text.ContentHash, Basis = PublicationBasis.NoPolicy, ReviewId = null, Certificate = null }], cancellationToken);
        }
    }

    private Task<AuditEntry> RecordAsync(ShownText text, JsonObject details, CancellationToken cancellationToken) =>
        work.Audit.AppendAsync(
            new AuditDraft(nowUtc, Actor.System, AuditActions.ReviewDue)
            {
                ContentItemId = text.Item.ContentItemId,
                VersionId = text.Item.ContentItemVersionId,
                ContentHash = text.ContentHash,
                Details = details,
            },
            cancellationToken);

    private Publication Imported(ShownText text) =>
        new(text.Item.ContentItemId, text.Item.ContentItemVersionId, text.ContentHash, PublicationBasis.Imported, text.Item.PublishedUtc ?? nowUtc)
        {
            PresentationHash = Presentation.HashOf(text.Item),
            DisclaimerItemId = text.Disclaimer?.ContentItemId,
            DisclaimerVersionId = text.Disclaimer?.ContentItemVersionId,
        };
}
