using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Translating;

/// <summary>The languages of an item as whoever reads its drafts sees them, and the text beside which it is translated.</summary>
public sealed class GetTranslations(ReviewPorts ports)
{
    /// <summary>What there is.</summary>
    /// <param name="MayTranslate">The reader could begin a translation into a further language.</param>
    /// <param name="Languages">The items of the set that the reader may see, by language; the item itself among them.</param>
    public sealed record Result(bool MayTranslate, IReadOnlyList<InLanguage> Languages)
    {
        /// <summary>The source of the item; null: it was not made from one that the reader may see.</summary>
        public SourceText? Source { get; init; }
    }

    /// <summary>An item of the set.</summary>
    /// <param name="Language">Language tag.</param>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Title of its latest version; null when it has none.</param>
    /// <param name="State">State of its latest version.</param>
    /// <param name="IsLive">Some version of it is live.</param>
    /// <param name="IsStale">Something else is live of its source than it was made from.</param>
    public sealed record InLanguage(string Language, string ContentItemId, string? Title, ReviewState State, bool IsLive, bool IsStale);

    /// <summary>The text that a translation is made from.</summary>
    /// <param name="Origin">What it was made from.</param>
    /// <param name="Language">Language tag of the source.</param>
    /// <param name="Title">Title of the source; null when it has none.</param>
    /// <param name="ContentHash">Content hash of the source as it is now.</param>
    /// <param name="IsStale">Something else is live of it than the translation was made from.</param>
    /// <param name="Content">What readers see of it now; of a source that is not live its newest draft.</param>
    /// <param name="Changes">What changed in that since the translation was made.</param>
    public sealed record SourceText(TranslationOrigin Origin, string Language, string? Title, string ContentHash, bool IsStale, JsonObject Content, VersionDiff Changes);

    /// <summary>Reads.</summary>
    /// <returns>Null: there is no such item, its type has no languages, or the reader may not see its drafts.</returns>
    public async Task<Result?> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor) || !DeliveredTypes.IsTranslatable(facts.ContentType, facts.Text.Definitions))
        {
            return null;
        }

        var ids = (await work.FindTranslationsAsync([ItemMeaning.TranslationSetOf(facts.Latest.Item)], cancellationToken)).Select(item => item.ContentItemId)
            .Concat(facts.Translation is { } stand ? [stand.Origin.SourceId] : []).Where(id => id != contentItemId).Distinct(StringComparer.Ordinal).ToList();
        var others = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), ids, cancellationToken);
        var seen = others.Values.Append(facts).Where(other => Sees.Draft(other, actor)).ToDictionary(other => other.ContentItemId, StringComparer.Ordinal);
        var languages = seen.Values.Where(other => ItemMeaning.TranslationSetOf(other.Latest.Item) == ItemMeaning.TranslationSetOf(facts.Latest.Item))
            .Select(other => new InLanguage(
                ItemMeaning.LanguageOf(other.Latest.Item, facts.Text.SiteLanguage), other.ContentItemId, other.Latest.Item.DisplayText, other.LatestState, other.Published is not null, other.Translation?.IsStale == true))
            .OrderBy(other => other.Language, StringComparer.OrdinalIgnoreCase).ThenBy(other => other.ContentItemId, StringComparer.Ordinal).ToList();
        return new(Authorization.Allows(actor, Permissions.EditContent, facts.ContentType, actor.UserId), languages)
        {
            Source = facts.Translation is { } translation && seen.GetValueOrDefault(translation.Origin.SourceId) is { } source ? await SourceAsync(work, translation, source, cancellationToken) : null,
        };
    }

    private static async Task<SourceText> SourceAsync(IUnitOfWork work, TranslationStand stand, ReviewFacts source, CancellationToken cancellationToken)
    {
        var (now, text) = (TranslatedText.Of(source), source.Text);
        var then = (await work.FindVersionsAsync([stand.Origin.VersionId], cancellationToken)).GetValueOrDefault(stand.Origin.VersionId);
        var disclaimers = await LiveDisclaimers.FindAsync(work, new[] { now.Version.Item, then?.Item }.OfType<ContentItem>(), cancellationToken);
        JsonObject Project(ContentItem? item) =>
            item is null ? [] : MedicalContent.Project(item, LiveDisclaimers.Of(disclaimers, item)?.Item, text.Definitions, text.SiteLanguage);

        var content = Project(now.Version.Item);
        return new(
            stand.Origin, ItemMeaning.LanguageOf(now.Version.Item, text.SiteLanguage), now.Version.Item.DisplayText, now.ContentHash, stand.IsStale, content,
            VersionDiff.Compare(Project(then?.Item), content, await SiteDrugNames.VocabularyAsync(work, cancellationToken)));
    }
}
