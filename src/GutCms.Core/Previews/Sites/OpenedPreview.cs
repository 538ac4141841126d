using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews.Sites;

/// <summary>A preview that was opened with its token, for one reading.</summary>
/// <param name="Preview">It.</param>
/// <param name="Work">Reads.</param>
/// <param name="Definitions">The definitions.</param>
/// <param name="Instead">What it shows in place of what is live.</param>
/// <param name="Loader">Loads documents as it shows them.</param>
/// <param name="ShownUtc">The instant that it shows, UTC: of the site the one that was asked for, otherwise this moment.</param>
internal sealed record OpenedPreview(
    SitePreview Preview, IUnitOfWork Work, ContentDefinitions Definitions, IReadOnlyDictionary<string, StoredVersion?> Instead, DeliveryLoader Loader, DateTime ShownUtc)
{
    /// <summary>Opens a preview and reads through it.</summary>
    /// <returns>A refusal of the kind Forbidden, which is on record: the token is none, or good no more, or its maker may not show this any more.</returns>
    public static async Task<Outcome<T>> ReadAsync<T>(ReviewPorts ports, IDeliveredReviews reviews, string token, Func<OpenedPreview, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (await TryReadAsync(ports, reviews, token, read, cancellationToken) is { } found)
        {
            return found;
        }

        await ports.RecordAsync(new AuditDraft(Attempt.Now(ports), Actor.Anonymous, AuditActions.Refused(AuditActions.PreviewOpen)) { Details = new JsonObject { ["kind"] = nameof(RefusalKind.Forbidden) } });
        return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.PreviewToken"));
    }

    /// <summary>Reads what a preview shows at an address, and puts its first use on record.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="ports">Ports.</param>
    /// <param name="reviews">How texts were reviewed.</param>
    /// <param name="reader">What is live.</param>
    /// <param name="token">The token.</param>
    /// <param name="kind">What is at the address.</param>
    /// <param name="key">Key of its document.</param>
    /// <param name="read">Reads it of the item with this id; null: the preview does not show it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more; of the kind NotFound: there is nothing at this address in the preview.</returns>
    public static async Task<Outcome<Shown<T>>> ReadAtAsync<T>(
        ReviewPorts ports, IDeliveredReviews reviews, IDeliveryReader reader, string token, DeliveryKind kind, string key, Func<OpenedPreview, string, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        // What takes a connection of its own comes before the unit of work is opened or after it is closed: nobody waits for a second one while holding one.
        var live = PreviewLink.IsToken(token) ? (await reader.FindAsync(kind, key, cancellationToken))?.ContentItemId : null;
        var outcome = await ReadAsync(
            ports, reviews, token, async opened => new Shown<T?>(opened.Preview, opened.FindItem(kind, key, live) is { } id ? await read(opened, id) : null), cancellationToken);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        if (outcome.Value is not { What: { } what, Preview: var preview })
        {
            return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.PreviewHasNothing"));
        }

        await NoteAsync(ports, preview, cancellationToken);
        return new Shown<T>(preview, what);
    }

    /// <summary>The item that has an address in the preview; null: none has.</summary>
    /// <param name="kind">What is at the address.</param>
    /// <param name="key">Key of its document.</param>
    /// <param name="live">The item that is live there; null: none is.</param>
    public string? FindItem(DeliveryKind kind, string key, string? live) =>
        Instead.Values.OfType<StoredVersion>().FirstOrDefault(version => DeliveredTypes.KindOf(version.Item, Definitions) == kind && DeliveredTypes.KeyOf(kind, version.Item) == key)?.Item.ContentItemId
        ?? (live is not null && !Instead.ContainsKey(live) ? live : null);

    /// <summary>Puts the first use of a preview on record.</summary>
    public static async Task NoteAsync(ReviewPorts ports, SitePreview preview, CancellationToken cancellationToken)
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

    private static async Task<T?> TryReadAsync<T>(ReviewPorts ports, IDeliveredReviews reviews, string token, Func<OpenedPreview, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (!PreviewLink.IsToken(token))
        {
            return null;
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var now = Attempt.Now(ports);
        if (await SitePreviewRecords.FindAsync(work, PreviewLink.HashOf(token), cancellationToken) is not { } preview || !preview.IsGood(now)
            || await SitePreviewRights.FindMakerAsync(ports, work, preview.CreatedById, cancellationToken) is not { } maker)
        {
            return null;
        }

        var latest = preview is { Scope: PreviewScope.Item, Target: { } item } ? (await work.FindAsync([item], VersionSelector.Latest, cancellationToken)).GetValueOrDefault(item) : null;
        if (!await SitePreviewRights.HoldAsync(work, maker, preview, latest, cancellationToken))
        {
            return null;
        }

        var instead = await PreviewedVersions.FindAsync(work, preview, latest, now, cancellationToken);
        if (!instead.Values.OfType<StoredVersion>().All(version => SitePreviewRights.MaySee(maker, version.Item.ContentType, version.Item.Owner)))
        {
            return null;
        }

        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var language = await SiteLanguage.OfAsync(work, cancellationToken);
        var loader = new DeliveryLoader(work, new PreviewedReviews(reviews, instead), definitions, language, instead: instead);
        return await read(new(preview, work, definitions, instead, loader, preview.AtUtc ?? now));
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

/// <summary>What a preview shows.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Preview">The preview.</param>
/// <param name="What">It.</param>
internal sealed record Shown<T>(SitePreview Preview, T What);
