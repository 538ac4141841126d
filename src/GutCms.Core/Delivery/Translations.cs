using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Delivery;

/// <summary>A place in a set of translations: each belongs to one item.</summary>
/// <param name="Set">The set.</param>
/// <param name="Language">The language, lower case.</param>
internal readonly record struct TranslationPlace(string Set, string Language)
{
    /// <summary>The place that a version takes; null when it says nothing of languages: then others ask whether they may stand beside it.</summary>
    /// <param name="item">The version.</param>
    /// <param name="siteLanguage">Language of items that name none.</param>
    public static TranslationPlace? Of(ContentItem item, string siteLanguage) =>
        item.Parts.Object(ItemMeaning.LanguagePart) is null ? null : In(item, siteLanguage);

    /// <summary>The place of a version in the set that is called like its item, or in that which it names.</summary>
    /// <param name="item">The version.</param>
    /// <param name="siteLanguage">Language of items that name none.</param>
    public static TranslationPlace In(ContentItem item, string siteLanguage) => new(ItemMeaning.TranslationSetOf(item), ItemMeaning.LanguageOf(item, siteLanguage).ToLowerInvariant());
}

/// <summary>Finds who has which place in sets of translations.</summary>
internal static class Translations
{
    /// <summary>The items that take places in these sets with their latest or published versions. Of a site from before this was asked for a place may have several.</summary>
    public static async Task<ILookup<TranslationPlace, string>> FindAsync(IUnitOfWork work, IReadOnlyCollection<string> sets, string siteLanguage, CancellationToken cancellationToken) =>
        (sets.Count == 0 ? [] : await work.FindTranslationsAsync(sets, cancellationToken)).ToLookup(item => TranslationPlace.In(item, siteLanguage), item => item.ContentItemId);

    /// <summary>What is wrong with the language of a version beside its translations; null: nothing.</summary>
    /// <param name="work">The site.</param>
    /// <param name="item">The version.</param>
    /// <param name="liveOnly">Only what is live takes places.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ContentFault?> FindFaultAsync(IUnitOfWork work, ContentItem item, bool liveOnly, CancellationToken cancellationToken)
    {
        if (item.Parts.Object(ItemMeaning.LanguagePart) is null)
        {
            return null;
        }

        var language = await SiteLanguage.OfAsync(work, cancellationToken);
        var place = TranslationPlace.In(item, language);

        return (await work.FindTranslationsAsync([place.Set], cancellationToken)).FirstOrDefault(other =>
            other.ContentItemId != item.ContentItemId && (other.Published || !liveOnly) && TranslationPlace.In(other, language) == place) is { } taken
            ? Fault("$", place, taken.ContentItemId)
            : null;
    }

    /// <summary>Another item has the place.</summary>
    /// <param name="root">Path of the item.</param>
    /// <param name="place">The place.</param>
    /// <param name="owner">The item that has it.</param>
    public static ContentFault Fault(string root, TranslationPlace place, string owner) =>
        new($"{root}.{ItemMeaning.LanguagePart}.{ItemMeaning.LanguageMember}", Sentence.Of("Content.LanguageTaken", place.Language, owner));
}
