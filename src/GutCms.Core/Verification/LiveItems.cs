using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Content;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews;

namespace GutCms.Core.Verification;

/// <summary>Recomputes everything about live items: text, grant, review, certificate, entries of the log and the bytes that are served, a batch at a time.</summary>
internal sealed class LiveItems(IVerificationReading reading, LogReading log, IDeliveredReviews reviews, JsonObject jwks, TimeProvider time, Action<SiteFinding> report)
{
    private const int BatchSize = 256;

    private readonly CertificateVerifier _certificates = new(time);
    private readonly PoliciesBehind _behind = new(reading, log);
    private readonly Dictionary<string, PolicyLookup> _policies = new(StringComparer.Ordinal);

    /// <summary>Compares them.</summary>
    /// <param name="slice">Which; null: all.</param>
    /// <param name="progress">Told after each batch; null: nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were compared, how many there are, and the last id of the slice; null when that was the end.</returns>
    public async Task<(int Count, int Live, string? Last)> CompareAsync(SiteSlice? slice, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var work = reading.Work;
        var text = await MedicalText.LoadAsync(work, cancellationToken);
        var loader = new DeliveryLoader(work, new OnlyReading(reviews), text.Definitions, text.SiteLanguage);
        var comparesBytes = await DeliveryFormat.IsOnFileAsync(work, cancellationToken);
        var live = new List<string>();
        await foreach (var id in work.ListPublishedIdsAsync(cancellationToken))
        {
            live.Add(id);
        }

        var (selected, last) = Select(live, slice);
        var count = 0;
        foreach (var ids in selected.Chunk(BatchSize))
        {
            await CompareAsync(ids, loader, text, comparesBytes, cancellationToken);
            count += ids.Length;
            progress?.Report(new(count, selected.Count));
        }

        await CompareAbsentAsync([.. live], cancellationToken);
        return (count, live.Count, last);
    }

    private static (IReadOnlyList<string> Ids, string? Last) Select(List<string> live, SiteSlice? slice)
    {
        if (slice is null)
        {
            return (live, null);
        }

        var first = slice.After is { } after ? live.BinarySearch(after, StringComparer.Ordinal) : ~0;
        first = first < 0 ? ~first : first + 1;
        var part = live.GetRange(first, Math.Min(slice.Most, live.Count - first));
        var last = first + part.Count < live.Count && part.Count > 0 ? part[^1] : null;
        var further = slice.Also.Distinct(StringComparer.Ordinal).Where(id => live.BinarySearch(id, StringComparer.Ordinal) is >= 0 and var index && (index < first || index >= first + part.Count));
        return ([.. part, .. further], last);
    }

    private async Task CompareAbsentAsync(HashSet<string> live, CancellationToken cancellationToken)
    {
        foreach (var (item, entry) in log.LastMoves.Where(move => move.Value.Action == AuditActions.ContentPublish && move.Value.Sequence > log.LastRecipe && !live.Contains(move.Key)))
        {
            report(new(SiteFault.PublicationMissing, item, entry.VersionId, $"Entry {entry.Sequence} of the log publishes the item, and nothing of it is live."));
        }

        foreach (var id in await reading.FindUnexpectedDocumentsAsync(cancellationToken))
        {
            report(new(SiteFault.DocumentUnexpected, id, null, "There is a document of an item that is not live."));
        }
    }

    private async Task CompareAsync(string[] ids, DeliveryLoader loader, MedicalText text, bool comparesBytes, CancellationToken cancellationToken)
    {
        var work = reading.Work;
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
        var sources = (await loader.LoadAsync(ids, cancellationToken)).Documents.ToDictionary(source => source.Text.Item.ContentItemId, StringComparer.Ordinal);
        foreach (var (id, version) in versions)
        {
            var item = version.Item;
            var publication = publications.GetValueOrDefault(id) is { } row && row.VersionId == item.ContentItemVersionId ? row : null;
            var disclaimer = publication?.DisclaimerVersionId is { } pin ? pinned.GetValueOrDefault(pin)?.Item
                : LiveDisclaimers.Of(shown, item)?.Item;
            var computed = HashOf(text, item, disclaimer);
            var facts = new LiveFacts(
                item, publication, await PolicyOfAsync(item.ContentType, cancellationToken), publication?.ContentHash ?? computed ?? "", computed,
                grants.GetValueOrDefault(item.ContentItemVersionId) ?? [], marks.GetValueOrDefault(item.ContentItemVersionId));
            CompareRecords(facts, found, decisions);
            await ComparePoliciesAsync(facts, found, cancellationToken);
            await CompareDocumentAsync(facts, documents.GetValueOrDefault(id), sources.GetValueOrDefault(id), comparesBytes);
        }
    }

