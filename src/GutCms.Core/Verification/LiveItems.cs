using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Recomputes everything about live items: text, grant, review, certificate, entries of the log and the bytes that are served, a batch at a time.</summary>
internal sealed class LiveItems(IVerificationReading reading, LogReading log, IDeliveredReviews reviews, JsonObject jwks, IPictureReading? pictures, TimeProvider time, Action<SiteFinding> report)
{
    private const int BatchSize = 256;

    private readonly LiveRecords _records = new(reading, log, report);
    private readonly LiveDocuments _documents = new(jwks, time, report);
    private readonly LivePictures _pictures = new(reading.Work, pictures, report);
    private readonly PolicyLookups _policies = new(reading.Work);

    /// <summary>Compares them.</summary>
    /// <param name="slice">Which; null: all.</param>
    /// <param name="progress">Told after each batch; null: nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were compared, how many there are, and the last id of the slice; null when that was the end.</returns>
    public async Task<(int Count, int Live, string? Last)> CompareAsync(SiteSlice? slice, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var work = reading.Work;
        var text = await MedicalText.LoadAsync(work, cancellationToken);
        var loader = new DeliveryLoader(work, new OnlyReading(reviews), text.Definitions, text.SiteLanguage, text.Texts);
        var comparesBytes = await DeliveryFormat.IsOnFileAsync(work, cancellationToken);
        var live = await reading.CountLiveAsync(after: null, cancellationToken);
        var left = slice is null ? live : await reading.CountLiveAsync(slice.After, cancellationToken);
        var part = Math.Min(left, slice?.Most ?? int.MaxValue);
        var total = part + (slice?.Also.Count ?? 0);
        var (after, count) = (slice?.After, 0);
        while (count < part && await reading.ListLiveAsync(after, Math.Min(BatchSize, part - count), cancellationToken) is { Count: > 0 } ids)
        {
            await CompareAsync(ids, loader, text, comparesBytes, cancellationToken);
            after = ids[^1];
            count += ids.Count;
            progress?.Report(new(count, total));
        }

        var compared = count;
        foreach (var ids in (slice?.Also ?? []).Distinct(StringComparer.Ordinal).Where(id => !IsBetween(id, slice?.After, after)).Chunk(BatchSize))
        {
            compared += await CompareAsync(ids, loader, text, comparesBytes, cancellationToken);
            progress?.Report(new(compared, total));
        }

        await CompareAbsentAsync(cancellationToken);
        return (compared, live, count < left ? after : null);
    }

    /// <summary>Whether an id is behind the first of the two and not behind the second, in the order of the database.</summary>
    private static bool IsBetween(string id, string? after, string? last) => string.CompareOrdinal(id, after) > 0 && string.CompareOrdinal(id, last) <= 0;

    private async Task CompareAbsentAsync(CancellationToken cancellationToken)
    {
        foreach (var chunk in log.LastMoves.Where(move => move.Value.IsPublication && move.Value.Sequence > log.LastRecipe).Select(move => move.Key).Chunk(BatchSize))
        {
            var live = await reading.FindLiveAsync(chunk, cancellationToken);
            var entries = await reading.FindEntriesAsync([.. chunk.Where(item => !live.Contains(item)).Select(item => log.LastMoves[item].Sequence)], cancellationToken);
            foreach (var entry in entries.Values)
            {
                report(new(SiteFault.PublicationMissing, entry.ContentItemId, entry.VersionId, $"Entry {entry.Sequence} of the log publishes the item, and nothing of it is live."));
            }
        }

        foreach (var id in await reading.FindUnexpectedDocumentsAsync(cancellationToken))
        {
            report(new(SiteFault.DocumentUnexpected, id, null, "There is a document of an item that is not live."));
        }
    }

    /// <summary>Compares those of these items that are live; how many they are.</summary>
    private async Task<int> CompareAsync(IReadOnlyList<string> ids, DeliveryLoader loader, MedicalText text, bool comparesBytes, CancellationToken cancellationToken)
    {
        var work = reading.Work;
        text.Texts.Forget();
        var versions = await work.FindAsync(ids, VersionSelector.Published, cancellationToken);
        var publications = await work.Reviews.FindPublicationsAsync(ids, cancellationToken);
        var grants = await work.Reviews.FindGrantsAsync([.. versions.Values.Select(version => version.Item.ContentItemVersionId)], cancellationToken);
        var marks = await work.FindImportedMarksAsync([.. versions.Values.Select(version => version.Item.ContentItemVersionId)], cancellationToken);
        var runs = grants.Values.SelectMany(list => list).Select(grant => grant.ReviewId).Concat(publications.Values.SelectMany(live => new[] { live.ReviewId, live.RenewalId })).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var found = await work.Reviews.FindReviewsAsync(runs, cancellationToken);
        var decisions = await work.Reviews.FindDecisionsAsync(runs, cancellationToken);
        var pinned = await work.FindVersionsAsync([.. publications.Values.Select(live => live.DisclaimerVersionId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        var shown = await LiveDisclaimers.FindAsync(work, versions.Values.Select(version => version.Item), cancellationToken);
        var documents = await reading.FindDocumentsAsync(ids, cancellationToken);
        var certificates = (await reading.FindValidCertificatesAsync(ids, cancellationToken)).ToLookup(certificate => certificate.ContentItemId, StringComparer.Ordinal);
        var entries = await reading.FindEntriesAsync([.. ids.Where(log.LastMoves.ContainsKey).Select(id => log.LastMoves[id].Sequence)], cancellationToken);
        var sources = (await loader.LoadAsync(ids, cancellationToken)).Documents.ToDictionary(source => source.Text.Item.ContentItemId, StringComparer.Ordinal);
        foreach (var (id, version) in versions)
        {
            var item = version.Item;
            var publication = publications.GetValueOrDefault(id) is { } row && row.VersionId == item.ContentItemVersionId ? row : null;
            var disclaimer = publication?.DisclaimerVersionId is { } pin ? pinned.GetValueOrDefault(pin)?.Item
                : LiveDisclaimers.Of(shown, item)?.Item;
            var computed = HashOf(text, item, disclaimer);
            var facts = new LiveFacts(
                item, publication, await _policies.OfAsync(item.ContentType, cancellationToken), publication?.ContentHash ?? computed ?? "", computed,
                grants.GetValueOrDefault(item.ContentItemVersionId) ?? [], marks.GetValueOrDefault(item.ContentItemVersionId),
                log.LastMoves.TryGetValue(id, out var move) ? entries.GetValueOrDefault(move.Sequence) : null,
                [.. certificates[id]]);
            await _records.CompareAsync(facts, found, decisions, cancellationToken);
            await _documents.CompareAsync(facts, documents.GetValueOrDefault(id), sources.GetValueOrDefault(id), comparesBytes);
            await _pictures.CompareAsync(facts, sources.GetValueOrDefault(id)?.Text.Content, cancellationToken);
        }

        return versions.Count;
    }

    private static string? HashOf(MedicalText text, ContentItem item, ContentItem? disclaimer)
    {
        try
        {
            return text.Hash(item, disclaimer);
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    /// <summary>The reviews as they stand: a verification puts nothing on record.</summary>
    private sealed class OnlyReading(IDeliveredReviews reviews) : IDeliveredReviews
    {
        public Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken) =>
            reviews.FindAsync(work, published, cancellationToken);

        public Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) => reviews.IsGatedAsync(work, contentType, cancellationToken);

        public Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken) => Task.FromResult(NotedTexts.None);
    }
}
