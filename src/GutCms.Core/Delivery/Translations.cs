using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Delivery;

/// <summary>A place in a set of translations: each belongs to one item.</summary>
/// <param name="Set">The set.</param>
/// <param name="Language">The language, lower case.</param>
internal readonly record struct TranslationPlace(string Set, string Language)
{
    /// <summary>The place that a version takes; null when it is in no set.</summary>
    /// <param name="item">The version.</param>
    /// <param name="siteLanguage">Language of items that name none.</param>
    public static TranslationPlace? Of(ContentItem item, string siteLanguage) =>
        ItemMeaning.TranslationsOf(item) is { } set ? new(set, ItemMeaning.LanguageOf(item, siteLanguage).ToLowerInvariant()) : null;
}

/// <summary>Finds who has which place in sets of translations.</summary>
internal static class Translations
{
    /// <summary>The items that take places in these sets with their latest or published versions. Of a site from before this was asked for a place may have several.</summary>
    public static async Task<ILookup<TranslationPlace, string>> FindAsync(IUnitOfWork work, IReadOnlyCollection<string> sets, string siteLanguage, CancellationToken cancellationToken) =>
        (sets.Count == 0 ? [] : await work.FindTranslationsAsync(sets, cancellationToken)).ToLookup(item => TranslationPlace.Of(item, siteLanguage)!.Value, item => item.ContentItemId);

    /// <summary>What is wrong with the language of a version beside its translations; null: nothing.</summary>
    /// <param name="work">The site.</param>
    /// <param name="item">The version.</param>
    /// <param name="liveOnly">Only what is live takes places.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ContentFault?> FindFaultAsync(IUnitOfWork work, ContentItem item, bool liveOnly, CancellationToken cancellationToken)
    {
        if (ItemMeaning.TranslationsOf(item) is not { } set)
        {
            return null;
        }

        var language = await SiteLanguage.OfAsync(work, cancellationToken);
        var place = TranslationPlace.Of(item, language);
        return (await work.FindTranslationsAsync([set], cancellationToken)).FirstOrDefault(other =>
            other.ContentItemId != item.ContentItemId && (other.Published || !liveOnly) && TranslationPlace.Of(other, language) == place) is { } taken
            ? Fault("$", place!.Value, taken.ContentItemId)
            : null;
    }

    /// <summary>Another item has the place.</summary>
    /// <param name="root">Path of the item.</param>
    /// <param name="place">The place.</param>
    /// <param name="owner">The item that has it.</param>
    public static ContentFault Fault(string root, TranslationPlace place, string owner) =>
        new($"{root}.{ItemMeaning.LanguagePart}.{ItemMeaning.LanguageMember}", Sentence.Of("Content.LanguageTaken", place.Language, owner));
}
