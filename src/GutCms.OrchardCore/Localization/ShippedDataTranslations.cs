using System.Globalization;
using OrchardCore.Localization;
using OrchardCore.Localization.Data;

namespace GutCms.OrchardCore.Localization;

/// <summary>
/// Lets Orchard Core's Data Localization find what it is asked for in the translations that are shipped with modules: names of types, parts and fields, and descriptions of permissions. What people of the site have translated
/// themselves stands above it.
/// </summary>
/// <param name="site">What the site has translated.</param>
/// <param name="files">The <c>.po</c> files.</param>
internal sealed class ShippedDataTranslations(IDataTranslationProvider site, ILocalizationManager files) : IDataTranslationProvider
{
    /// <summary>Where types and parts, fields, and permissions stand, as Orchard Core asks for them.</summary>
    private static readonly string[] Contexts = ["Content Types", "Content Fields:", "Permissions:"];

    /// <inheritdoc/>
    public void LoadTranslations(string cultureName, CultureDictionary dictionary)
    {
        var shipped = files.GetDictionary(CultureInfo.GetCultureInfo(cultureName)).Translations
            .Where(text => text.Key.Context is { } context && Contexts.Any(known => context.StartsWith(known, StringComparison.Ordinal)));
        dictionary.MergeTranslations(shipped.Select(text => new CultureDictionaryRecord(text.Key.MessageId, text.Key.Context, text.Value)));
        site.LoadTranslations(cultureName, dictionary);
    }
}
