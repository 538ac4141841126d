using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>
/// Says which text of a live version readers are shown: what the program makes of it today where that is the text of its content hash, which the database holds only with a grant;
/// otherwise the granted text itself, as it was kept.
/// </summary>
/// <remarks>
/// A version of a type under a review policy whose granted text is neither made today nor kept is not shown. A type without a policy promises nothing: it shows what is made today.
/// </remarks>
/// <param name="work">The unit of work.</param>
/// <param name="reviews">How texts were reviewed.</param>
/// <param name="definitions">Type definitions.</param>
/// <param name="siteLanguage">Language of texts that do not name theirs.</param>
/// <param name="made">Texts that were made in the unit of work, by the same definitions and language; null: none is kept, since there are many.</param>
/// <param name="instead">By item, what a preview shows in place of what is live; null: nothing. It is shown as it is made today, granted or not.</param>
internal sealed class ShownTexts(
    IUnitOfWork work, IDeliveredReviews reviews, ContentDefinitions definitions, string siteLanguage, ProjectedTexts? made = null, IReadOnlyDictionary<string, StoredVersion?>? instead = null)
{
    private readonly Dictionary<string, bool> _gated = new(StringComparer.Ordinal);

    /// <summary>The texts of those versions that may be shown, by item.</summary>
    /// <param name="versions">Published versions.</param>
    /// <param name="disclaimerOf">The disclaimer that a version shows; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Dictionary<string, ShownText>> FindAsync(
        IReadOnlyCollection<StoredVersion> versions, Func<ContentItem, ContentItem?> disclaimerOf, CancellationToken cancellationToken)
    {
        var made = versions.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(version => Make(version, disclaimerOf(version.Item))).ToList();
        var shown = new Dictionary<string, ShownText>(made.Count, StringComparer.Ordinal);
        var differing = new List<StoredVersion>();
        foreach (var text in made)
        {
            if (text.ContentHash == text.Version.ContentHash || IsInstead(text.Version) || !await IsGatedAsync(text.Item.ContentType, cancellationToken))
            {
                shown.Add(text.Item.ContentItemId, text);
            }
            else if (text.Version.ContentHash is not null)
            {
                differing.Add(text.Version);
            }
        }

        foreach (var text in (await FindKeptAsync(differing, cancellationToken)).Values)
        {
            shown.Add(text.Item.ContentItemId, text with { Disclaimer = disclaimerOf(text.Item) });
        }

        return shown;
    }

    /// <summary>The granted texts of those versions whose text is kept, by item; no version is looked into.</summary>
    public async Task<Dictionary<string, ShownText>> FindKeptAsync(IReadOnlyCollection<StoredVersion> versions, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ShownText>(StringComparer.Ordinal);
        versions = instead is null ? versions : [.. versions.Where(version => !IsInstead(version))];
        var hashes = versions.Select(version => version.ContentHash).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (hashes.Count == 0)
        {
            return found;
        }

        var texts = await work.FindTextsAsync(hashes, cancellationToken);
        foreach (var version in versions)
        {
            // What is kept under a hash and is not its text is no text at all.
            if (version.ContentHash is { } hash && texts.TryGetValue(hash, out var json) && ShownText.Read(json, hash) is { } content)
            {
                found[version.Item.ContentItemId] = new(version, content, hash, IsKept: true);
            }
        }

        return found;
    }

    private bool IsInstead(StoredVersion version) => instead?.ContainsKey(version.Item.ContentItemId) == true;

    private ShownText Make(StoredVersion version, ContentItem? disclaimer)
    {
        if (made is not null)
        {
            var text = made.Of(version.Item, disclaimer);
            return new(version, text.Content, text.Hash, IsKept: false) { Disclaimer = disclaimer };
        }

        var content = MedicalContent.Project(version.Item, disclaimer, definitions, siteLanguage);
        return new(version, content, MedicalContent.Hash(content), IsKept: false) { Disclaimer = disclaimer };
    }

    private async Task<bool> IsGatedAsync(string contentType, CancellationToken cancellationToken)
    {
        if (!_gated.TryGetValue(contentType, out var gated))
        {
            gated = await reviews.IsGatedAsync(work, contentType, cancellationToken);
            _gated.Add(contentType, gated);
        }

        return gated;
    }
}