    private void CompareRecords(LiveFacts live, IReadOnlyDictionary<string, Review> runs, IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions)
    {
        if (live.Computed != live.Hash && live.Publication?.ReviewDueReason != ReviewDueReason.Projection)
        {
            Report(SiteFault.TextAltered, live, $"The stored text has the hash {live.Computed ?? "(none)"}; live is {live.Hash}.");
        }

        var gate = PublicationGate.Check(live.Item.ContentType, live.Item.ContentItemVersionId, live.Hash, live.PresentationHash, live.Policy, live.Grants);
        if (!gate.IsOpen)
        {
            Report(SiteFault.GrantMissing, live, $"No grant permits {live.Hash} to be live: {gate.Reason}");
        }
        else if (gate is { Basis: PublicationBasis.Approved, ReviewId: { } reviewId })
        {
            var objection = PublicationGate.FindObjection(runs.GetValueOrDefault(reviewId), decisions.GetValueOrDefault(reviewId) ?? [], live.Item.ContentItemVersionId, live.Hash, gate.PresentationHash);
            if (objection is not null)
            {
                Report(SiteFault.ApprovalMissing, live, $"Review {reviewId} does not permit it to be live: {objection}");
            }
        }

        CompareLog(live, gate);
    }

    private async Task ComparePoliciesAsync(LiveFacts live, IReadOnlyDictionary<string, Review> runs, CancellationToken cancellationToken)
    {
        var grant = live.Grants.FirstOrDefault(given => given.ContentHash == live.Hash && given.ReviewId is not null);
        foreach (var id in new[] { grant?.ReviewId, live.Publication?.RenewalId }.OfType<string>())
        {
            if (runs.TryGetValue(id, out var run) && await _behind.FindFaultAsync(run, id == grant?.ReviewId ? grant : null, cancellationToken) is { } fault)
            {
                Report(fault.Fault, live, fault.Message);
            }
        }
    }

    private void CompareLog(LiveFacts live, GateResult gate)
    {
        var entry = log.LastMoves.GetValueOrDefault(live.Item.ContentItemId);
        if (gate.Basis == PublicationBasis.Approved && (entry is not { Action: AuditActions.ContentPublish } || entry.VersionId != live.Item.ContentItemVersionId))
        {
            Report(SiteFault.PublicationNotInLog, live, "No entry of the log publishes this version last.");
        }
        else if (gate.Basis == PublicationBasis.Imported && (live.Mark is null || !log.TrustedRuns.Contains((live.Mark.Recipe, LogReading.Milliseconds(live.Mark.ImportedUtc)))))
        {
            Report(SiteFault.ImportNotInLog, live, "No entry of the log is of a trusted recipe that brought this version.");
        }
        else if (live.Publication is { } publication && entry is { Action: AuditActions.ContentPublish } && entry.VersionId == publication.VersionId)
        {
            var carried = LogReading.Text(entry, "disclaimerVersionId") != publication.DisclaimerVersionId;
            if (publication.ReviewId != LogReading.Text(entry, "reviewId") || publication.PresentationHash != LogReading.Text(entry, "presentationHash") || LogReading.Milliseconds(publication.PublishedUtc) != LogReading.Milliseconds(entry.OccurredUtc)
                || (!carried && publication.ContentHash != entry.ContentHash))
            {
                Report(SiteFault.PublicationAltered, live, $"The publication differs from entry {entry.Sequence} of the log.");
            }
        }
        else if (live.Publication is { PresentationHash: { } presented } && presented != live.PresentationHash)
        {
            Report(SiteFault.PublicationAltered, live, "The publication names another presentation (address, series, Hot Articles) than the version has.");
        }
        else if (live.Publication is { Basis: PublicationBasis.Approved } && gate.Basis != PublicationBasis.Approved)
        {
            Report(SiteFault.PublicationAltered, live, "The publication says that it was approved, and its grant does not.");
        }
    }

