using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Dossiers;

/// <summary>Finds the texts of versions as they were approved.</summary>
internal sealed class DossierTexts(IUnitOfWork work, ReviewFacts facts)
{
    private readonly Dictionary<string, ContentItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _texts = new(StringComparer.Ordinal);

    /// <summary>The version itself, once it was described.</summary>
    public ContentItem ItemOf(DossierVersion version) => _items[version.VersionId];

    /// <summary>The text of a version, once it was described.</summary>
    public JsonObject Of(DossierVersion version) => _texts[version.ContentHash];

    /// <summary>Says what is known of a version, and finds its text.</summary>
    public async Task<DossierVersion> DescribeAsync(VersionSummary summary, CancellationToken cancellationToken)
    {
        var item = (await work.FindVersionsAsync([summary.VersionId], cancellationToken))[summary.VersionId].Item;
        _items[summary.VersionId] = item;
        var live = facts.Published?.Item.ContentItemVersionId == summary.VersionId;
        var granted = facts.Grants[summary.VersionId].ToList();
        var grant = (live ? granted.Find(candidate => candidate.ContentHash == facts.PublishedHash) : null) ?? granted.MaxBy(candidate => candidate.GrantedUtc);
        var wanted = live ? facts.PublishedHash : grant?.ContentHash ?? LastDecided(summary.VersionId);
        var (hash, text) = await FindAsync(wanted, item, live, cancellationToken);
        _texts[hash] = text;
        var stands = hash == grant?.ContentHash ? grant : null;
        return new(summary.VersionId, summary.Number, hash, Presentation.HashOf(item), live, summary.ModifiedUtc, summary.Authors)
        {
            Origin = summary.Origin,
            Basis = live ? facts.Publication?.Basis ?? stands?.Basis : stands?.Basis,
            GrantedUtc = stands?.GrantedUtc,
            ReviewId = stands?.ReviewId ?? ApprovedNow(summary.VersionId, hash),
            MadeAnew = wanted is not null && wanted != hash,
        };
    }

    /// <summary>Every text found so far, and those of these hashes that are on file.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> FindAsync(IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        foreach (var (hash, json) in await work.FindTextsAsync([.. hashes.Distinct(StringComparer.Ordinal).Where(hash => !_texts.ContainsKey(hash))], cancellationToken))
        {
            if (ShownText.Read(json, hash) is { } text)
            {
                _texts[hash] = text;
            }
        }

        return new SortedDictionary<string, JsonObject>(_texts, StringComparer.Ordinal);
    }

    private string? ApprovedNow(string versionId, string hash) =>
        facts.CurrentReview is { CompletedUtc: not null } run && run.CoveredTexts.Any(text => text.VersionId == versionId && text.ContentHash == hash) ? run.ReviewId : null;

    private string? LastDecided(string versionId) => facts.Decisions.LastOrDefault(decision => decision.VersionId == versionId)?.ContentHash;

    private async Task<(string Hash, JsonObject Text)> FindAsync(string? wanted, ContentItem item, bool live, CancellationToken cancellationToken)
    {
        if (wanted is not null && (await work.FindTextsAsync([wanted], cancellationToken)).TryGetValue(wanted, out var json) && ShownText.Read(json, wanted) is { } kept)
        {
            return (wanted, kept);
        }

        var disclaimer = live && facts.Publication?.DisclaimerVersionId is { } pinned
            ? (await work.FindVersionsAsync([pinned], cancellationToken)).GetValueOrDefault(pinned)?.Item
            : await LiveDisclaimers.OfAsync(work, item, cancellationToken);
        var made = facts.Text.Texts.Of(item, disclaimer);
        return (made.Hash, made.Content);
    }
}
