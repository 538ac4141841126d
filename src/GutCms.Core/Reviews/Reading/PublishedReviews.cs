using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Reading;

/// <summary>Tells delivery from publications and decisions how live versions were reviewed, and which disclaimer they were published with.</summary>
public sealed class PublishedReviews(TimeProvider time) : IDeliveredReviews
{
    private readonly ImportedReviews _imported = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, DeliveredReview>> FindAsync(
        IUnitOfWork work, IReadOnlyCollection<ContentItem> published, CancellationToken cancellationToken)
    {
        var publications = await work.Reviews.FindPublicationsAsync([.. published.Select(item => item.ContentItemId)], cancellationToken);
        var onFile = published.Select(item => publications.GetValueOrDefault(item.ContentItemId) is { } publication && publication.VersionId == item.ContentItemVersionId ? publication : null)
            .OfType<Publication>().ToDictionary(publication => publication.VersionId, StringComparer.Ordinal);

        var (types, nowUtc) = (published.ToDictionary(item => item.ContentItemVersionId, item => item.ContentType, StringComparer.Ordinal), time.GetUtcNow().UtcDateTime);
        var gated = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var type in types.Values.Distinct(StringComparer.Ordinal))
        {
            gated[type] = await IsGatedAsync(work, type, cancellationToken);
        }

        string StatusOf(string versionId, Publication? publication) => ItemStates.OfLive(publication, gated[types[versionId]]).At(nowUtc).ToName();

        // Most of a large import has no publication: what the recipe's mark says is all there is.
        var found = (await _imported.FindAsync(work, [.. published.Where(item => !onFile.ContainsKey(item.ContentItemVersionId))], cancellationToken))
            .ToDictionary(entry => entry.Key, entry => entry.Value with { Status = StatusOf(entry.Key, null) }, StringComparer.Ordinal);
        if (onFile.Count == 0)
        {
            return found;
        }

        var runs = onFile.Values.SelectMany(RunsOf).Distinct(StringComparer.Ordinal).ToList();
        var decisions = await work.Reviews.FindDecisionsAsync(runs, cancellationToken);
        var pins = onFile.Values.Select(publication => publication.DisclaimerVersionId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var disclaimers = pins.Count == 0 ? new Dictionary<string, StoredVersion>() : await work.FindVersionsAsync(pins, cancellationToken);
        foreach (var (versionId, publication) in onFile)
        {
            var disclaimer = publication.DisclaimerVersionId is { } pin ? disclaimers.GetValueOrDefault(pin)?.Item : null;
            found[versionId] = Of(publication, StatusOf(versionId, publication), decisions, disclaimer);
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> IsGatedAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) =>
        !(await PolicyLookup.FindAsync(work, contentType, cancellationToken)).IsNone;

    /// <inheritdoc/>
    public Task<NotedTexts> NoteAsync(IUnitOfWork work, IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken) =>
        new NotedProjections(work, WholeMilliseconds(time.GetUtcNow().UtcDateTime)).NoteAsync(texts, cancellationToken);

    private static DateTime WholeMilliseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    private static IEnumerable<string> RunsOf(Publication publication) => new[] { publication.ReviewId, publication.RenewalId }.OfType<string>();

    private static DeliveredReview Of(Publication publication, string status, IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions, ContentItem? disclaimer)
    {
        var approvals = publication.Basis == PublicationBasis.Approved
            ? RunsOf(publication).SelectMany(run => decisions.GetValueOrDefault(run) ?? []).Where(decision => decision.Counts).OrderBy(decision => decision.DecidedUtc)
            : Enumerable.Empty<Decision>();
        return new(
            publication.ContentHash,
            status,
            [.. approvals.Select(decision => new DeliveredApproval(decision.PrintedName, decision.Credential, decision.Role, decision.Meaning, decision.DecidedUtc))],
            publication.ReviewedUtc,
            publication.NextReviewUtc,
            publication.Certificate)
        { Disclaimer = new(disclaimer) };
    }
}