    private async Task CompareDocumentAsync(LiveFacts live, StoredDocument? stored, DocumentSource? source, bool comparesBytes)
    {
        if (source is null)
        {
            return;
        }

        if (stored is null)
        {
            Report(SiteFault.DocumentMissing, live, "It is live and has no document.");
            return;
        }

        var document = stored.Document;
        if (DocumentIntegrity.FindFault(document) is { } damage)
        {
            Report(damage.Fault, live, damage.Message);
        }

        if (Parse(document.Identity) is not { } json || (json["content"] is JsonObject content && HashOf(content) != live.Hash))
        {
            Report(SiteFault.DocumentAltered, live, $"The text in the document does not have the hash {live.Hash}.");
        }
        else if (comparesBytes && live.Computed == live.Hash && !IsAboutToBeMarked(live))
        {
            CompareBytes(live, stored, DeliveryRefresh.Draft(source));
        }

        if (live.Publication is { Basis: PublicationBasis.Approved } publication)
        {
            var delivered = Parse(document.Identity);
            if (delivered is not null && !delivered.ContainsKey("content"))
            {
                // Series and disclaimers are delivered without the whole of their content; the bytes are compared above.
                delivered["content"] = source.Text.Content.DeepClone();
            }

            var verified = publication.Certificate is { } jws ? await VerifyAsync(jws, delivered) : null;
            if (verified is not { Valid: true })
            {
                Report(SiteFault.CertificateInvalid, live, verified is null ? "An approved text has no certificate." : $"The certificate does not vouch for it: {string.Join(", ", verified.Refusals)}.");
            }
        }
    }

    /// <summary>By the site's own keys, in whatever name it signed then: its public address may have become another.</summary>
    private async Task<CertificateVerification> VerifyAsync(string jws, JsonObject? document)
    {
        var signed = await CompactJws.VerifyAsync(jws, jwks, ReviewCertificate.JwsType);
        return await _certificates.VerifyAsync(jws, new CertificateTrust(signed.Payload.Text("iss") ?? "", jwks), document);
    }

    private void CompareBytes(LiveFacts live, StoredDocument stored, DocumentDraft draft)
    {
        if (!stored.Document.Identity.AsSpan().SequenceEqual(draft.Identity))
        {
            Report(SiteFault.DocumentAltered, live, "The bytes of the document are not those that its content and review give.");
        }
        else if (stored.Title != draft.Title || stored.Document.Key != draft.Key || stored.Document.Kind != draft.Kind || !stored.Summary.AsSpan().SequenceEqual(draft.Summary(stored.Document.LastModifiedUtc)))
        {
            Report(SiteFault.ListingAltered, live, "Title, address or summary of the document is another than its content gives.");
        }
    }

    /// <summary>Its review is due since a moment ago; the job that writes so into the document has not come by yet.</summary>
    private bool IsAboutToBeMarked(LiveFacts live) => live.Publication is { ReviewDueReason: null, NextReviewUtc: { } next } && next <= time.GetUtcNow().UtcDateTime;

    private async Task<PolicyLookup> PolicyOfAsync(string contentType, CancellationToken cancellationToken)
    {
        if (!_policies.TryGetValue(contentType, out var policy))
        {
            policy = await PolicyLookup.FindAsync(reading.Work, contentType, cancellationToken);
            _policies[contentType] = policy;
        }

        return policy;
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

    private static string? HashOf(JsonObject content)
    {
        try
        {
            return MedicalContent.Hash(content);
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(byte[] identity)
    {
        try
        {
            return JsonNode.Parse(identity) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Report(SiteFault fault, LiveFacts live, string message) => report(new(fault, live.Item.ContentItemId, live.Item.ContentItemVersionId, message));

    /// <summary>The reviews as they stand: a verification puts nothing on record.</summary>
    private sealed class OnlyReading(IDeliveredReviews reviews) : IDeliveredReviews
    {
        public Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken) =>
            reviews.FindAsync(work, published, cancellationToken);

        public Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) => reviews.IsGatedAsync(work, contentType, cancellationToken);

        public Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken) => Task.FromResult(NotedTexts.None);
    }

    private sealed record LiveFacts(
        ContentItem Item, Publication? Publication, PolicyLookup Policy, string Hash, string? Computed, IReadOnlyList<PublicationGrant> Grants, ImportedMark? Mark)
    {
        public string PresentationHash { get; } = Presentation.HashOf(Item);
    }
}
