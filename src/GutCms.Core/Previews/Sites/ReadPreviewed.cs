using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews.Sites;

/// <summary>Reads a document as delivery would give it, with what a preview shows in place of what is live, and without a certificate. Its first use is on record, and every refused one.</summary>
public sealed class ReadPreviewed(ReviewPorts ports, IDeliveredReviews reviews, IDeliveryReader reader)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Kind">Kind of the document.</param>
    /// <param name="Key">Slug, or the id of a disclaimer.</param>
    public sealed record Request(string Token, DeliveryKind Kind, string Key)
    {
        /// <summary>Says nothing of the token.</summary>
        public override string ToString() => $"{Kind} {Key}";
    }

    /// <summary>A document.</summary>
    /// <param name="Preview">By which preview.</param>
    /// <param name="Document">It.</param>
    public sealed record Result(SitePreview Preview, JsonObject Document);

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more; of the kind NotFound: there is nothing at this address in the preview.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not var (preview, document))
        {
            await ports.RecordAsync(new AuditDraft(Attempt.Now(ports), Actor.Anonymous, AuditActions.Refused(AuditActions.PreviewOpen)) { Details = new JsonObject { ["kind"] = nameof(RefusalKind.Forbidden) } });
            return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.PreviewToken"));
        }

        if (document is null)
        {
            return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.PreviewHasNothing"));
        }

        await NoteAsync(preview, cancellationToken);
        return new Result(preview, document);
    }

    // What takes a connection of its own comes before the unit of work is opened or after it is closed: nobody waits for a second one while holding one.
    private async Task<(SitePreview Preview, JsonObject? Document)?> ReadAsync(Request request, CancellationToken cancellationToken)
    {
        if (!PreviewLink.IsToken(request.Token))
        {
            return null;
        }

        var key = request.Key.ToLowerInvariant();
        var live = (await reader.FindAsync(request.Kind, key, cancellationToken))?.ContentItemId;
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (await SitePreviewRecords.FindAsync(work, PreviewLink.HashOf(request.Token), cancellationToken) is not { } preview || !preview.IsGood(Attempt.Now(ports))
            || await SitePreviewRights.FindMakerAsync(ports, work, preview.CreatedById, cancellationToken) is not { } maker || !await SitePreviewRights.HoldAsync(work, maker, preview, cancellationToken))
        {
            return null;
        }

        var instead = await PreviewedVersions.FindAsync(work, preview, cancellationToken);
        return instead.Values.OfType<StoredVersion>().All(version => SitePreviewRights.MaySee(maker, version.Item.ContentType, version.Item.Owner))
            ? (preview, await FindAsync(work, request.Kind, key, live, instead, cancellationToken))
            : null;
    }

    private async Task<JsonObject?> FindAsync(IUnitOfWork work, DeliveryKind kind, string key, string? live, IReadOnlyDictionary<string, StoredVersion?> instead, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var id = instead.Values.OfType<StoredVersion>().FirstOrDefault(version => DeliveredTypes.KindOf(version.Item, definitions) == kind && DeliveredTypes.KeyOf(kind, version.Item) == key)?.Item.ContentItemId
            ?? (live is not null && !instead.ContainsKey(live) ? live : null);
        if (id is null)
        {
            return null;
        }

        var language = await SiteLanguage.OfAsync(work, cancellationToken);
        var loader = new DeliveryLoader(work, new PreviewedReviews(reviews, instead), definitions, language, instead: instead);
        var source = (await loader.LoadAsync([id], cancellationToken)).Documents.SingleOrDefault();
        return source is null ? null : JsonNode.Parse(DeliveryRefresh.Draft(source).Identity)!.AsObject();
    }

    private async Task NoteAsync(SitePreview preview, CancellationToken cancellationToken)
    {
        if (preview.FirstReadUtc is not null)
        {
            return;
        }

        await Attempt.RunAsync<SitePreview>(ports, Actor.Anonymous, AuditActions.PreviewOpen, null, async attempt =>
        {
            if (await SitePreviewRecords.FindAsync(attempt.Work, preview.TokenHash, cancellationToken) is not { FirstReadUtc: null } known)
            {
                return preview;
            }

            var read = known with { FirstReadUtc = attempt.NowUtc };
            await SitePreviewRecords.SaveAsync(attempt.Work, read, cancellationToken);
            await attempt.AuditAsync(AuditActions.PreviewOpen, read.Scope == PreviewScope.Item ? read.Target : null, null, null, SitePreviewDetails.Of(read), cancellationToken);
            return read;
        }, cancellationToken);
    }

    /// <summary>Reviews as a preview tells them: of what is live as they are, of everything else none, and never a certificate.</summary>
    private sealed class PreviewedReviews(IDeliveredReviews reviews, IReadOnlyDictionary<string, StoredVersion?> instead) : IDeliveredReviews
    {
        public async Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken) =>
            (await reviews.FindAsync(work, [.. published.Where(item => !instead.ContainsKey(item.ContentItemId))], cancellationToken))
                .ToDictionary(review => review.Key, review => review.Value with { Certificate = null }, StringComparer.Ordinal);

        public Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) => reviews.IsGatedAsync(work, contentType, cancellationToken);

        public Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken) => Task.FromResult(NotedTexts.None);
    }
}
